import { type Kysely, sql } from 'kysely';
import pg from 'pg';
import { kyselyOn, openPool } from '#database';
import type { Ledger } from '#ledger';
import { appendTo, createTestDatabase, createTestLedger, eventOf, type TestDatabase } from '#testing';
import { keepingOf, viewDatabase } from '../reflect/view-database.js';
import { waitForViews } from '../reflect/wait-for-views.js';
import { CheckpointMoves } from './checkpoint-moves.js';
import { LogTail } from './log-tail.js';
import type { Projection } from './projection.js';
import { ProjectionRunner } from './projection-runner.js';
import { ViewRebuild } from './rebuild.js';

type TallyRows = { tally: { stream: string; events: number; last: string } };

/** Counts the reports of a stream. "unfoldable" cannot be folded; "unstorable" cannot be stored. */
const tally: Projection<TallyRows> = {
  name: 'tally',
  version: 1,
  tables: { tally: { columns: { stream: 'text', events: 'integer', last: 'text' }, key: ['stream'] } },
  needs: ({ type, stream }) => (type === 'ProgressReported' ? { tally: [stream] } : null),
  fold: ({ stream, data }, rows) => {
    const { text } = data as { text: string };
    const events = (rows.one('tally', stream)?.events ?? 0) + 1;
    rows.put('tally', { stream, events: text === 'unstorable' ? 2 ** 40 : events, last: text });
    if (text === 'unfoldable') throw new Error('This is no report.');
  },
};

const HELD = 4711;

describe.each([
  ['that reads for itself', false],
  ['that reads by the log’s tail, and moves on with others', true],
])('a projection’s runner %s', (_how, isShared) => {
  let database: TestDatabase;
  let db: Kysely<unknown>;
  let superuser: pg.Client;
  let ledger: Ledger;
  const versions = new Map<string, number>();

  beforeAll(async () => {
    database = await createTestDatabase();
    db = kyselyOn<unknown>(database.pool);
    superuser = new pg.Client({ connectionString: database.superuserUrl });
    await superuser.connect();
  });

  beforeEach(async () => {
    ledger = await createTestLedger(database.pool);
    versions.clear();
  });

  afterAll(async () => {
    await superuser.end();
    await database.close();
  });

  const report = async (item: string, ...texts: readonly string[]) => {
    for (const text of texts) {
      const version = versions.get(item) ?? 0;
      await appendTo(ledger, `item:${item}`, version, eventOf('ProgressReported', { text }));
      versions.set(item, version + 1);
    }
  };

  const tallies = async () => {
    const rows = await viewDatabase(db, tally)
      .selectFrom('tally')
      .select(['stream', 'events', 'last'])
      .where('ledger', '=', ledger.name)
      .orderBy('stream')
      .execute();
    return rows.map(({ stream, events, last }) => `${stream} ${events} ${last}`);
  };

  const parked = () =>
    keepingOf(db, tally)
      .selectFrom('parked')
      .select(['stream', 'version', 'reason'])
      .where('ledger', '=', ledger.name)
      .orderBy('position')
      .execute();

  /** Process ids of the connections that hold, or wait for, the advisory lock of that key. */
  const locking = async (granted: boolean, key: string) => {
    const { rows } = await superuser.query<{ pid: number }>(
      `select pid from pg_locks
       where locktype = 'advisory' and granted = $1 and pid <> pg_backend_pid()
         and database = (select oid from pg_database where datname = current_database())
         and (classid::bigint << 32) | objid::bigint = $2`,
      [granted, key],
    );
    return rows.map(({ pid }) => pid);
  };

  /** The key of the lock that whoever leads holds. */
  const leadKey = async () => {
    const { rows } = await superuser.query<{ key: string }>('select hashtextextended($1, 0) as key', [
      `actum view_tally_v1 ${ledger.name}`,
    ]);
    return rows[0]?.key ?? '';
  };

  const terminate = (pid: number) => superuser.query('select pg_terminate_backend($1, 10000)', [pid]);

  const reached = async () => waitForViews({ db, ledger }, [tally], await ledger.lastPosition());

  /** Follows until `use` is done, in so many runners, each with a pool of its own. */
  const whileFollowing = async (runners: number, use: () => Promise<void>) => {
    const ends = Array.from({ length: runners }, () => {
      const pool = openPool(database.appUrl, { size: 4 });
      const end = new AbortController();
      const tail = new LogTail({ pool, ledger, eventsAtHand: 4 });
      const shared = isShared ? { tail, moves: new CheckpointMoves(pool) } : {};
      const reading = isShared ? tail.follow(end.signal) : null;
      const options = { pool, ledger, batchSize: 3, ...shared };
      const following = new ProjectionRunner(tally, options).follow(end.signal);
      return async () => {
        end.abort();
        await Promise.all([following, reading]);
        await pool.end();
      };
    });
    try {
      await use();
    } finally {
      await Promise.all(ends.map((end) => end()));
    }
  };

  it('catches up batch by batch and says where it stands', async () => {
    await report('a', '1', '2', '3');
    await report('b', '1');
    await report('a', '4');
    const position = await new ProjectionRunner(tally, {
      pool: database.pool,
      ledger,
      batchSize: 2,
    }).catchUp();
    expect(position).toBe(6);
    expect(await tallies()).toEqual(['item:a 4 4', 'item:b 1 1']);
    expect(await waitForViews({ db, ledger }, [tally], 6)).toBe(6);
  });

  it('keeps the ledgers of one database apart', async () => {
    await report('a', '1', '2');
    await new ProjectionRunner(tally, { pool: database.pool, ledger }).catchUp();
    ledger = await createTestLedger(database.pool);
    versions.clear();
    await report('a', 'other');
    await new ProjectionRunner(tally, { pool: database.pool, ledger }).catchUp();
    expect(await tallies()).toEqual(['item:a 1 other']);
  });

  it('says that it is behind, and what it reflects', async () => {
    await new ProjectionRunner(tally, { pool: database.pool, ledger }).catchUp();
    await expect(waitForViews({ db, ledger }, [tally], 9, 20)).rejects.toMatchObject({
      name: 'ViewBehind',
      wanted: 9,
      reflected: 1,
    });
  });

  it('is not read before it has caught up once', async () => {
    await expect(
      waitForViews({ db, ledger }, [{ name: 'never_made', version: 1 }], 0, 20),
    ).rejects.toMatchObject({
      name: 'ViewBehind',
    });
    const stranger = { db, ledger: { ...ledger, name: 'nobody-runs-this' } };
    await new ProjectionRunner(tally, { pool: database.pool, ledger }).catchUp();
    await expect(waitForViews(stranger, [tally], 0, 20)).rejects.toMatchObject({ name: 'ViewBehind' });
  });

  it('parks a stream that it cannot fold, and goes on with the rest', async () => {
    await report('a', '1', 'unfoldable', '3');
    await report('b', '1', '2');
    await new ProjectionRunner(tally, { pool: database.pool, ledger }).catchUp();
    expect(await tallies()).toEqual(['item:a 1 1', 'item:b 2 2']);
    expect(await parked()).toEqual([{ stream: 'item:a', version: 2, reason: 'Error: This is no report.' }]);
    await report('a', '4');
    await new ProjectionRunner(tally, { pool: database.pool, ledger }).catchUp();
    expect(await tallies()).toEqual(['item:a 1 1', 'item:b 2 2']);
  });

  it('parks a stream whose rows cannot be stored, found in the middle of a batch', async () => {
    await report('a', '1');
    await report('b', '1', 'unstorable', '3');
    await report('a', '2', '3');
    await new ProjectionRunner(tally, { pool: database.pool, ledger }).catchUp();
    expect(await tallies()).toEqual(['item:a 3 3', 'item:b 1 1']);
    expect(await parked()).toEqual([
      { stream: 'item:b', version: 2, reason: expect.stringContaining('out of range') },
    ]);
  });

  it('lets a batch take effect once when it is cut off before its commit', async () => {
    await new ProjectionRunner(tally, { pool: database.pool, ledger }).catchUp();
    // The rows are written; the move of the checkpoint then waits for a lock that the spec holds.
    await sql`
      create function view_tally_v1.hold() returns trigger language plpgsql as
      $$ begin perform pg_advisory_xact_lock_shared(${sql.lit(HELD)}); return new; end $$`.execute(db);
    await sql`
      create trigger hold before update of position on view_tally_v1.checkpoint
      for each row execute function view_tally_v1.hold()`.execute(db);
    await superuser.query('select pg_advisory_lock($1)', [HELD]);
    await report('a', '1', '2', '3');
    await whileFollowing(1, async () => {
      const [waiting] = await until(() => locking(false, String(HELD)));
      await terminate(waiting ?? 0);
      expect(await tallies()).toEqual([]);
      await superuser.query('select pg_advisory_unlock($1)', [HELD]);
      await reached();
    });
    await sql`drop function view_tally_v1.hold() cascade`.execute(db);
    expect(await tallies()).toEqual(['item:a 3 3']);
  });

  it('takes over from a runner that died, and no two lead at once', async () => {
    await report('a', '1');
    await whileFollowing(2, async () => {
      await reached();
      const key = await leadKey();
      for (const text of ['2', '3', '4']) {
        const leaders = await until(() => locking(true, key));
        expect(leaders).toHaveLength(1);
        await terminate(leaders[0] ?? 0);
        await report('a', text);
        await reached();
      }
    });
    expect(await tallies()).toEqual(['item:a 4 4']);
  });

  it('parks what it cannot fold or store while it follows, and goes on with the rest', async () => {
    await whileFollowing(1, async () => {
      await report('a', '1');
      await reached();
      await report('a', 'unfoldable', '3');
      await report('b', '1', 'unstorable', '3');
      await report('c', '1', '2');
      await reached();
      await report('a', '4');
      await report('c', '3');
      await reached();
    });
    expect(await tallies()).toEqual(['item:a 1 1', 'item:b 1 1', 'item:c 3 3']);
    expect((await parked()).map(({ stream, version }) => [stream, version])).toEqual([
      ['item:a', 2],
      ['item:b', 2],
    ]);
  });

  it('comes after a lot that was written while it was not there', async () => {
    await whileFollowing(1, async () => {
      await reached();
      await Promise.all(['a', 'b', 'c', 'd'].map((item) => report(item, '1', '2', '3', '4', '5')));
      await reached();
    });
    await report('a', '6', '7', '8', '9', '10');
    await whileFollowing(1, async () => {
      await report('b', '6');
      await reached();
    });
    expect(await tallies()).toEqual(['item:a 10 10', 'item:b 6 6', 'item:c 5 5', 'item:d 5 5']);
  });

  it('reads again what somebody else has written into the view', async () => {
    await whileFollowing(1, async () => {
      await report('a', '1', '2');
      await reached();
      // As a rebuild leaves it: other rows, and a checkpoint that stands where it stood.
      await sql`update view_tally_v1.tally set events = 40 where ledger = ${ledger.name}`.execute(db);
      await sql`update view_tally_v1.checkpoint set caught_up = true where ledger = ${ledger.name}`.execute(
        db,
      );
      await report('a', '3');
      await reached();
      await appendTo(ledger, 'item:x', 0, eventOf('ChapterAdded', { chapter: 'x' }));
      await reached();
      await sql`update view_tally_v1.checkpoint set caught_up = true where ledger = ${ledger.name}`.execute(
        db,
      );
      await appendTo(ledger, 'item:y', 0, eventOf('ChapterAdded', { chapter: 'y' }));
      await reached();
    });
    expect(await tallies()).toEqual(['item:a 41 3']);
  });

  it('gives the same rows when it is rebuilt, also under a runner that leads', async () => {
    await report('a', '1', 'unfoldable');
    await report('b', '1', '2', '3');
    await whileFollowing(1, async () => {
      await reached();
      const before = [await tallies(), await parked()];
      await sql`update view_tally_v1.tally set events = 99`.execute(db);
      const rebuild = new ViewRebuild(tally, { pool: database.pool, ledger, batchSize: 1 });
      await rebuild.ask();
      expect(await rebuild.run()).toBe(true);
      expect([await tallies(), await parked()]).toEqual(before);
    });
  });
});

/** Asks until there is something. */
async function until<T>(ask: () => Promise<readonly T[]>): Promise<readonly T[]> {
  for (;;) {
    const found = await ask();
    if (found.length > 0) return found;
  }
}
