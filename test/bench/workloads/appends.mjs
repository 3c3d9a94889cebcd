import { drive } from '../drive.mjs';
import { say } from '../progress.mjs';

/** W1 to W3. Each round puts every store beside the others. */
export async function appends({ result, rounds, ...bench }) {
  for (let n = 1; n <= rounds; n++) result.rounds.push(await round(n, bench));
}

async function round(n, { stores, floors, quick }) {
  const seconds = quick ? 1 : 2;
  const measured = {
    stores: { pgbench: {}, 'pg, prepared': {}, 'multi-row, 100 a commit': {}, 'COPY, 100 a commit': {} },
  };
  const put = (name, workload, value) => {
    measured.stores[name] ??= {};
    measured.stores[name][workload] = value;
  };
  // The order turns from round to round, so that nobody always comes after the same neighbour.
  const turned = [...stores.slice(n % stores.length), ...stores.slice(0, n % stores.length)];
  say(`round ${n}: one event a command`);
  for (const writers of [16, 64, 256]) {
    put('pgbench', `w1x${writers}`, await floors.pgbench(writers, seconds));
    if (writers === 16) put('pg, prepared', 'w1x16', await floors.prepared(16, seconds));
    for (const store of turned) {
      if (writers !== 16 && store.name !== 'actum') continue;
      put(store.name, `w1x${writers}`, (await drive(writers, seconds, store.one)).perSecond);
    }
  }
  say(`round ${n}: ten events a command, and the floors`);
  put('multi-row, 100 a commit', 'w2', await floors.multiRow(16, seconds));
  put('COPY, 100 a commit', 'w2', await floors.copy(16, seconds));
  for (const store of turned) put(store.name, 'w2', 10 * (await drive(16, seconds, store.ten)).perSecond);
  say(`round ${n}: one hot stream`);
  for (const store of turned) put(store.name, 'w3', (await drive(16, seconds, store.hot)).perSecond);
  return measured;
}
