/** `FrameworkRevisionEndorsed` → "Framework revision endorsed"; capitals that stand together stay. */
export function labelInWords(label: string): string {
  const words = label.match(/[A-Z]+(?![a-z])|[A-Z]?[^A-Z]+/g) ?? [label];
  return words
    .map((word, index) => (index === 0 || /^[A-Z]{2,}$/.test(word) ? word : word.toLowerCase()))
    .join(' ');
}
