/** Something wrong in a pack, at the line where it stands (from 1). */
export interface Fault {
  readonly file: string;
  readonly line: number;
  readonly message: string;
}

export const faultLine = ({ file, line, message }: Fault): string => `${file}:${line}: ${message}`;

/** Where a value of a pack was written. */
export interface Place {
  readonly file: string;
  readonly line: number;
}
