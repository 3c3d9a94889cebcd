export { countingDay } from '#domain';

/** `item:<id>` → the id; null for a stream of another kind. */
export const idIn = (stream: string, kind: string): string | null =>
  stream.startsWith(`${kind}:`) ? stream.slice(kind.length + 1) : null;
