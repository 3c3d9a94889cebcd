const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });
/** East Asian wide characters and pictographs take two columns. */
const wide =
  /[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6]|\p{Extended_Pictographic}/u;
/** C0 and C1 controls but tabs and line ends: what is on record must not steer the terminal that shows it. */
const controls = /[^\P{Cc}\t\n\r]|\r(?!\n)/gu;

/** Columns that a text takes on a terminal. */
export function columnsOf(text: string): number {
  let columns = 0;
  for (const { segment } of segmenter.segment(text)) columns += wide.test(segment) ? 2 : 1;
  return columns;
}

export const harmless = (text: string): string => text.replace(controls, '\uFFFD');

export const padEnd = (text: string, columns: number): string =>
  text + ' '.repeat(Math.max(0, columns - columnsOf(text)));

/** Breaks a text into lines of at most `columns`, at spaces, within a word only where it alone is longer. */
export function wrap(text: string, columns: number): readonly string[] {
  return harmless(text)
    .split(/\r?\n/)
    .flatMap((paragraph) => wrapParagraph(paragraph, Math.max(1, columns)));
}

/** The same, where a line may be indented: what is broken off is, too. */
export const hang = (text: string, columns: number): string =>
  text
    .split('\n')
    .flatMap((line) => {
      const indent = /^ */.exec(line)?.[0] ?? '';
      return wrap(line.slice(indent.length), columns - indent.length).map((piece) => indent + piece);
    })
    .join('\n');

function wrapParagraph(paragraph: string, columns: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of paragraph.split(/[ \t]+/)) {
    for (const piece of pieces(word, columns)) {
      const longer = line === '' ? piece : `${line} ${piece}`;
      if (columnsOf(longer) <= columns) {
        line = longer;
      } else {
        lines.push(line);
        line = piece;
      }
    }
  }
  return [...lines, line];
}

function pieces(word: string, columns: number): readonly string[] {
  if (columnsOf(word) <= columns) return [word];
  const found: string[] = [];
  let piece = '';
  for (const { segment } of segmenter.segment(word)) {
    if (columnsOf(piece + segment) > columns) {
      found.push(piece);
      piece = '';
    }
    piece += segment;
  }
  return [...found, piece];
}
