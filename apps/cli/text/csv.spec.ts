import { csv } from './csv.js';

test('quotes what RFC 4180 asks for, after a byte order mark', () => {
  expect(
    csv([
      ['a', 'b,c', 'say "no"', null],
      ['1', 'two\nlines', '', 'é'],
    ]),
  ).toBe('\uFEFFa,"b,c","say ""no""",\r\n1,"two\nlines",,é\r\n');
});

test.each(['=1+1', '+1', '-1', '@sum', '\tx'])('%j is no formula any more', (cell) => {
  expect(csv([[cell]])).toBe(`\uFEFF'${cell}\r\n`);
});
