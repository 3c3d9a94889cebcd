/** Whether a text can be an id at all; no stream is named after another. */
export function isId(text: string | null | undefined): text is string {
  return typeof text === 'string' && /^[a-z0-9][A-Za-z0-9._-]{0,99}$/.test(text);
}
