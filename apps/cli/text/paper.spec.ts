import type { Paper } from '#projections';
import { paperCsv } from './paper.csv.js';
import { paperText } from './paper.text.js';
import { columnsOf } from './wrap.js';

const paper: Paper = {
  asOf: '2020-09-30',
  knownAt: { position: 74, instant: '2020-09-30T00:00:00.000000Z' },
  position: 74,
  origin: 'demo.actum.example/un-reform',
  simulated: true,
  plan: 'p',
  title: 'Office Plan of Action 2019–20',
  illustrative: ['Illustrative in items 11 and 12: a person.'],
  components: [
    {
      title: 'Component 3: Advancing the Office’s operational integration',
      rows: [
        {
          number: '11',
          text: 'Internal consultation on changes to the performance management system and Staff Regulations',
          dueText: 'By end 2019',
          status:
            'Starting 2020 following the revision and UNSDG endorsement of the Management and Accountability Framework',
        },
        { number: '12', text: 'Reinforcement', dueText: 'By mid-2019', status: null },
      ],
    },
  ],
};

test('a number of one’s own stays in one piece', () => {
  const numbered = paper.components.map((component) => ({
    ...component,
    rows: component.rows.map((one) => ({ ...one, number: `2025/03–A ${one.number}` })),
  }));
  const lines = paperText({ ...paper, components: numbered }, 80).split('\n');
  expect(lines.filter((line) => /^2025\/03–A 1[12]\. {2}/.test(line))).toHaveLength(2);
  expect(Math.max(...lines.map(columnsOf))).toBeLessThanOrEqual(80);
});

test('the text reads like the appendix: heading, columns, component, rows, footers', () => {
  expect(paperText(paper, 100)).toBe(`Office Plan of Action 2019–20
─────────────────────────────

     Action item                                       Due by             Status

Component 3: Advancing the Office’s operational integration

11.  Internal consultation on changes to the           By end 2019        Starting 2020 following
     performance management system and Staff                              the revision and UNSDG
     Regulations                                                          endorsement of the
                                                                          Management and
                                                                          Accountability Framework

12.  Reinforcement                                     By mid-2019        –

As of 2020-09-30; on record at position 74, recorded by 2020-09-30T00:00:00.000000Z; ledger
demo.actum.example/un-reform.
Simulated clock: today is where this ledger’s clock was set, not the calendar’s day.
Illustrative in items 11 and 12: a person.`);
});

test.each([40, 60, 80, 132])('no line is longer than %i columns', (width) => {
  expect(Math.max(...paperText(paper, width).split('\n').map(columnsOf))).toBeLessThanOrEqual(width);
});

test('the CSV has a row an item, and the notes after them', () => {
  const lines = paperCsv(paper).split('\r\n');
  expect(lines[0]).toBe('\uFEFFcomponent,number,action item,due by,status');
  expect(lines[2]).toBe(
    'Component 3: Advancing the Office’s operational integration,12,Reinforcement,By mid-2019,',
  );
  expect(lines.at(-2)).toBe('note,,Illustrative in items 11 and 12: a person.,,');
});
