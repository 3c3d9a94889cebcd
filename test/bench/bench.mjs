// `npm run bench`: the ledger beside its peers and floors, on one Postgres; `--full` goes to ten million events.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

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
const option = (name) => args.find((arg) => arg.startsWith(`--${name}=`))?.split('=')[1];
await run({
  full: args.includes('--full'),
  quick: args.includes('--quick'),
  only: option('only')?.split(',') ?? null,
  rounds: Number(option('rounds') ?? 3),
  write: !args.includes('--no-write'),
});
// A peer's library may keep a timer or a connection of its own: all is written and stopped by now.
process.exit();
