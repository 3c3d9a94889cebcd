import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { descendants, isRunning } from '../faults/processes.js';
import { type RunningActum, removeFolder, startActum } from './harness/running-actum.js';

const root = join(import.meta.dirname, '../..');

/** `actum up` to its end, with what it printed. */
async function failedUp(
  environment: Readonly<Record<string, string>>,
): Promise<{ code: unknown; printed: string }> {
  const child = spawn(process.execPath, [join(root, 'dist/apps/cli/main.js'), 'up'], {
    env: { PATH: process.env.PATH ?? '', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      printed += text;
    });
  }
  const [code] = await once(child, 'close');
  return { code, printed };
}

describe('actum up', () => {
  let actum: RunningActum;

  beforeEach(async () => {
    actum = await startActum({ env: { ACTUM_DEMO: 'off' } });
  });

  afterEach(async () => {
    await actum.stop();
    await removeFolder(actum.dataFolder);
  });

  test('Ctrl-C stops everything, and the next start finds its data again', async () => {
    const started = descendants(actum.supervisor.pid ?? 0);
    expect(started.length).toBeGreaterThan(3);
    const database = readFileSync(join(actum.dataFolder, 'postgres.json'), 'utf8');
    await actum.stop();
    expect(actum.supervisor.exitCode).toBe(0);
    expect(actum.output()).toContain('Everything is stopped.');
    expect(started.filter(({ pid }) => isRunning(pid))).toEqual([]);

    actum = await startActum({ dataFolder: actum.dataFolder, env: { ACTUM_DEMO: 'off' } });
    expect(readFileSync(join(actum.dataFolder, 'postgres.json'), 'utf8')).toBe(database);
  });

  test('when the supervisor is killed outright, nothing is left running', async () => {
    const started = descendants(actum.supervisor.pid ?? 0);
    actum.supervisor.kill('SIGKILL');
    const left = await actum.eventually(
      async () => started.filter(({ pid }) => isRunning(pid)),
      (running) => running.length === 0,
    );
    expect(left).toEqual([]);
  });

  test('a second start on the same data is refused, and says who has it', async () => {
    const { code, printed } = await failedUp({ ACTUM_DATA: actum.dataFolder, PORT: '0' });
    expect(code).toBe(1);
    expect(printed).toContain(
      `already running on the data in ${actum.dataFolder}: process ${actum.supervisor.pid}`,
    );
    expect((await fetch(`${actum.url}/health/ready`)).status).toBe(200);
  });
});

test('a taken port and a misspelt variable are named before anything is started', async () => {
  const taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  const address = taken.address();
  const port = address !== null && typeof address === 'object' ? address.port : 0;
  const folder = join(root, 'node_modules/.cache/actum-refused');
  const refused = await failedUp({ ACTUM_DATA: folder, PORT: String(port) });
  taken.close();
  expect(refused).toEqual({
    code: 1,
    printed: expect.stringContaining(`Port ${port} of 127.0.0.1 is taken`),
  });

  const misspelt = await failedUp({ ACTUM_DAAT: '/tmp' });
  expect(misspelt).toEqual({
    code: 1,
    printed: expect.stringContaining('ACTUM_DAAT is not known; did you mean ACTUM_DATA?'),
  });
  await removeFolder(folder);
});
