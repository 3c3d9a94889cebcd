import fc from 'fast-check';
import { parseCsv, unguarded, writeCsv } from './csv.js';
import { readSheet } from './read-sheet.js';
import { refusedSheet } from './refused-sheet.js';
import type { RowVerdict } from './row-verdict.js';

const refused = (row: number): RowVerdict => ({
  ...{ row, item: null, verdict: 'refused', version: null, events: [] },
  problems: [{ code: 'ITEM.ROLE_MISSING', message: 'This is for the focal point.', column: null }],
});
const cellsOf = (text: string) => {
  const parsed = parseCsv(text);
  return parsed.ok ? parsed.rows.map((cells) => cells.map(unguarded)) : [];
};

it('hands back every typed cell to the letter, in known columns and others, with the reason', () => {
  const cell = fc.string({ unit: 'grapheme' }).filter((text) => text.trim() !== '');
  fc.assert(
    fc.property(cell, cell, cell, fc.constantFrom(',', ';', '\t'), (progress, notes, beyond, delimiter) => {
      const heading = ['item', 'progress', 'My remarks on it'];
      const text = writeCsv(
        [heading, ['4', progress, notes], ['5', 'Half', '', beyond], ['6', '', '']],
        delimiter,
      );
      const reading = readSheet(text);
      if (!reading.ok) throw new Error(reading.faults.join('\n'));
      const left = refusedSheet(reading.sheet, [refused(2), refused(3)]);
      expect(cellsOf(left ?? '')).toEqual([
        [...heading, '', 'refused_because'],
        ['4', progress, notes, '', 'This is for the focal point.'],
        ['5', 'Half', '', beyond, 'This is for the focal point.'],
      ]);
    }),
  );
});

it('mended and refused again, it has the new reason in the place of the old one', () => {
  const reading = readSheet('item,progress,refused_because,notes\n4,Half,An old reason,x\n');
  if (!reading.ok) throw new Error(reading.faults.join('\n'));
  expect(cellsOf(refusedSheet(reading.sheet, [refused(2)]) ?? '')).toEqual([
    ['item', 'progress', 'refused_because', 'notes'],
    ['4', 'Half', 'This is for the focal point.', 'x'],
  ]);
});

it('is none where every row is on record or asks for nothing', () => {
  const reading = readSheet('item,progress\n4,Half\n5,\n');
  if (!reading.ok) throw new Error(reading.faults.join('\n'));
  const verdicts = [
    { ...refused(2), verdict: 'accepted', problems: [] },
    { ...refused(3), verdict: 'nothing', problems: [] },
  ] as const;
  expect(refusedSheet(reading.sheet, verdicts)).toBeNull();
});
