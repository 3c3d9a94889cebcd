import type { PaperHead, PublishedPaper } from '#projections';
import { printedCsv } from './paper.csv.js';
import { type Printed, printedText } from './paper.text.js';
import { table } from './table.js';
import { wrap } from './wrap.js';

type Corrigendum = PaperHead['corrigenda'][number];

/** A paper as it was published; and under it, apart, what has been said about it since. */
export function publishedPaperText(published: PublishedPaper, width: number): string {
  const { paper, late } = published;
  const since = [
    ...paper.corrigenda.map(corrigendumText),
    ...late.map(
      ({ position, number, item, words, effective, recordedAt, recordedByName }) =>
        `Recorded since, on ${recordedAt.slice(0, 10)} by ${recordedByName} (#${position}): ${number === null ? item : `item ${number}`}, ${words.toLowerCase()}, effective ${effective}.`,
    ),
  ];
  const printed = printedText(printedOf(published), width);
  if (since.length === 0) return printed;
  return [printed, ...since.map((line) => wrap(line, width).join('\n'))].join('\n\n');
}

export const publishedPaperCsv = (published: PublishedPaper): string => {
  const printed = printedOf(published);
  return printedCsv({
    ...printed,
    notes: [...printed.notes, ...published.paper.corrigenda.map(corrigendumText)],
  });
};

export const papersText = (papers: readonly PaperHead[], width: number): string =>
  papers.length === 0
    ? 'No papers have been published.'
    : table(
        ['number', 'plan', 'as of', 'published', 'by', 'beside it'].map((title) => ({ title })),
        papers.map((paper) => [
          paper.number,
          paper.plan,
          paper.asOf,
          paper.publishedAt.slice(0, 10),
          paper.publishedByName,
          beside(paper),
        ]),
        width,
      );

function printedOf({ paper, content }: PublishedPaper): Printed {
  const { number, bodyName, session, asOf, title, components, notices, rootHash, treeSize } = content;
  const to = [bodyName, session].filter((part) => part !== undefined).join(', ');
  return {
    title: `${number}\n${to}\n${title}`,
    components,
    notes: [
      `As of ${asOf}. Published on ${paper.publishedAt.slice(0, 10)}, recorded by ${paper.publishedByName}.`,
      `Drawn from entries 1–${treeSize} of ${content.origin}, root ${rootHash}; digest ${paper.digest}.`,
      ...notices,
    ],
  };
}

function corrigendumText({ number, row, text, publishedAt, publishedByName }: Corrigendum): string {
  const about = row === null ? '' : `, row ${row}`;
  return `Corrigendum${number === null ? '' : ` ${number}`}${about} (${publishedAt.slice(0, 10)}): ${text} (Recorded by ${publishedByName}.)`;
}

const beside = ({ corrigenda, lateEntries }: PaperHead): string =>
  [
    ...counted(corrigenda.length, 'corrigendum', 'corrigenda'),
    ...counted(lateEntries, 'late entry', 'late entries'),
  ].join('; ');

const counted = (count: number, one: string, many: string): readonly string[] =>
  count === 0 ? [] : [`${count} ${count === 1 ? one : many}`];
