import { latencyOf, lessThanBefore } from './harness/rebuild/looks.js';
import { fill, rebuildUnderLoad } from './harness/rebuild/rebuild-under-load.js';
import { ViewTables } from './harness/rebuild/view-tables.js';
import { RunningApi } from './harness/running-api.js';

const EVENTS = 10_000;
const withBug = {
  NODE_OPTIONS: `--import ${new URL('./harness/restarting-rebuild.mjs', import.meta.url).href}`,
};

/** In small; `npm run test:long` does it with a million events. */
describe('a rebuild while people write and read', () => {
  let api: RunningApi;
  let tables: ViewTables;

  beforeAll(async () => {
    api = await RunningApi.start({ pack: 'packs/un-reform' });
    await fill(api, EVENTS, () => undefined);
    tables = await ViewTables.open(api.database.superuserUrl);
  }, 120_000);
  afterAll(async () => {
    await tables?.close();
    await api?.stop();
  }, 120_000);

  test('shows nobody less than before, makes nobody wait, and goes on where it was killed', async () => {
    await api.runAnother('worker');
    const old = await tables.holdOld();
    let compared = { rows: 0, missing: 0, added: 0 };
    const account = await rebuildUnderLoad(api, tables, {
      kill: () => api.kill('worker'),
      replaced: async () => {
        compared = await old.differences().finally(() => old.letGo());
      },
    });
    const { rows, missing, added } = compared;
    for (const [reader, during] of account.during.entries()) {
      expect(lessThanBefore([...(account.before[reader] ?? []), ...during])).toEqual([]);
      expect(during.length).toBeGreaterThan(10);
    }
    expect(account.waiting).toBe(0);
    const before = latencyOf(account.before.flat());
    expect(latencyOf(account.during.flat()).longest).toBeLessThan(3 * before.longest + 500);
    expect(account.commands).toBeGreaterThan(20);

    expect(account.killedAt).toBeGreaterThan(EVENTS / 3);
    expect(account.killedAt).toBeLessThan(account.end);
    expect(lessThanBefore(account.progress)).toEqual([]);

    expect({ missing, added }).toEqual({ missing: 0, added: 0 });
    expect(rows).toBeGreaterThan(2 * EVENTS);

    // What is seen here to be never, would be seen where it is so.
    expect(lessThanBefore(account.ofUnfinished)).not.toEqual([]);
  }, 120_000);

  test('would be seen to begin anew, did it', async () => {
    const account = await rebuildUnderLoad(api, tables, {
      // Only once the other one is gone is there one with the bug: else it may be the one that is at it.
      kill: async () => {
        await api.killAnother();
        await api.run('worker', withBug);
      },
      resumes: false,
    });
    expect(lessThanBefore(account.progress)).not.toEqual([]);
  }, 120_000);
});
