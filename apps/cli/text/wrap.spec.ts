import { table } from './table.js';
import { columnsOf, hang, harmless, wrap } from './wrap.js';

test('breaks at spaces, and within a word only where it alone is too long', () => {
  expect(wrap('By end 2019 and later', 8)).toEqual(['By end', '2019 and', 'later']);
  expect(wrap('abcdefghij kl', 4)).toEqual(['abcd', 'efgh', 'ij', 'kl']);
});

test('counts what a reader sees: one column a grapheme, two where it is wide', () => {
  expect(columnsOf('Yıldız')).toBe(6);
  expect(columnsOf('e\u0301')).toBe(1);
  expect(columnsOf('漢字')).toBe(4);
  expect(columnsOf('ليلى منصور')).toBe(10);
});

test('what is on record cannot steer the terminal', () => {
  expect(wrap('a\u001b[31mb', 20)).toEqual(['a\uFFFD[31mb']);
  expect(wrap('a\r\nb\rc', 20)).toEqual(['a', 'b\uFFFDc']);
  expect(harmless('a,b\r\n')).toBe('a,b\r\n');
});

test('a table keeps to the width', () => {
  const long = 'Development of awareness-raising, training and information resources';
  const printed = table(
    [{ title: 'no.' }, { title: 'item' }, { title: 'due' }],
    [['4', long, 'By end 2019']],
    40,
  );
  expect(printed.split('\n').every((line) => columnsOf(line) <= 40)).toBe(true);
  expect(printed.replaceAll(/\s+/g, '')).toContain('4');
});

test('what is broken off an indented line is indented, and steers no terminal', () => {
  expect(hang('Not possible yet:\n  Item 11 waits \u001b[31mfor it.', 16)).toBe(
    'Not possible\nyet:\n  Item 11 waits\n  \uFFFD[31mfor it.',
  );
});

test('where a table would be slivers, each row stands by itself', () => {
  const columns = ['no.', 'item', 'due by', 'status', 'focal point'].map((title) => ({ title }));
  const row = ['7', 'Review of the configuration', 'By mid-2020', 'Starting 2020', 'Grace Wanjiru'];
  expect(table(columns, [row, row], 50)).toBe(
    Array.from(
      { length: 2 },
      () => `no.          7
item         Review of the configuration
due by       By mid-2020
status       Starting 2020
focal point  Grace Wanjiru`,
    ).join('\n\n'),
  );
  expect(table(columns, [row], 80)).toContain('no.  item');
});
