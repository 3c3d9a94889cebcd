import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import { LEDGER } from '#application';
import type { Ledger } from '#ledger';
import type { Vantage } from '#projections';
import { count, day } from './fields.js';
import { invalidRequest } from './problem.js';

/** To the microsecond at most, and within the years 1 to 9999 in UTC as well: what the record can compare with. */
const instant = z.iso
  .datetime({ offset: true, abort: true })
  .refine((text) => !/\.\d{7}/.test(text) && /^(?!0000)\d{4}-/.test(instantOf(text)));
export const knownAtText = z.union([day, z.string().regex(/^@\d{1,15}$/, { abort: true }), instant], {
  error: 'must be an instant (2020-09-30T12:00:00Z), a day, or @ and a position',
});

/** The query parameters of everything that can be looked at from another day. */
export const sightQuery = {
  asOf: day.optional().meta({ description: 'What was true on this day; the ledger’s today if absent' }),
  knownAt: knownAtText.optional().meta({
    description: 'What was on record by then: an instant, a day (its end), or @position',
    examples: ['2020-09-30', '@41'],
  }),
  waitFor: count(0, Number.MAX_SAFE_INTEGER)
    .optional()
    .meta({ description: 'Wait up to 10 seconds until the answer reflects this position' }),
};
export const sightOnly = z.strictObject(sightQuery);

interface SightQuery {
  readonly asOf?: string | undefined;
  readonly knownAt?: string | undefined;
  readonly waitFor?: number | undefined;
}

/** Turns the words of a query into a place on the ledger's two axes. */
@Injectable()
export class Sight {
  constructor(@Inject(LEDGER) private readonly ledger: Ledger) {}

  /**
   * @param field what the query calls its `knownAt`
   * @throws Problem 400 for a position that is still to come
   */
  async of({ asOf, knownAt, waitFor }: SightQuery, field = 'knownAt'): Promise<Vantage> {
    const known = knownAt === undefined ? undefined : await this.positionOf(knownAt, field);
    return { asOf, waitFor, knownAt: known };
  }

  private async positionOf(knownAt: string, field: string): Promise<number> {
    if (!knownAt.startsWith('@')) return await this.ledger.positionAt(instantOf(knownAt));
    const [position, last] = [Number(knownAt.slice(1)), await this.ledger.lastPosition()];
    if (position <= last) return position;
    throw invalidRequest([{ field, message: `is after the last position, ${last}` }]);
  }
}

/** A day counts to its end; an offset is turned into UTC; microseconds in UTC are kept as they are. */
export function instantOf(text: string): string {
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return `${text}T23:59:59.999999Z`;
  return text.endsWith('Z') ? text : new Date(text).toISOString();
}
