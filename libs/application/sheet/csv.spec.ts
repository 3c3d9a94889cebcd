import fc from 'fast-check';
import { harmless, parseCsv, unguarded, writeCsv } from './csv.js';

const rowsOf = (text: string) => {
  const parsed = parseCsv(text);
  if (!parsed.ok) throw new Error(`Row ${parsed.row}: ${parsed.message}.`);
  return parsed.rows.map((cells) => cells.map(unguarded));
};

/** Texts that people and their programs write, and that go wrong most easily. */
const cell = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: 'binary' }),
  fc
    .array(fc.constantFrom('=', '+', '-', '@', '\t', '\r', '\n', "'", '"', ',', ';', ' ', 'a', '5', 'é', '–'))
    .map((letters) => letters.join('')),
  fc.constantFrom('ليلى منصور', '“قيد التنفيذ”', '漢字', '👩‍🔧 fixed', '- twelve staff', "'tis", '', "''=1"),
);

it('any text comes back as it was, whatever the separator', () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(cell, { minLength: 2, maxLength: 5 }), { minLength: 1, maxLength: 5 }),
      fc.constantFrom(',', ';', '\t'),
      (rows, delimiter) => {
        const text = writeCsv([['item', 'reason', 'progress'], ...rows], delimiter);
        expect(text.startsWith('\uFEFF')).toBe(true);
        expect(rowsOf(text).slice(1)).toEqual(rows);
      },
    ),
    { numRuns: 500 },
  );
});

it('nothing that is written begins like a formula, and only what would is guarded', () => {
  fc.assert(
    fc.property(cell, (text) => {
      expect(harmless(text)).not.toMatch(/^[=+\-@\t\r\n]/);
      expect(unguarded(harmless(text))).toBe(text);
    }),
  );
  expect(['- twelve', '–', 'a-b', '=1+1', "'tis", "'=1"].map(harmless)).toEqual([
    "'- twelve",
    '–',
    'a-b',
    "'=1+1",
    "'tis",
    "''=1",
  ]);
});

it('reads what spreadsheets save: with a byte order mark or not, with any separator and line end', () => {
  const rows = [
    ['item', 'reason'],
    ['4', 'One, two; three'],
    ['', ''],
    ['5', 'two\nlines'],
  ];
  expect(rowsOf('\uFEFFitem;reason\r\n4;"One, two; three"')).toEqual(rows.slice(0, 2));
  expect(rowsOf('item,reason\n4,"One, two; three"\n,\n5,"two\nlines"\n')).toEqual(rows);
  expect(rowsOf('item\treason\r4\tOne, two; three\r\t\r5\t"two\nlines"')).toEqual(rows);
  expect(rowsOf('\uFEFF"item","reason, or why"\r\n"4","x"\r\n')).toEqual([
    ['item', 'reason, or why'],
    ['4', 'x'],
  ]);
});

it('says in which row a quotation mark is amiss', () => {
  expect(parseCsv('item,reason\n4,x\n5,"open\n6,y\n')).toMatchObject({ ok: false, row: 3 });
  expect(parseCsv('item,reason\n4,"a" b\n')).toMatchObject({ ok: false, row: 2 });
  expect(parseCsv('item,reason\n4,a "b"\n')).toMatchObject({ ok: false, row: 2 });
});
