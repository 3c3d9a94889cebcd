/** How a person says that a source leaves something open. */
export const notStated = 'not stated';

/** Words for what a source leaves open: "not stated", "Not stated in the source". */
export const isNotStated = (text: string): boolean =>
  /^\s*not stated(?:\s+in\s+the\s+source)?\s*$/i.test(text);

/** What a source states; null where these are the words for its not doing so. */
export const stated = (text: string): string | null => (isNotStated(text) ? null : text);
