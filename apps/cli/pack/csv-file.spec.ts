import fc from 'fast-check';
import { parseCsvFile } from './csv-file.js';
import { faultLine } from './fault.js';

const cell = (text: string, delimiter: string): string =>
  new RegExp(`["\r\n${delimiter}]`).test(text) ? `"${text.replaceAll('"', '""')}"` : text;

describe('a CSV file', () => {
  it('is read with the place of each cell, quoted line breaks and a byte order mark included', () => {
    const { header, rows, faults } = parseCsvFile(
      'items.csv',
      '\uFEFFNo.;Text;Due\r\n2019/07-R3;"Kate O’Brien’s\r\n""list""; all";By 2021\r\n\r\n=1+1;x;\r\n',
    );
    expect(faults).toEqual([]);
    expect(header.map(({ text }) => text)).toEqual(['No.', 'Text', 'Due']);
    expect(rows.map((row) => row.map(({ text, line, column }) => [text, line, column]))).toEqual([
      [
        ['2019/07-R3', 2, 1],
        ['Kate O’Brien’s\r\n"list"; all', 2, 12],
        ['By 2021', 3, 16],
      ],
      [
        ['=1+1', 5, 1],
        ['x', 5, 6],
        ['', 5, 8],
      ],
    ]);
  });

  it.each([
    ['', 'items.csv:1:1: has no header: name the columns first'],
    [
      'a,b\n1,2,3\n',
      'items.csv:2:5: has 3 cells, and the header 2: put quotes around a cell with a comma in it',
    ],
    ['a,b\n1,"2\n', 'items.csv:2:3: a quote that is never closed'],
  ])('names what is wrong with %j', (source, fault) => {
    expect(parseCsvFile('items.csv', source).faults.map(faultLine)).toEqual([fault]);
  });

  it('gives back what was written, whatever it is', () => {
    const text = fc.string({ unit: fc.constantFrom('a', ' ', '"', ',', ';', '\n', '\r\n', "'", 'é', '=') });
    const table = fc.array(fc.tuple(text, text, text), { maxLength: 8 });
    fc.assert(
      fc.property(table, fc.constantFrom(',', ';'), (written, delimiter) => {
        const lines = [['x', 'y', 'z'], ...written].map((row) =>
          row.map((one) => cell(one, delimiter)).join(delimiter),
        );
        const { rows, faults } = parseCsvFile('t.csv', `${lines.join('\n')}\n`);
        const kept = written.filter((row) => row.some((one) => one.trim() !== ''));
        return (
          faults.length === 0 &&
          JSON.stringify(rows.map((row) => row.map((one) => one.text))) === JSON.stringify(kept)
        );
      }),
    );
  });
});
