import { SETTINGS } from '../server.mjs';
import { decimals, goalTable, growthTable, storeTable, whole } from './tables.mjs';

/** docs/benchmarks.md. */
export function page(result, middle) {
  const { machine, versions, command, goals, how } = result;
  const settings = Object.entries(SETTINGS).map(([name, value]) => `${name} ${value}`);
  return `# Benchmarks

Written by \`${command}\` on ${result.date}: ${machine}; ${versions}. Postgres: ${settings.join(', ')}. Everything runs on that one machine,
on one server, interleaved, ${result.rounds.length} rounds; the numbers are medians, the ratios medians of ratios within a round. Events have 395 bytes of data.
The numbers as JSON: [results.json](benchmarks/results.json). What was found about the limits is in [scaling.md](scaling.md).
${elsewhere(result)}
## Goals
${goalTable(goals)}

## Events a second
![Events a second by store and workload](benchmarks/appends.svg)

${storeTable(middle)}

## How each was set up
${Object.entries(how)
  .map(([name, text]) => `- **${name}**: ${text}`)
  .join('\n')}

## The whole program
${program(result)}

## Growth
${growth(result)}

${plans(result)}

## Beside an old snapshot
${snapshot(result)}
`;
}

/** The parts that another run measured, by that run. */
function elsewhere({ runs = {} }) {
  const lines = new Map();
  for (const [part, { command, date, machine, versions }] of Object.entries(runs)) {
    const run = `\`${command}\` on ${date}: ${machine}; ${versions}`;
    lines.set(run, [...(lines.get(run) ?? []), part]);
  }
  return [...lines].map(([run, parts]) => `Measured by another run, ${run}: ${parts.join(', ')}.\n`).join('');
}

function program({ http }) {
  if (http === null) return 'Not run.';
  const { commands, bare, visible, commit } = http;
  const times = (one) => `median ${decimals(one.median, 1)} ms, 99th percentile ${decimals(one.p99, 1)} ms`;
  const floor =
    bare === undefined
      ? ''
      : ` (of Node's own server with the same JSON in and out, and nothing between: ${whole(bare)})`;
  return `At 64 connections, ${whole(commands)} commands a second from JSON to answer${floor}. From sending a command to having read the item with it, at half that load: ${times(visible)}; one durable commit in the same minutes: ${times(commit)}.`;
}

function growth({ growth: measured }) {
  if (measured.length === 0) return 'Not run.';
  return `One table; of 10,000 events, 251 are of a plan's 100 items, and the others are reminders that were sent. Postgres logs a whole page the first time that it is written after a checkpoint, and new streams lie in their index by chance; so appends are measured right after one, and again, as in the chart, once nearly every page of that index was written. Each thing's cost in an ever longer ledger:

![What an append, an item, a plan's table and a scan for overdue cost as the ledger grows](benchmarks/growth.svg)

${growthTable(measured)}`;
}

function plans({ plans: plan }) {
  if (plan === null) return '';
  const ms = (value) => `${decimals(value, 1)} ms`;
  return `A plan's table of 1,000 items among ${whole(plan.items)}: today ${ms(plan.today)}, on an earlier day ${ms(plan.asOf)}, as on record earlier ${ms(plan.knownAt)}; a page of what is overdue ${ms(plan.overdue)}. The status table was folded at ${whole(plan.folded)} events a second.`;
}

function snapshot({ snapshot: beside }) {
  if (beside === undefined || beside === null) return 'Not run: `npm run bench:full` does.';
  const { minutes, before, perMinute, after } = beside;
  return `Appends a second of 16 writers: ${whole(before)} before, then, beside a REPEATABLE READ snapshot that sits idle, ${perMinute.map(whole).join(', ')} in each of ${minutes} minutes, and ${whole(after)} after them.`;
}
