import { dayOfInstant, type Instant } from '#domain';
import type { Ledger } from '#ledger';
import type { Reflected } from '../answers/reflected.answer.js';
import { catalogue } from '../catalogue/catalogue.projection.js';
import { onceFor, sharedCall } from './shared-call.js';
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
  const now = clocks(ledger, ledger.name, () => sharedCall(() => ledger.now()));
  const [day, instant, opening] = await Promise.all([
    asOf ?? now().then((instant) => dayOfInstant(instant)),
    recordedAt(access, known),
    openingOf(access),
  ]);
  return {
    asOf: day,
    knownAt: { position: known, instant },
    position,
    origin: opening?.origin ?? ledger.name,
    simulated: opening?.clock === 'simulated',
  };
}

const clocks = onceFor<() => Promise<Instant>>();

interface Opening {
  readonly origin: string;
  readonly clock: 'real' | 'simulated';
}

const openings = onceFor<{ found: Opening | undefined }>();

/** A ledger is opened once. */
async function openingOf({ db, ledger }: ViewAccess): Promise<Opening | undefined> {
  const opening = openings(db, ledger.name, () => ({ found: undefined }));
  opening.found ??= await viewDatabase(db, catalogue)
    .selectFrom('opening')
    .select(['origin', 'clock'])
    .where('ledger', '=', ledger.name)
    .executeTakeFirst();
  return opening.found;
}

const INSTANTS = 1_000;
const instants = onceFor<Map<number, Promise<Instant | null>>>();

/** What is recorded stays, and many ask about the last few positions at once. */
function recordedAt({ ledger }: ViewAccess, position: number): Promise<Instant | null> | null {
  if (position < 1) return null;
  const known = instants(ledger, ledger.name, () => new Map());
  const found = known.get(position) ?? readInstant(ledger, position);
  known.set(position, found);
  const forget = () => known.delete(position);
  found.then((instant) => instant ?? forget(), forget);
  const [oldest] = known.keys();
  if (known.size > INSTANTS && oldest !== undefined) known.delete(oldest);
  return found;
}

async function readInstant(ledger: Ledger, position: number): Promise<Instant | null> {
  const [event] = await ledger.readForward(position - 1, 1);
  return event?.recordedAt ?? null;
}
