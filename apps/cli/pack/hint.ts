import { nearest } from '#domain';

/** ` Did you mean "x"?`, or nothing where no known word is near. */
export function hint(word: string, known: readonly string[]): string {
  const near = nearest(word, known);
  return near === null ? '' : ` Did you mean "${near}"?`;
}
