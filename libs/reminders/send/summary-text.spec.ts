import type { SummaryLine } from '../reminder.js';
import { subjectOf, summaryText } from './summary-text.js';

const line: SummaryLine = {
  item: 'office-plan-2019-20.4',
  number: '4',
  title: 'Guidance to field offices',
  dueRevision: 1,
  rung: 'overdue',
  folded: [],
  person: 'focal-4',
  because: 'owner',
  dueText: 'By end 2019',
  dueLatest: '2019-12-31',
  waitsFor: null,
};
const facts = {
  name: 'Focal Four',
  lines: [line],
  today: '2020-09-30',
  simulated: true,
  publicUrl: 'http://127.0.0.1:3000',
};

describe('the text of a summary', () => {
  it('says what, since when, what is asked and where', () => {
    const { text } = summaryText(facts);
    expect(text).toContain('Dear Focal Four,');
    expect(text).toContain('4. Guidance to field offices\n  Due: By end 2019 (274 days overdue)');
    expect(text).toContain('Please update its status.');
    expect(text).toContain('http://127.0.0.1:3000/items/office-plan-2019-20.4');
    expect(text).toContain("This ledger's clock is simulated: its today is 2020-09-30");
    expect(summaryText({ ...facts, simulated: false }).text).not.toContain('simulated');
  });

  it('counts in its subject and names nobody there', () => {
    expect(subjectOf([line])).toBe('1 action item needs your attention');
    expect(subjectOf([line, line, line])).toBe('3 action items need your attention');
    expect(subjectOf([{ ...line, because: 'signer' }])).toBe('A clearance of yours has lapsed');
  });

  it('lists the longest overdue first, then by number', () => {
    const at = (number: string, dueLatest: string) => ({
      ...line,
      number,
      item: `plan.${number}`,
      dueLatest,
    });
    const lines = [at('12', '2019-12-31'), at('9', '2019-12-31'), at('1', '2019-06-30')];
    const { text } = summaryText({ ...facts, lines });
    expect([...text.matchAll(/^(\d+)\. /gm)].map(([, number]) => number)).toEqual(['1', '9', '12']);
  });

  it.each([
    ['2020-10-30', 'due in 30 days'],
    ['2020-10-01', 'due in 1 day'],
    ['2020-09-30', 'due today'],
    ['2020-09-29', '1 day overdue'],
  ])('counts days to %s', (dueLatest, words) => {
    expect(summaryText({ ...facts, lines: [{ ...line, dueLatest }] }).text).toContain(`(${words})`);
  });

  it('asks the owner of a prerequisite about the prerequisite', () => {
    const waitsFor = { item: 'maf', title: 'Management and Accountability Framework' };
    const { text } = summaryText({
      ...facts,
      lines: [{ ...line, because: 'prerequisite-owner', waitsFor }],
    });
    expect(text).toContain('It waits for “Management and Accountability Framework”');
    expect(text).toContain('http://127.0.0.1:3000/items/maf');
  });

  it('keeps names and titles from becoming markup or lines of their own', () => {
    const title = '<script>alert("1")</script>\r\nDear everybody,';
    const { html, text } = summaryText({
      ...facts,
      name: 'A & <b>B</b>\nBcc: x',
      lines: [{ ...line, title }],
    });
    expect(html).not.toContain('<script>');
    expect(html).toContain('&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; Dear everybody,');
    expect(html).toContain('Dear A &amp; &lt;b&gt;B&lt;/b&gt; Bcc: x,');
    expect(text).not.toMatch(/^Bcc: x|^Dear everybody/m);
  });
});
