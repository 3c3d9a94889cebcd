import { readSheet, type SheetRow } from './read-sheet.js';

function rowsOf(text: string): readonly SheetRow[] {
  const reading = readSheet(text);
  if (!reading.ok) throw new Error(reading.faults.join('\n'));
  return reading.sheet.rows;
}
const faultsOf = (text: string) => {
  const reading = readSheet(text);
  return reading.ok ? [] : reading.faults;
};
const stepsOf = (heading: string, cells: string) => rowsOf(`item,${heading}\n4,${cells}`)[0]?.asks;
const row = (heading: string, cells: string) => {
  const asks = stepsOf(heading, cells);
  return asks?.ok === true ? asks.steps : asks?.faults;
};

it('a row’s cells are steps in the order in which they can be true', () => {
  const heading = 'transition,effective_on,planned_start,reason,progress,evidence,ground';
  const cells = 'start,by 2020-09-30,2020,Staff,Half done,"https://x.org/1\nGB.340/INS/6 ¶45",¶44';
  const onRecord = { effectiveOn: 'by 2020-09-30', reason: 'Staff', ground: '¶44' };
  expect(row(heading, cells)).toEqual([
    { transition: 'plan-start', ...onRecord, fields: { start: '2020' } },
    {
      transition: 'start',
      ...onRecord,
      evidence: [
        { kind: 'link', reference: 'https://x.org/1' },
        { kind: 'paragraph', reference: 'GB.340/INS/6 ¶45' },
      ],
    },
    { transition: 'report-progress', ...onRecord, fields: { text: 'Half done' } },
  ]);
  expect(row('evidence', '¶45')).toEqual([
    { transition: 'attach-evidence', evidence: [{ kind: 'paragraph', reference: '¶45' }] },
  ]);
  expect(row('no_change', 'Yes')).toEqual([{ transition: 'report-progress', fields: { unchanged: 'yes' } }]);
  expect(row('no_change', 'no')).toEqual([]);
});

it('headings are read as people write them, rows counted as spreadsheets do, blank ones passed over', () => {
  const rows = rowsOf(
    'Item;Version; Effective on ;PLANNED-START;My notes\n4;7;;2020;x\n;;;;\n5;;;"20\n21";\n',
  );
  expect(rows.map(({ row: place, item, version }) => [place, item, version])).toEqual([
    [2, '4', 7],
    [4, '5', null],
  ]);
  const [first] = rowsOf('number,title,planned_start\n2019/07-R3,T,2020');
  expect(first?.item).toBe('2019/07-R3');
});

it('takes the guard off what would have been a formula, and only that', () => {
  expect(row('progress', "'=1+1")).toMatchObject([{ fields: { text: '=1+1' } }]);
  expect(row('progress', "'- twelve staff")).toMatchObject([{ fields: { text: '- twelve staff' } }]);
  expect(row('progress', "'tis done")).toMatchObject([{ fields: { text: "'tis done" } }]);
});

it.each([
  ['no_change', 'perhaps', 'no_change'],
  ['progress,no_change', 'Half,yes', 'no_change'],
  ['evidence', 'file:report.pdf', 'evidence'],
  ['reason', 'Because', null],
  ['version,progress', 'seven,Half', 'version'],
  ['ground,progress', `${'x'.repeat(501)},Half`, 'ground'],
  ['progress', 'Half, and more', null],
])('%s: %s is to be mended', (heading, cells, column) => {
  expect(stepsOf(heading, cells)).toMatchObject({ ok: false, faults: [{ column }] });
});

it('a row that names no item, and one about an item that another row is about, are to be mended', () => {
  const [none, first, second, unfilled] = rowsOf('item,progress\n,Half\n4,Half\n4,Done\n4,\n');
  expect(none?.asks).toMatchObject({ ok: false, faults: [{ column: 'item' }] });
  expect(first?.asks.ok).toBe(true);
  expect(second?.asks).toMatchObject({ ok: false, faults: [{ column: 'item' }] });
  expect(unfilled?.asks).toEqual({ ok: true, steps: [] });
});

it('says what is wrong with a sheet as a whole', () => {
  expect(faultsOf('item,progres,remarks\n4,Half,x\n')).toEqual([
    'There is no column to fill in; they are transition, effective_on, planned_start, reason, progress, no_change, evidence, ground.',
    'There is no column “progres”. Did you mean “progress”?',
  ]);
  expect(faultsOf('item,progres,reason\n4,,x\n')).toEqual([]);
  expect(faultsOf('a,b\n1,2\n')).toEqual(['The first row names none of the columns of an update sheet.']);
  expect(faultsOf('progress,Progress\nx,y\n')).toEqual([
    'There is no column “item”, nor “number”.',
    'There are two columns “progress”.',
  ]);
  expect(faultsOf('item,progress\n4,"x\n')).toEqual(['Row 2: a quotation mark is opened and never closed.']);
  expect(faultsOf(`item,progress\n${'4,x\n'.repeat(1001)}`)).toEqual([
    'It has 1001 rows; 1000 at most. Import it in parts.',
  ]);
  expect(faultsOf('')).toHaveLength(1);
});
