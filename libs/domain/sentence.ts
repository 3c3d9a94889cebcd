/** "a", "a or b", "a, b or c" */
export function either(words: readonly string[], conjunction = 'or'): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} ${conjunction} ${last}`;
}

export const quoted = (text: string): string => `“${text}”`;

/** "under_review" → "Under review" */
export function titled(id: string): string {
  const words = id.replaceAll(/[_-]+/g, ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** "a", "a and b", "a, b and c" */
export const listed = (words: readonly string[]): string => either(words, 'and');
