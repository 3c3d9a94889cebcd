// `npm run bench`: the ledger beside its peers and floors, on one Postgres; `--full` goes to ten million events.
//
//   --only=PART,…   some parts alone: peers, appends, reads, lost, processes, http, growth, plans, snapshot
//   --rounds=N      3 by default
//   --quick         everything in small, to see that it runs
//   --events=N      how far `--full` grows the ledger, 10,000,000 by default
//   --minutes=N     how long `--full` sits beside a snapshot, 10 by default
//   --write         put the results into docs/ where that is not done anyway: a run of some parts keeps the
//                   others' results; what is measured in small is not written unless asked for
//   --no-write      leave docs/ alone
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installIfNeeded, requireNode } from '../../scripts/prepare.mjs';

requireNode();
installIfNeeded();
const here = fileURLToPath(new URL('.', import.meta.url));
if (!existsSync(join(here, 'node_modules', 'evtstore'))) {
  console.log('Installing what is compared …');
  execFileSync('npm', ['ci', '--no-audit', '--no-fund'], { cwd: here, stdio: 'inherit' });
}
if (
  spawnSync(process.execPath, [join(here, '../../scripts/build.mjs'), '--if-stale'], { stdio: 'inherit' })
    .status !== 0
)
  process.exit(1);
const { run } = await import('./run.mjs');
const args = process.argv.slice(2);
const flag = (name) => args.includes(`--${name}`);
const option = (name) => args.find((arg) => arg.startsWith(`--${name}=`))?.split('=')[1];
const [full, quick] = [flag('full'), flag('quick')];
const inSmall = quick || option('events') !== undefined || option('minutes') !== undefined;
const some = option('only')?.split(',') ?? null;
await run({
  full,
  quick,
  only: some,
  rounds: Number(option('rounds') ?? 3),
  events: Number(option('events') ?? 1e7),
  minutes: Number(option('minutes') ?? 10),
  command: ['npm run', full ? 'bench:full' : 'bench', ...restOf(args)].join(' '),
  write: !flag('no-write') && (flag('write') || (!inSmall && (full || some === null))),
});
// A peer's library may keep a timer or a connection of its own: all is written and stopped by now.
process.exit();

function restOf(given) {
  const rest = given.filter((arg) => !['--full', '--write', '--no-write'].includes(arg));
  return rest.length === 0 ? [] : ['--', ...rest];
}
