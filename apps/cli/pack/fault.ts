/** Something wrong in a pack, where it stands; line and column count from 1. */
export interface Fault extends Place {
  readonly message: string;
}

export const faultLine = ({ file, line, column, message }: Fault): string =>
  `${file}:${line}:${column}: ${message}`;

/** Where a value of a pack was written. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** In the order of files, and from the top of each. */
export const inOrder = (faults: readonly Fault[]): readonly Fault[] =>
  [...faults].sort((a, b) => a.file.localeCompare(b.file) || a.line - b.line || a.column - b.column);
