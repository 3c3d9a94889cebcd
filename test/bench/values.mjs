import { median } from './drive.mjs';
import { ratio } from './goals.mjs';

/** What each goal is judged by, by its name; null or not a number where the run does not say. */
export function valuesOf({ rounds, http, plans: plan, processes: many, snapshot, growth }) {
  const peers = ({ stores }, workload) =>
    best(
      Object.entries(stores)
        .filter(([name]) => /^(castore|message-db|evtstore|emmett)/.test(name))
        .flatMap(([, values]) => values[workload] ?? []),
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
            (one) => best(Object.values(one.peers)),
          ),
    'W7-visible-p99-against-commit': http === null ? null : http.visible.p99 / http.commit.p99,
    'W8-as-of-against-today': plan === null ? null : plan.asOf / plan.today,
    'W9-never-delivered': rounds[0]?.stores.actum?.w9 ?? null,
    'two-processes-one-ledger': many === undefined ? null : median(many.map(({ one, same }) => same / one)),
    'two-processes-two-ledgers':
      many === undefined ? null : median(many.map(({ one, apart }) => apart / one)),
    'beside-a-snapshot-for-10-minutes':
      (snapshot?.minutes ?? 0) >= 10 ? snapshot.after / snapshot.before : null,
    'append-at-10M-against-10k': (at(1e7) ?? Number.NaN) / (at(1e4) ?? Number.NaN),
    'bytes-an-event-against-plain': ratio(rounds, ours('bytes'), of('pgbench', 'bytes')),
  };
}

/** Not a number where nobody was there to be compared with. */
const best = (values) => (values.length === 0 ? Number.NaN : Math.max(...values));
