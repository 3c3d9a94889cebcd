import { padEnd, wrap } from './wrap.js';

/** A labelled value; rows without one are left out. */
export type Line = readonly [label: string, value: string | null | undefined];

/** Labels in one column, values wrapped beside them. */
export function labelled(lines: readonly Line[], width: number, indent = ''): string {
  const present = lines.flatMap(([label, value]) =>
    value === null || value === undefined || value === '' ? [] : [[label, value] as const],
  );
  const column = Math.max(0, ...present.map(([label]) => label.length)) + 2;
  return present
    .flatMap(([label, value]) =>
      wrap(value, width - column - indent.length).map(
        (part, index) => indent + padEnd(index === 0 ? label : '', column) + part,
      ),
    )
    .join('\n');
}
