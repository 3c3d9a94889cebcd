import { isId } from '../id.js';

/** The id that a paper's number gives it: "GB.340/INS/6" → `gb.340-ins-6`; null where nothing is left of it. */
export function paperSlug(number: string): string | null {
  const plain = number
    .toLowerCase()
    .normalize('NFKD')
    .replaceAll(/\p{Mark}+/gu, '');
  const slug = plain.replaceAll(/[^a-z0-9._-]+/g, '-').replaceAll(/^[^a-z0-9]+|[^a-z0-9]+$/g, '');
  return isId(slug) ? slug : null;
}
