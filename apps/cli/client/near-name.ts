import { nearest } from '#domain';
import type { ProblemBody } from './problem-body.js';

interface Listed {
  readonly path: string;
  readonly list: string;
  /** Any of these names one. */
  readonly names: readonly string[];
}

/** Where what there is of a kind is listed. */
const lists: { readonly [code: string]: Listed } = {
  'ITEM.UNKNOWN': { path: '/v1/items?limit=200', list: 'items', names: ['item', 'number'] },
  'PAPER.UNKNOWN': { path: '/v1/papers', list: 'papers', names: ['number', 'paper'] },
  'PERSON.UNKNOWN': { path: '/v1/people', list: 'people', names: ['id'] },
  'PLAN.UNKNOWN': { path: '/v1/plans', list: 'plans', names: ['plan'] },
  'TYPE.UNKNOWN': { path: '/v1/types', list: 'types', names: ['id'] },
};

/** More than these are no help to read. */
const FEW = 5;

/**
 * What was probably meant by a name that nothing has, as a sentence; or what there is, where that is little.
 *
 * @param get asks for a list; whatever goes wrong with it is no reason to say nothing of the name
 */
export async function nearName(
  { status, code, detail }: ProblemBody,
  get: (path: string) => Promise<unknown>,
): Promise<string | null> {
  const listed = lists[code];
  const [, name] = /^There is no \w+ (.+)\.$/.exec(detail) ?? [];
  if (status !== 404 || listed === undefined || name === undefined) return null;
  const answer = (await get(listed.path).catch(() => null)) as Readonly<Record<string, unknown>> | null;
  const entries = answer?.[listed.list];
  if (!Array.isArray(entries)) return null;
  const words = entries.flatMap((entry: Readonly<Record<string, unknown>>) =>
    listed.names.map((key) => entry[key]).filter((word) => typeof word === 'string'),
  );
  // “focal11” is nearer to “focal-11” than to “focal-1”, which is as many letters off.
  const near = words.find((word) => plainly(word) === plainly(name)) ?? nearest(name, words);
  if (near !== null && near !== name && !/^\d+$/.test(near)) return `Did you mean ${near}?`;
  const all = entries.map((entry: Readonly<Record<string, unknown>>) => String(entry[listed.names[0] ?? '']));
  return all.length > 0 && all.length <= FEW ? `There is ${all.join(', ')}.` : null;
}

const plainly = (word: string): string => word.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
