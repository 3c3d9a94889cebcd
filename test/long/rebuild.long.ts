import { latencyOf, lessThanBefore } from '../e2e/harness/rebuild/looks.js';
import { fill, rebuildUnderLoad } from '../e2e/harness/rebuild/rebuild-under-load.js';
import { ViewTables } from '../e2e/harness/rebuild/view-tables.js';
import { RunningApi } from '../e2e/harness/running-api.js';

const events = Number(process.env.LONG_EVENTS ?? 1_000_000);

test(`a rebuild of ${events.toLocaleString('en')} events while people write and read`, async () => {
  const began = Date.now();
  const say = (text: string) =>
    process.stderr.write(`${Math.round((Date.now() - began) / 1000)} s: ${text}\n`);
  const api = await RunningApi.start({ pack: 'packs/un-reform' });
  try {
    await fill(api, events, say);
    const tables = await ViewTables.open(api.database.superuserUrl);
    await api.runAnother('worker');
    const old = await tables.holdOld();
    say('the rebuild begins');
    let compared = { rows: 0, missing: 0, added: 0 };
    const account = await rebuildUnderLoad(api, tables, {
      kill: () => api.kill('worker'),
      replaced: async () => {
        compared = await old.differences().finally(() => old.letGo());
      },
    });
    const { seconds, end, killedAt, resumedAfterMs, commands, waiting } = account;
    const [before, during] = [latencyOf(account.before.flat()), latencyOf(account.during.flat())];
    say(`rebuilt to ${end} in ${seconds.toFixed(1)} s, ${Math.round(end / seconds)} events/s`);
    say(`killed at ${killedAt}, went on from there after ${Math.round(resumedAfterMs)} ms`);
    say(
      `${commands} commands; readers in ms before ${JSON.stringify(before)}, during ${JSON.stringify(during)}`,
    );

    for (const [reader, looks] of account.during.entries())
      expect(lessThanBefore([...(account.before[reader] ?? []), ...looks])).toEqual([]);
    expect(waiting).toBe(0);
    expect(during.longest).toBeLessThan(3 * before.longest + 1_000);
    expect(killedAt).toBeGreaterThan(end / 3);
    expect(killedAt).toBeLessThan(end);
    expect(lessThanBefore(account.progress)).toEqual([]);

    const { rows, missing, added } = compared;
    say(`${rows} rows compared, ${missing} missing, ${added} added`);
    expect({ missing, added }).toEqual({ missing: 0, added: 0 });
    expect(rows).toBeGreaterThan(2 * events);
    await tables.close();
  } finally {
    await api.stop();
  }
}, 7_200_000);
