import type { DiffSearch, Viewpoint } from '../api/queries.js';
import { isPlausibleDay } from '../kit/day-text.js';

export interface ListSearch {
  readonly overdue?: boolean | undefined;
  readonly mine?: boolean | undefined;
  readonly q?: string | undefined;
}
type Raw = Readonly<Record<string, unknown>>;

const instant = /^\d{4}-\d{2}-\d{2}T[\d:.]+(Z|[+-]\d{2}:\d{2})$/;
const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value.slice(0, 200) : undefined;

/**
 * From where the record is looked at, as the page's address says, so that it can be sent to somebody;
 * what makes no sense is left out.
 */
export function viewpointSearch({ asOf, knownAt }: Raw): Viewpoint {
  const [day, known] = [text(asOf), text(knownAt)];
  return {
    ...(day !== undefined && isPlausibleDay(day) ? { asOf: day } : {}),
    ...(known !== undefined && (isPlausibleDay(known) || instant.test(known) || /^@\d+$/.test(known))
      ? { knownAt: known }
      : {}),
  };
}

/** Two days side by side, and as on record when; what makes no sense is left out. */
export function diffSearch({ from, to, knownFrom, knownTo }: Raw): Partial<DiffSearch> {
  const days = { from: text(from), to: text(to), knownFrom: text(knownFrom), knownTo: text(knownTo) };
  return Object.fromEntries(
    Object.entries(days).filter(([, day]) => day !== undefined && isPlausibleDay(day)),
  );
}

export function listSearch({ overdue, mine, q }: Raw): ListSearch {
  const words = text(q);
  return {
    ...(overdue === 'true' || overdue === true ? { overdue: true } : {}),
    ...(mine === 'true' || mine === true ? { mine: true } : {}),
    ...(words === undefined ? {} : { q: words }),
  };
}

/** Plain `name=value` pairs, as the API writes them, instead of the router's JSON. */
export const parseSearch = (search: string): Record<string, string> =>
  Object.fromEntries(new URLSearchParams(search));

export function stringifySearch(search: Raw): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(search)) {
    if (value !== undefined && value !== '') query.set(name, String(value));
  }
  return query.size === 0 ? '' : `?${query}`;
}

/** The day one looks from goes along to the next page; what a list was filtered by does not. */
export const keepViewpoint = ({ asOf, knownAt }: Viewpoint): Viewpoint => ({ asOf, knownAt });
