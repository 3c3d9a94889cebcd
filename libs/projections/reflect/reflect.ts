import { dayOfInstant } from '#domain';
import type { Reflected } from '../answers/reflected.answer.js';
import { catalogue } from '../catalogue/catalogue.projection.js';
import type { Vantage, ViewAccess } from './view-access.js';
import { type ViewName, viewDatabase } from './view-database.js';
import { waitForViews } from './wait-for-views.js';

/**
 * Settles what a query looks at before it reads: the day, the position on record, and how far the
 * views it reads have come. Rows are then asked for as on record at `knownAt.position`, so that an
 * answer drawn from several views that move on meanwhile is still of one moment.
 *
 * @throws ViewBehind where the views do not reflect `waitFor`, or a past `knownAt`, in time
 */
export async function reflect(
  access: ViewAccess,
  views: readonly ViewName[],
  { asOf, knownAt, waitFor = 0 }: Vantage,
): Promise<Reflected> {
  const { ledger } = access;
  const past = knownAt === undefined ? 0 : Math.min(knownAt, await ledger.lastPosition());
  const position = await waitForViews(access, [catalogue, ...views], Math.max(waitFor, past));
  const known = Math.min(knownAt ?? position, position);
  const [day, instant, opening] = await Promise.all([
    asOf ?? ledger.now().then((now) => dayOfInstant(now)),
    recordedAt(access, known),
    viewDatabase(access.db, catalogue)
      .selectFrom('opening')
      .select(['origin', 'clock'])
      .where('ledger', '=', ledger.name)
      .executeTakeFirst(),
  ]);
  return {
    asOf: day,
    knownAt: { position: known, instant },
    position,
    origin: opening?.origin ?? ledger.name,
    simulated: opening?.clock === 'simulated',
  };
}

async function recordedAt({ ledger }: ViewAccess, position: number): Promise<string | null> {
  if (position < 1) return null;
  const [event] = await ledger.readForward(position - 1, 1);
  return event?.recordedAt ?? null;
}
