/** What an id can be: a small letter or digit, then letters, digits, ".", "_" or "-", at most 100 in all. */
export const idPattern = /^[a-z0-9][A-Za-z0-9._-]{0,99}$/;

/** Whether a text can be an id at all; no stream is named after another. */
export const isId = (text: string | null | undefined): text is string =>
  typeof text === 'string' && idPattern.test(text);
