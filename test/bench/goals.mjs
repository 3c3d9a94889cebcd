import { median } from './drive.mjs';

/** Every goal by name: whether it is a floor or a ceiling, and how much. */
export const GOALS = {
  'W1-16-against-pgbench': ['>=', 1.2],
  'W1-64-against-pgbench': ['>=', 2.5],
  'W1-256-against-pgbench': ['>=', 4],
  'W1-16-against-best-peer': ['>=', 3],
  'W2-against-multi-row': ['>=', 0.7],
  'W3-against-best-peer': ['>=', 50],
  'W5-against-cursor': ['>=', 0.9],
  'W6-live-against-set-based': ['>=', 0.6],
  'W6-rebuild-against-set-based': ['>=', 0.6],
  'W6-rebuild-against-best-peer': ['>=', 40],
  'HTTP-against-best-peer-append': ['>=', 1],
  'W7-visible-p99-against-commit': ['<=', 3],
  'W8-as-of-against-today': ['<=', 2],
  'W9-never-delivered': ['<=', 0],
  'two-processes-one-ledger': ['>=', 1],
  'two-processes-two-ledgers': ['>=', 1.5],
  'beside-a-snapshot-for-10-minutes': ['>=', 0.8],
  'append-at-10M-against-10k': ['>=', 0.9],
  'bytes-an-event-against-plain': ['<=', 1.3],
};

/** One line a goal: `met|missed NAME value goal`, or `skipped NAME`. */
export function judge(values) {
  return Object.entries(GOALS).map(([name, [sense, goal]]) => {
    const value = values[name] ?? null;
    if (value === null || !Number.isFinite(value))
      return { name, verdict: 'skipped', value: null, goal: `${sense} ${goal}` };
    const met = sense === '>=' ? value >= goal : value <= goal;
    return { name, verdict: met ? 'met' : 'missed', value, goal: `${sense} ${goal}` };
  });
}

export const line = ({ name, verdict, value, goal }) =>
  verdict === 'skipped' ? `skipped ${name}` : `${verdict} ${name} ${value.toFixed(2)} ${goal}`;

/** The median of the ratios of pairs measured in one round. */
export const ratio = (rounds, over, under) =>
  median(rounds.map((round) => (over(round) ?? Number.NaN) / (under(round) ?? Number.NaN)));
