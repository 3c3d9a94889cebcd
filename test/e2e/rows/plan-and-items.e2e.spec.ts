import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { ItemList, Paper, PaperList, PlanDiffAnswer, PublishedPaper } from '#projections';
import { readAppendix } from '../appendix.js';
import { eventually } from '../harness/eventually.js';
import { UnReformOffice } from './un-reform-office.js';

const plan = 'office-plan-2019-20';
const paperDay = '2020-09-30';
const number = 'GB.340/INS/6';
const keptDiff = new URL('../../fixtures/diff-2019-03-31-2020-09-30.txt', import.meta.url);
const everyItem = Array.from({ length: 12 }, (_, index) => String(index + 1));

/** One server for all of them, in the order of the rows: what is recorded late comes after what is read as loaded. */
describe('the rows of the plan and its items, over HTTP', () => {
  let office: UnReformOffice;
  beforeAll(async () => {
    office = await UnReformOffice.open();
  }, 120_000);
  afterAll(async () => {
    await office?.close();
  });

  const preview = (asOf: string) => office.ask<Paper>(`/v1/plans/${plan}/paper?asOf=${asOf}`);
  const published = () => office.ask<PublishedPaper>(`/v1/papers/${encodeURIComponent(number)}`);
  const bytes = async () =>
    await office.call<PublishedPaper['content']>('auditor', `/v1/papers/gb.340-ins-6/content`);
  const diff = (query: string) => office.ask<PlanDiffAnswer>(`/v1/plans/${plan}/diff?${query}`);
  const items = async (query: string) => (await office.ask<ItemList>(`/v1/items?${query}`)).items;

  it('row 1: the plan endorsed in March 2019 opens twelve items in the appendix’s order', async () => {
    const { components } = await preview('2019-03-31');
    const order = (of: readonly { title: string; rows: readonly { number: string; text: string }[] }[]) =>
      of.map(({ title, rows }) => [title, rows.map((row) => [row.number, row.text])]);
    expect(order(components)).toEqual(order(readAppendix()));
    expect(components.map(({ rows }) => rows.length)).toEqual([2, 6, 4]);
    const [opening] = await office.history('12');
    expect(opening).toMatchObject({
      label: 'PlanEndorsed',
      decidedByName: 'ILO Governing Body',
      decision: { session: '335th Session, March 2019', reference: 'GB.335/INS/10' },
    });
  });

  it('row 2: the five status texts, to the letter', async () => {
    expect((await preview(paperDay)).components).toEqual(readAppendix());
    const delivered = (await office.history('1')).find(({ label }) => label === 'ActionItemDelivered');
    expect([delivered?.to, await office.printed('1')]).toEqual(['completed_ongoing', 'Completed/ongoing']);
  });

  it('row 3: each form of due date, with what it means', async () => {
    const pages = await Promise.all(everyItem.map((item) => office.page(item)));
    const forms = new Map(
      pages.flatMap(({ due }) => (due === null ? [] : [[due.original.text, due.original]])),
    );
    const meant = [...forms.values()].map((form) => [form.text, form.earliest, form.latest, form.precision]);
    expect(meant.sort()).toEqual([
      ['2019–20', '2019-01-01', '2020-12-31', 'period'],
      ['By October 2019', '2019-09-30', '2019-10-31', 'month'],
      ['By end 2019', '2019-12-31', '2019-12-31', 'year'],
      ['By end March 2019', '2019-03-31', '2019-03-31', 'month'],
      ['By mid-2019', '2019-06-30', '2019-06-30', 'half-year'],
      ['By mid-2020', '2020-06-30', '2020-06-30', 'half-year'],
    ]);
    expect(forms.get('By October 2019')?.readings.map(({ meaning }) => meaning)).toEqual([
      'before October 2019 begins',
      'by the end of October 2019',
    ]);
  });

  it('row 4: “2019–20” is two calendar years; with a hyphen it could be something else', async () => {
    for (const item of ['2', '5'])
      expect((await office.page(item)).due?.original).toMatchObject({
        ...{ kind: 'period', earliest: '2019-01-01', latest: '2020-12-31' },
      });
    const hyphen = { reason: 'More time', fields: { due: '2022-23' } };
    const refused = await office.refused('focal-2', '2', 'request-extension', hyphen);
    expect([refused.codes, refused.fields]).toEqual([['DUE.AMBIGUOUS'], ['fields.due']]);
    expect(refused.detail).toContain('2022–23');
  });

  it('row 5: the overdue set of the paper’s date, and one message to each person about it', async () => {
    const overdue = await items(`overdue=true&plan=${plan}&asOf=${paperDay}`);
    expect(overdue.map((item) => item.number)).toEqual(['4', '6', '7', '8', '9', '11', '12']);
    expect(overdue.flatMap((item) => item.blockedBy.map((by) => [item.number, by]))).toEqual([['11', 'maf']]);
    const sent = await eventually(
      () => office.messages(),
      (messages) => messages.filter(({ status }) => status === 'sent').length >= 7,
    );
    const told = sent.map(({ person, lines }) => [person, lines.map((line) => line.number)]).sort();
    expect(told).toEqual([
      ['focal-12', ['12']],
      ['focal-4', ['4']],
      ['focal-6', ['6']],
      ['focal-7', ['7']],
      ['focal-8', ['8']],
      ['focal-9', ['9']],
      ['liaison-dco', ['11']],
    ]);
  });

  it('row 6: starts planned after the due date: 6 and 11 certainly, 7 possibly; missed once it is past', async () => {
    const starting = (await items(`plan=${plan}&asOf=${paperDay}`)).flatMap((item) =>
      item.start === null ? [] : [[item.number, item.start.text, item.start.outlook, item.start.standing]],
    );
    expect(starting).toEqual([
      ['6', '2020', 'will-miss', 'missed'],
      ['7', '2020', 'may-miss', 'missed'],
      ['11', '2020', 'will-miss', 'missed'],
    ]);
    expect(await office.printed('6')).toBe('Starting 2020');
  });

  it('row 7: item 10, done “in 2019” and due by end March: unknown whether on time, never “on time”', async () => {
    const ten = await office.page('10');
    expect(ten).toMatchObject({ status: 'Completed', timeliness: 'unknown', overdue: false });
    expect(ten.since.text).toBe('2019');
  });

  describe('row 12: papers', () => {
    let frozen: string;

    it('row 12: the paper is published as the preview shows it, with its digest and the ledger’s root', async () => {
      const { paper, content } = await published();
      expect(content.components).toEqual((await preview(paperDay)).components);
      expect(content.components).toEqual(readAppendix());
      expect(content).toMatchObject({ number, plan, asOf: paperDay, bodyName: 'ILO Governing Body' });
      expect(content.notices.join(' ')).toContain('Simulated clock');
      const raw = await bytes();
      frozen = JSON.stringify(raw.body);
      // RFC 8785 is what JSON.stringify makes of a body whose keys came in its order.
      const digest = createHash('sha256').update(frozen, 'utf8').digest('hex');
      expect([paper.digest, raw.headers.get('etag')]).toEqual([digest, `"${digest}"`]);
      expect(raw.headers.get('repr-digest')).toBe(`sha-256=:${base64(digest)}:`);
      const { code, stdout } = await office.actum(
        'verify',
        '--root',
        `${paper.drawnAt.treeSize}:${paper.drawnAt.rootHash}`,
      );
      expect([code, stdout]).toEqual([0, expect.stringContaining('Published papers')]);
    });

    it('row 12: two dates compared read as the text that is kept', async () => {
      const days = ['--from', '2019-03-31', '--to', paperDay];
      const { code, stdout } = await office.actum('diff', plan, ...days);
      expect(code).toBe(0);
      expect(stdout).toBe(readFileSync(keptDiff, 'utf8'));
      const { components, late, closing } = await diff(`from=2019-03-31&to=${paperDay}`);
      const eleven = components.flatMap(({ items: of }) => of).find((item) => item.number === '11');
      expect(eleven?.changes.map(({ field }) => field)).toEqual(
        expect.arrayContaining(['status', 'planned start', 'prerequisites', 'waits for', 'overdue']),
      );
      expect([late.items, closing]).toEqual([[], null]);
    });

    it('row 12: whatever is recorded later leaves it byte for byte the same, and says so', async () => {
      const late = await office.advances('focal-6', '6', 'start', { effectiveOn: 'by 2020-09-30' });
      expect(late.touches).toEqual([
        expect.objectContaining({
          number,
          sentence: expect.stringContaining(
            'was published as of 30 September 2020; the paper stays as it is',
          ),
        }),
      ]);
      expect(JSON.stringify((await bytes()).body)).toBe(frozen);
      expect(await office.printed('6')).toBe('Ongoing');
      const six = (rows: PublishedPaper['content']['components']) =>
        rows.flatMap(({ rows: of }) => of).find((row) => row.number === '6')?.status;
      const { content, late: entries, paper } = await published();
      expect(six(content.components)).toBe('Starting 2020');
      expect(entries.map((entry) => [entry.number, entry.label])).toEqual([['6', 'ActionItemStarted']]);
      expect(paper.lateEntries).toBe(1);
      const entry = (await office.history('6')).at(-1);
      expect(entry?.sentence).toContain(`Recorded after ${number} was published as of 30 September 2020`);
    });

    it('row 12: a comparison with the paper keeps late entries apart', async () => {
      const { late, components, from } = await diff(`from=${paperDay}&to=${paperDay}`);
      expect([from.paper, components]).toEqual([number, []]);
      expect(late.heading).toBe(
        `Recorded since ${number} was published, about the time up to 30 September 2020`,
      );
      expect(
        late.items.map(({ sentences, recorded }) => [sentences, recorded.map(({ label }) => label)]),
      ).toEqual([[['Item 6 is now ongoing.'], ['ActionItemStarted']]]);
    });

    it('row 12: a mistake gets a corrigendum, by a registrar; the paper stays', async () => {
      const path = `/v1/papers/${encodeURIComponent(number)}/corrigenda`;
      const text = 'Item 6 had begun by 30 September 2020.';
      expect((await office.call('focal-6', path, { text })).status).toBe(403);
      const wrong = await office.call<{ code: string }>('registrar', path, { text, row: '13' });
      expect([wrong.status, wrong.body.code]).toEqual([422, 'PAPER.UNKNOWN_ROW']);
      await office.does('registrar', path, { text, row: '6', number: `${number}(Corr.1)` });
      const { papers } = await office.ask<PaperList>('/v1/papers');
      expect(papers.map((paper) => [paper.number, paper.corrigenda.map((one) => one.text)])).toEqual([
        [number, [text]],
      ]);
      expect(JSON.stringify((await bytes()).body)).toBe(frozen);
      const { stdout } = await office.actum('papers', number);
      expect(stdout).toContain(`Corrigendum ${number}(Corr.1), row 6 (2020-09-30): ${text}`);
    });

    it('row 12: a number is taken once, and a paper is a registrar’s', async () => {
      const path = `/v1/plans/${plan}/papers`;
      const again = await office.call<{ code: string }>('registrar', path, { number });
      expect([again.status, again.body.code]).toEqual([422, 'PAPER.EXISTS']);
      expect((await office.call('focal-6', path, { number: 'GB.341/INS/7' })).status).toBe(403);
      const early = await office.call<{ code: string }>('registrar', path, {
        number: 'X',
        asOf: '2020-10-01',
      });
      expect([early.status, early.body.code]).toEqual([422, 'PAPER.AS_OF_IN_FUTURE']);
      const unknown = await office.call('registrar', '/v1/plans/none/papers', { number: 'X' });
      expect([unknown.status, (await office.call('auditor', '/v1/papers/X')).status]).toEqual([404, 404]);
      const noDay = await office.call<{ errors: { field: string }[] }>('registrar', path, {
        ...{ number: 'X', asOf: 'yesterday' },
      });
      expect([noDay.status, noDay.body.errors.map(({ field }) => field)]).toEqual([400, ['asOf']]);
    });
  });

  it('row 14: a later due date takes a reason and another person; both dates are kept', async () => {
    const due = { due: 'By mid-2021' };
    const blank = await office.refused('focal-4', '4', 'request-extension', { fields: due });
    expect(blank.codes).toEqual(['ITEM.REASON_MISSING']);
    const reason = 'COVID-19: field offices could not be visited';
    await office.advances('focal-4', '4', 'request-extension', { reason, fields: due });
    const own = await office.refused('focal-4', '4', 'extend-due', { reason });
    expect(own.codes).toEqual(expect.arrayContaining(['ITEM.ROLE_MISSING', 'ITEM.NOT_SEPARATE']));
    await office.advances('approver', '4', 'extend-due', { reason });
    const four = await office.page('4');
    expect(four).toMatchObject({
      ...{ dueText: 'By end 2019', revisedDueText: 'By mid-2021', overdue: false, status: 'Ongoing' },
      due: { original: { latest: '2019-12-31' }, revised: { latest: '2021-06-30' } },
    });
    const row = (await preview(paperDay)).components.flatMap(({ rows }) => rows)[3];
    expect(row).toMatchObject({ dueText: 'By end 2019', revisedDueText: 'By mid-2021' });
    const changed = await diff(`from=2019-03-31&to=${paperDay}`);
    const sentences = changed.components.flatMap(({ items: of }) => of)[3]?.sentences;
    expect(sentences).toContain(
      'Its due date was extended from end 2019 to mid-2021 (reason given: COVID-19: field offices could not be visited).',
    );
  });

  it('row 12: two papers compared: what was recorded between them about the same day', async () => {
    const next = 'GB.341/INS/7';
    const published = await office.actum('publish', plan, '--number', next, '--as', 'registrar');
    expect([published.code, published.stdout]).toEqual([0, expect.stringContaining('PaperPublished')]);
    const compared = await office.actum('diff', '--papers', number, next);
    expect(compared.code).toBe(0);
    const [, late = ''] = compared.stdout.split(
      `Recorded since ${number} was published, about the time up to`,
    );
    expect(late).toContain('Item 4: its due date was extended from end 2019 to mid-2021');
    expect(late).toContain('Item 6 is now ongoing. (Recorded on 30 September 2020.)');
    expect(compared.stderr).toContain(`(${number}) with ${paperDay}`);
    const alone = await office.actum('diff', '--papers', number);
    expect([alone.code, alone.stderr]).toEqual([2, expect.stringContaining('Name two papers')]);
  });

  it('row 14: what was owed on the old date is owed no more', async () => {
    const toldOf = async (item: string) =>
      (await office.messages()).filter(({ lines }) => lines.some((line) => line.number === item)).length;
    expect([await toldOf('4'), await toldOf('9')]).toEqual([1, 1]);
    await office.does('admin', '/v1/clock', { to: '2020-12-15' });
    await eventually(
      () => toldOf('9'),
      (times) => times > 1,
    );
    expect(await toldOf('4')).toBe(1);
  });
});

const base64 = (hex: string): string => Buffer.from(hex, 'hex').toString('base64');
