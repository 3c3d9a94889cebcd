import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { openKeyFile } from '../../dist/libs/ledger/index.js';
import { drive, median, quantile, timed } from './drive.mjs';
import { openFloors } from './floors.mjs';
import { judge, ratio } from './goals.mjs';
import { growTo, measureAt } from './growth.mjs';
import { startProgram } from './http.mjs';
import { furnishPlans } from './plan.mjs';
import { inProcesses } from './processes.mjs';
import { goalLines, machine, medians, storeTable, write } from './report.mjs';
import { findPgbench, startServer } from './server.mjs';
import { besideSnapshot } from './snapshot.mjs';
import { foundLedger, openActum } from './stores/actum.mjs';
import { openCastore } from './stores/castore.mjs';
import { openEmmett } from './stores/emmett.mjs';
import { openEvtstore } from './stores/evtstore.mjs';
import { openMessageDb } from './stores/message-db.mjs';

const say = (text) => console.log(`${new Date().toISOString().slice(11, 19)} ${text}`);

export async function run({ full, quick, only, rounds: count, write: keep }) {
  const wants = (part) => only === null || only.includes(part);
  const seconds = quick ? 1 : 2;
  const pgbench = findPgbench();
  const server = await startServer();
  // A peer's own pool does not expect that its server ends.
  process.on('uncaughtException', (error) => {
    if (error.code !== '57P01' && error.code !== 'ECONNRESET') throw error;
  });
  const keyFile = join(server.folder, 'bench-keys.json');
  const keys = openKeyFile(keyFile);
  const result = {
    date: new Date().toISOString().slice(0, 10),
    machine: machine(),
    command: `npm run bench${full ? ':full' : ''}${quick ? ' -- --quick' : ''}`,
    versions: `Postgres ${server.version}, Node ${process.versions.node}`,
    how: {},
    rounds: [],
    growth: [],
    plans: null,
    http: null,
  };
  try {
    const floors = await openFloors(server, pgbench);
    const actum = await openActum(server, keys, 'bench');
    const peers = wants('peers')
      ? await Promise.all([
          openCastore(server),
          openMessageDb(server),
          openEvtstore(server),
          openEmmett(server),
        ])
      : [];
    const stores = [actum, ...peers];
    for (const { name, how } of stores) result.how[name] = how;
    result.how['pgbench'] =
      pgbench === null
        ? 'not found'
        : 'one INSERT a commit, prepared, two threads, into a table with a primary key and a unique key of stream and version';
    if (wants('appends'))
      for (let n = 1; n <= count; n++) result.rounds.push(await appends(n, { stores, floors, seconds }));
    if (wants('reads') && result.rounds.length > 0) await reads(result.rounds, { stores, floors, quick });
    if (wants('lost')) await lost(result.rounds, stores, seconds * 2);
    if (wants('processes')) await processes(result, { server, keyFile, keys, seconds, count });
    if (wants('http')) await http(result, { server, keyFile, floors, stores, seconds, count });
    if (wants('growth'))
      for (const events of [1e4, 1e5, 1e6, ...(full ? [1e7] : [])].filter((size) => !quick || size <= 1e5)) {
        say(`growing to ${events} events`);
        const grown = await growTo(server, keys, events);
        result.growth.push(await measureAt(grown, events));
        await grown.close();
      }
    if (wants('plans')) await plans(result, server, keys, quick ? 5_000 : 100_000);
    if (full) result.snapshot = await besideSnapshot(server, actum, say);
    for (const store of stores) await store.close();
    await floors.close();
  } catch (error) {
    // Told before the server goes, for every open connection has something to say about that.
    console.error(error);
    process.exitCode = 1;
    throw error;
  } finally {
    await server.stop();
  }
  result.goals = judge(valuesOf(result));
  if (result.rounds.length > 0) console.log(`\n${storeTable(medians(result.rounds))}\n`);
  console.log(goalLines(result.goals));
  if (keep && only === null) write(result);
  return result;
}

async function appends(n, { stores, floors, seconds }) {
  const round = {
    stores: { pgbench: {}, 'pg, prepared': {}, 'multi-row, 100 a commit': {}, 'COPY, 100 a commit': {} },
  };
  const put = (name, workload, value) => {
    round.stores[name] ??= {};
    round.stores[name][workload] = value;
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
  return round;
}

/** W4 to W6, and what an event takes on disk. */
async function reads(rounds, { stores, floors, quick }) {
  const limit = quick ? 10_000 : 100_000;
  const [actum] = stores;
  for (const store of stores) {
    say(`${store.name}: loading, reading forward, a projection`);
    const stream = store.name === 'actum' ? 'item:thousand' : 'thousand';
    await store.fill(stream, 1000);
    for (const [index, round] of rounds.entries()) {
      const into = round.stores[store.name];
      into.w4 =
        20 /
        (
          await timed(async () => {
            for (let n = 0; n < 20; n++)
              if ((await store.load(stream)) !== 1000)
                throw new Error(`${store.name} loaded another number of events.`);
          })
        ).seconds;
      if (store.forward !== undefined) {
        const { seconds, result } = await timed(() => store.forward(store === actum ? limit : limit / 5));
        into.w5 = result / seconds;
        if (store === actum) {
          const floor = await timed(() => floors.cursor('bench', limit));
          round.stores['pg cursor by hand'] = { w5: floor.result / floor.seconds };
        }
      }
      if (store.project !== undefined) {
        const { seconds, result } = await timed(() => store.project(index + 1, quick ? 1000 : 5000));
        into.w6 = result / seconds;
        if (store === actum) {
          const floor = await timed(() => floors.setBased('bench', `bench_by_hand_${index}`));
          round.stores['set-based SQL by hand'] = { w6: floor.result / floor.seconds };
          await live(round, store, floors, index);
        }
      }
      if (store.size !== undefined) {
        const { bytes, events } = await store.size();
        into.bytes = bytes / events;
      }
    }
  }
  const { bytes, events } = await floors.size();
  for (const round of rounds) round.stores.pgbench.bytes = bytes / events;
}

/** The same two while 16 writers go on: how fast a view comes up from the beginning. */
async function live(round, actum, floors, index) {
  const beside = async (work) => {
    let going = true;
    const writers = Promise.all(
      Array.from({ length: 16 }, async () => {
        while (going) await actum.one(0, 0);
      }),
    );
    const { seconds, result } = await timed(work);
    going = false;
    await writers;
    return result / seconds;
  };
  round.live = await beside(() => actum.project(100 + index));
  round.liveByHand = await beside(() => floors.setBased('bench', `bench_by_hand_live_${index}`));
}

/** W9: of what 16 writers were told is appended, what a consumer that follows never saw. */
async function lost(rounds, stores, seconds) {
  for (const store of stores.filter(({ follow }) => follow !== undefined)) {
    say(`${store.name}: what a consumer that follows is never handed`);
    const stop = { done: false };
    stop.promise = new Promise((resolve) => {
      stop.resolve = resolve;
    });
    const following = store.follow(stop);
    const acknowledged = [];
    await drive(16, seconds, async () => {
      const id = randomUUID();
      await store.tagged(id);
      acknowledged.push(id);
    });
    stop.done = true;
    stop.resolve();
    const seen = new Set(await following);
    const missing = acknowledged.filter((id) => !seen.has(id)).length;
    for (const round of rounds) {
      round.stores[store.name] ??= {};
      round.stores[store.name].w9 = missing;
      round.stores[store.name].w9of = acknowledged.length;
    }
  }
}

async function processes(result, { server, keyFile, keys, seconds, count }) {
  const pool = server.pool(2);
  for (const name of ['bench-p1', 'bench-p2']) await foundLedger(pool, keys, name);
  result.processes = [];
  for (let n = 1; n <= count; n++) {
    say(`round ${n}: two processes`);
    const at = (names) => inProcesses(server, keyFile, names, 128, seconds + 1);
    const one = await at(['bench-p1']);
    const same = await at(['bench-p1', 'bench-p1']);
    const apart = await at(['bench-p1', 'bench-p2']);
    result.processes.push({ one, same, apart });
  }
  await pool.end();
}

async function http(result, { server, keyFile, floors, stores, seconds, count }) {
  say('the whole program: api and worker');
  const program = await startProgram(server, keyFile);
  try {
    await program.commands(seconds);
    const rounds = [];
    for (let n = 1; n <= count; n++) {
      const commands = await program.commands(seconds + 1);
      const peers = {};
      for (const peer of stores.filter(({ name }) => name !== 'actum'))
        peers[peer.name] = (await drive(64, seconds, peer.one)).perSecond;
      rounds.push({ commands, peers });
    }
    const commands = median(rounds.map((one) => one.commands));
    await program.visible(commands / 2, 1);
    const visible = await program.visible(commands / 2, seconds * 3);
    const [commit] = await Promise.all([
      floors.commits(Math.min(commands / 2, 500), seconds * 3),
      program.visible(commands / 2, seconds * 3),
    ]);
    const spread = (times) => ({ median: quantile(times, 0.5), p99: quantile(times, 0.99) });
    result.http = { commands, rounds, visible: spread(visible), commit: spread(commit) };
  } finally {
    await program.stop();
  }
}

async function plans(result, server, keys, items) {
  say(`plans of ${items} items`);
  const furnished = await furnishPlans(server, keys, items);
  const reads = [];
  for (let n = 0; n < 15; n++) reads.push(await furnished.read());
  const warm = reads.slice(3);
  const of = (key) => median(warm.map((read) => read[key]));
  result.plans = {
    items,
    folded: furnished.folded,
    today: of('today'),
    asOf: of('asOf'),
    knownAt: of('knownAt'),
    overdue: of('overdue'),
  };
  await furnished.close();
}

function valuesOf({ rounds, http, plans: plan, processes: many, snapshot, growth }) {
  const peers = ({ stores }, workload) =>
    Math.max(
      ...Object.entries(stores)
        .filter(([name]) => /^(castore|message-db|evtstore|emmett)/.test(name))
        .map(([, values]) => values[workload] ?? Number.NEGATIVE_INFINITY),
    );
  const ours = (workload) => (round) => round.stores.actum?.[workload];
  const of = (name, workload) => (round) => round.stores[name]?.[workload];
  const at = (events) => growth.find((one) => one.events === events)?.appends;
  return {
    'W1-16-against-pgbench': ratio(rounds, ours('w1x16'), of('pgbench', 'w1x16')),
    'W1-64-against-pgbench': ratio(rounds, ours('w1x64'), of('pgbench', 'w1x64')),
    'W1-256-against-pgbench': ratio(rounds, ours('w1x256'), of('pgbench', 'w1x256')),
    'W1-16-against-best-peer': ratio(rounds, ours('w1x16'), (round) => peers(round, 'w1x16')),
    'W2-against-multi-row': ratio(rounds, ours('w2'), of('multi-row, 100 a commit', 'w2')),
    'W3-against-best-peer': ratio(rounds, ours('w3'), (round) => peers(round, 'w3')),
    'W5-against-cursor': ratio(rounds, ours('w5'), of('pg cursor by hand', 'w5')),
    'W6-live-against-set-based': ratio(
      rounds,
      (round) => round.live,
      (round) => round.liveByHand,
    ),
    'W6-rebuild-against-set-based': ratio(rounds, ours('w6'), of('set-based SQL by hand', 'w6')),
    'W6-rebuild-against-best-peer': ratio(rounds, ours('w6'), (round) => peers(round, 'w6')),
    'HTTP-against-best-peer-append':
      http === null
        ? null
        : ratio(
            http.rounds,
            (one) => one.commands,
            (one) => Math.max(...Object.values(one.peers)),
          ),
    'W7-visible-p99-against-commit': http === null ? null : http.visible.p99 / http.commit.p99,
    'W8-as-of-against-today': plan === null ? null : plan.asOf / plan.today,
    'W9-never-delivered': rounds[0]?.stores.actum?.w9 ?? null,
    'two-processes-one-ledger': many === undefined ? null : median(many.map(({ one, same }) => same / one)),
    'two-processes-two-ledgers':
      many === undefined ? null : median(many.map(({ one, apart }) => apart / one)),
    'beside-a-snapshot-for-10-minutes': snapshot ?? null,
    'append-at-10M-against-10k': (at(1e7) ?? Number.NaN) / (at(1e4) ?? Number.NaN),
    'bytes-an-event-against-plain': ratio(rounds, ours('bytes'), of('pgbench', 'bytes')),
  };
}
