import { sql } from 'kysely';
import { z } from 'zod';
import type { ViewAccess } from './reflect/view-access.js';
import { keepingOf, type ViewName } from './reflect/view-database.js';
import { besides } from './runner/rebuild.js';

const SAMPLE_MS = 250;

export const viewStatus = z
  .object({
    view: z.string(),
    version: z.number().int(),
    position: z.number().int().meta({ description: 'The last position that it reflects; 0: none' }),
    behind: z.number().int().meta({ description: 'How many events the ledger is ahead' }),
    secondsBehind: z
      .number()
      .meta({ description: 'Since when the first event that it does not reflect is on record' }),
    parked: z.number().int().meta({ description: 'How many streams it leaves out' }),
    rebuild: z
      .object({
        position: z.number().int(),
        perSecond: z.number(),
        secondsLeft: z.number().nullable().meta({ description: 'An estimate; null where nothing moves' }),
      })
      .nullable()
      .meta({ description: 'How far the rebuild beside it is, where one is asked for' }),
  })
  .meta({ id: 'ViewStatus' });
export type ViewStatus = z.infer<typeof viewStatus>;

/** How far each view is, and what is being rebuilt; asked twice within a moment, to tell how fast that goes. */
export async function statusOf(
  access: ViewAccess,
  views: readonly ViewName[],
): Promise<readonly ViewStatus[]> {
  const first = await Promise.all(views.map((view) => rebuildPosition(access, view)));
  if (first.some((position) => position !== null)) {
    await new Promise((resolve) => setTimeout(resolve, SAMPLE_MS));
  }
  return Promise.all(views.map((view, index) => one(access, view, first[index] ?? null)));
}

async function one(access: ViewAccess, view: ViewName, before: number | null): Promise<ViewStatus> {
  const { db, ledger } = access;
  const end = await ledger.lastPosition();
  const [row] = await orNothing(() =>
    keepingOf(db, view)
      .selectFrom('checkpoint')
      .select('position')
      .where('ledger', '=', ledger.name)
      .execute(),
  );
  const position = Math.max(row?.position ?? 0, 0);
  const parked = await orNothing(() =>
    keepingOf(db, view).selectFrom('parked').select('stream').where('ledger', '=', ledger.name).execute(),
  );
  const { rows } = await sql<{ seconds: number }>`
    select greatest(extract(epoch from ledger.now(${ledger.name}) - recorded_at), 0)::float8 as seconds
    from ledger.event where ledger = ${ledger.name} and position = ${position + 1}`.execute(db);
  const at = await rebuildPosition(access, view);
  return {
    view: view.name,
    version: view.version,
    position,
    behind: Math.max(end - position, 0),
    secondsBehind: rows[0]?.seconds ?? 0,
    parked: parked.length,
    rebuild: at === null ? null : progress(at, at - (before ?? at), end),
  };
}

function progress(position: number, moved: number, end: number): NonNullable<ViewStatus['rebuild']> {
  const perSecond = (moved * 1000) / SAMPLE_MS;
  return { position, perSecond, secondsLeft: perSecond > 0 ? (end - position) / perSecond : null };
}

async function rebuildPosition(
  { db, ledger }: ViewAccess,
  { name, version }: ViewName,
): Promise<number | null> {
  const [row] = await orNothing(() =>
    keepingOf(db, besides({ name, version }))
      .selectFrom('checkpoint')
      .select('position')
      .where('ledger', '=', ledger.name)
      .execute(),
  );
  return row?.position ?? null;
}

/** SQLSTATE 42P01 and 3F000: nobody has made the schema yet, so that it holds nothing. */
async function orNothing<Row>(read: () => Promise<readonly Row[]>): Promise<readonly Row[]> {
  try {
    return await read();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null;
    if (code === '42P01' || code === '3F000') return [];
    throw error;
  }
}
