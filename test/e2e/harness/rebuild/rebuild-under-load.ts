import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { openPool } from '#database';
import { type Ledger, openKeyFile, openPostgresLedger } from '#ledger';
import { eventually } from '../eventually.js';
import type { RunningApi } from '../running-api.js';
import { fillItems } from './fill-items.js';
import { keepLooking, type Look } from './looks.js';
import type { ViewTables } from './view-tables.js';

/** Pack items that people write about and read meanwhile. */
const ITEMS = ['1', '2', '3', '4', '5', '6'] as const;
const PLAN = 'office-plan-2019-20';
/** How many looks of each reader stand for how it was before. */
const LOOKS_BEFORE = 30;

/** A rebuild that stands for so long does not go on by itself. */
const STANDS_STILL_MS = 30_000;

export interface RebuildAccount {
  /** By reader, in order. */
  readonly before: readonly (readonly Look[])[];
  readonly during: readonly (readonly Look[])[];
  /** What somebody saw who read the view that was being filled. */
  readonly ofUnfinished: readonly Look[];
  /** Where the rebuild was, whenever that was looked at. */
  readonly progress: readonly Look[];
  readonly end: number;
  readonly killedAt: number;
  /** Until it went on. */
  readonly resumedAfterMs: number;
  readonly seconds: number;
  readonly commands: number;
  /** Sessions that were found waiting to read the view. */
  readonly waiting: number;
}

/** The ledger of a running api, to fill it faster than by commands. */
export async function withLedger(api: RunningApi, use: (ledger: Ledger) => Promise<void>): Promise<void> {
  const pool = openPool(api.database.appUrl, { size: 4 });
  try {
    const { rows } = await pool.query<{ ledger: string }>('select ledger from ledger.event limit 1');
    const keys = openKeyFile(join(api.dataFolder, 'keys.json'));
    await use(openPostgresLedger({ pool, name: rows[0]?.ledger ?? '', keys }));
  } finally {
    await pool.end();
  }
}

/** Fills the ledger, and waits until the views have it. */
export async function fill(api: RunningApi, events: number, say: (text: string) => void): Promise<void> {
  await withLedger(api, async (ledger) => {
    let said = 0;
    await fillItems(ledger, events, (done) => {
      if (done - said < events / 10) return;
      said = done;
      say(`${done} of ${events} events appended`);
    });
    const end = await ledger.lastPosition();
    for (let reflected = 0, told = 0; reflected < end; ) {
      const answer = await api.http.call<{ position?: number }>('GET', `/v1/items/1?waitFor=${end}`);
      const { position } = await api.http.get<{ position: number }>('/v1/items/1');
      reflected = answer.status === 200 ? end : position;
      if (reflected - told < events / 10) continue;
      told = reflected;
      say(`the views reflect ${reflected} of ${end}`);
    }
  });
}

export interface RebuildOptions {
  readonly kill: () => Promise<void>;
  /** False where it is not expected to: it is followed no further than to where it goes on. */
  readonly resumes?: boolean;
  /** Once the rebuilt view is in its place, while people still read. */
  readonly replaced?: () => Promise<void>;
}

/** People write and read, the view is rebuilt, and the worker that does it is killed half way. */
export async function rebuildUnderLoad(
  api: RunningApi,
  tables: ViewTables,
  { kill, resumes = true, replaced }: RebuildOptions,
): Promise<RebuildAccount> {
  let phase: 'before' | 'during' | 'over' = 'before';
  let commands = 0;
  const isOver = () => phase === 'over';
  const looks = ITEMS.map(() => ({ before: [] as Look[], during: [] as Look[] }));
  const ofUnfinished: Look[] = [];
  const load = Promise.all([
    ...looks.map((of, reader) =>
      keepLooking(
        () => read(api, reader),
        isOver,
        (look) => (phase === 'before' ? of.before : of.during).push(look),
      ),
    ),
    keepLooking(
      () => pause(20).then(() => tables.unfinished()),
      isOver,
      (look) => ofUnfinished.push(look),
    ),
    ...ITEMS.slice(0, 2).map((item) => report(api, item, isOver, () => commands++)),
  ]);
  try {
    await eventually(
      async () => looks.every(({ before }) => before.length >= LOOKS_BEFORE),
      (all) => all,
    );
    const end = await lastPosition(api);
    phase = 'during';
    const began = performance.now();
    // Followed from before it is asked for: in small, it is soon over.
    const [course, asked] = await Promise.all([
      follow(tables, end / 2, kill, resumes),
      api.actum('views', 'rebuild', 'status_table', '--as', 'admin'),
    ]);
    if (asked.code !== 0) throw new Error(asked.stderr);
    const seconds = (performance.now() - began) / 1000;
    phase = 'over';
    await replaced?.();
    await load;
    return {
      before: looks.map((of) => of.before),
      during: looks.map((of) => of.during),
      ...{ ofUnfinished, end, seconds, commands, ...course },
    };
  } finally {
    phase = 'over';
    await load;
  }
}

/** Until the rebuilt view has taken its place, or, where a rebuild does not go on, until that is seen. */
async function follow(tables: ViewTables, half: number, kill: () => Promise<void>, toTheEnd: boolean) {
  const progress: Look[] = [];
  let waiting = 0;
  let killed: { readonly position: number; readonly at: number } | null = null;
  let resumedAfterMs: number | null = null;
  for (let moved = performance.now(), last: number | null = null; ; ) {
    // Often enough to catch a small rebuild half way, and seldom enough to leave it the machine.
    await pause(10);
    const position = await tables.rebuildPosition();
    waiting += await tables.waiting();
    if (position !== last) moved = performance.now();
    else if (performance.now() - moved > STANDS_STILL_MS)
      throw new Error(`The rebuild stands at ${position}.`);
    last = position;
    if (position === null && progress.length > 0) break;
    if (position === null) continue;
    progress.push({ ms: 0, marks: { position } });
    if (killed === null && position >= half) {
      await kill();
      killed = { position: (await tables.rebuildPosition()) ?? 0, at: performance.now() };
    } else if (killed !== null && position !== killed.position) {
      resumedAfterMs ??= performance.now() - killed.at;
      if (!toTheEnd) break;
    }
  }
  if (killed === null || resumedAfterMs === null) throw new Error('It was over before it was killed.');
  return { progress, waiting, killedAt: killed.position, resumedAfterMs };
}

async function read(api: RunningApi, reader: number): Promise<Look['marks']> {
  if (reader === 0) {
    const table = await api.http.get<{ position: number }>(`/v1/plans/${PLAN}/table`);
    return { position: table.position, length: JSON.stringify(table).match(/"item":/g)?.length ?? 0 };
  }
  const item = ITEMS[reader] ?? '1';
  const { position, version } = await api.http.get<{ position: number; version: number }>(
    `/v1/items/${item}`,
  );
  return { position, version };
}

const lastPosition = async (api: RunningApi): Promise<number> =>
  (await api.http.get<{ position: number }>('/v1/items/1')).position;

/** One report after the other, each read back. */
async function report(
  api: RunningApi,
  item: string,
  isOver: () => boolean,
  count: () => void,
): Promise<void> {
  const token = await api.http.signIn(`focal-${item}`);
  for (let n = 1; !isOver(); n++) {
    const body = { fields: { text: `Report ${n}` } };
    await api.http.post(`/v1/items/${item}/transitions/report-progress`, body, { token });
    count();
  }
}
