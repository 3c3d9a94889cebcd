import { readFileSync } from 'node:fs';

export interface AppendixRow {
  readonly number: string;
  readonly text: string;
  readonly dueText: string;
  readonly status: string;
}
export interface AppendixComponent {
  readonly title: string;
  readonly rows: readonly AppendixRow[];
}

const dueText = /^(By [a-z0-9 -]+?\d{4}|\d{4}–\d{2})\s+(.+)$/iu;

/** Joins a printed cell's lines: by one space, by nothing after a hyphen at a line's end. */
function joinLines(lines: readonly string[]): string {
  return lines.reduce(
    (text, line) => (text === '' || text.endsWith('-') ? text + line : `${text} ${line}`),
    '',
  );
}

/**
 * The table of GB.340/INS/6's appendix, read from its printed text: three columns, each cell broken over
 * lines, a component's heading before its items. Read anew in every run, so that the expected rows are the
 * paper's own and nobody's copy.
 */
export function readAppendix(): readonly AppendixComponent[] {
  const text = readFileSync(new URL('../fixtures/gb-340-ins-6-appendix.txt', import.meta.url), 'utf8');
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && line !== 'Action item Due by Status');
  const components: {
    title: string[];
    rows: { number: string; text: string[]; status: string[]; due: string }[];
  }[] = [];
  for (const line of lines) {
    if (/^Component \d+:/.test(line)) {
      components.push({ title: [line], rows: [] });
      continue;
    }
    const component = components.at(-1);
    if (component === undefined) continue; // the appendix's own heading
    const start = /^(\d+)\. (.+)$/.exec(line);
    if (start?.[1] !== undefined && start[2] !== undefined) {
      component.rows.push({ number: start[1], text: [start[2]], status: [], due: '' });
      continue;
    }
    const row = component.rows.at(-1);
    if (row === undefined) {
      component.title.push(line);
      continue;
    }
    const due = row.due === '' ? dueText.exec(line) : null;
    if (due?.[1] !== undefined && due[2] !== undefined) {
      row.due = due[1];
      row.status.push(due[2].trim());
    } else if (row.due === '') {
      row.text.push(line);
    } else {
      row.status.push(line);
    }
  }
  return components.map(({ title, rows }) => ({
    title: joinLines(title),
    rows: rows.map((row) => ({
      number: row.number,
      text: joinLines(row.text),
      dueText: row.due,
      status: joinLines(row.status),
    })),
  }));
}
