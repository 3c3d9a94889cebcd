import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SupervisedProcess } from './supervised-process.js';
import { UpLog } from './up-log.js';

// The child tells its process id over a socket, so that the spec waits for it rather than for time to pass.
const PROGRAM = `
import { connect } from 'node:net';
console.log(JSON.stringify({ level: 30, msg: 'hello', path: process.env.PATH ?? 'none' }));
console.error('not json');
const socket = connect(Number(process.env.HOME_PORT), '127.0.0.1', () => socket.write(String(process.pid)));
process.once('SIGTERM', () => process.exit(0));
`;

let folder: string;
let server: Server;
let log: UpLog;
let said: string[];
let child: SupervisedProcess;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'actum-supervised-'));
  writeFileSync(join(folder, 'program.mjs'), PROGRAM);
  server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  said = [];
  log = new UpLog(folder, (line) => said.push(line));
});

afterEach(async () => {
  await child.stop();
  await log.close();
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

function supervise(): void {
  const address = server.address();
  const port = address !== null && typeof address === 'object' ? String(address.port) : '';
  child = new SupervisedProcess({
    name: 'api',
    program: join(folder, 'program.mjs'),
    environment: { HOME_PORT: port },
    log,
  });
  child.start();
}

/** The next child that reports, with the connection that ends when it does. */
async function nextChild(): Promise<{ pid: number; socket: Socket }> {
  const [socket]: Socket[] = await once(server, 'connection');
  if (socket === undefined) throw new Error('no connection');
  socket.on('error', () => undefined);
  const [pid] = await once(socket, 'data');
  return { pid: Number(String(pid)), socket };
}

test('a process that is killed is started again, and the terminal says so', async () => {
  const first = nextChild();
  supervise();
  const { pid } = await first;
  const second = nextChild();
  process.kill(pid, 'SIGKILL');
  expect((await second).pid).not.toBe(pid);
  expect(child.deaths).toBe(1);
  expect(said).toContain('api ended (SIGKILL) and is started again.');
});

test('a stopped process is not started again', async () => {
  const first = nextChild();
  supervise();
  const { socket } = await first;
  const ended = once(socket, 'close');
  await child.stop();
  await ended;
  expect(child.deaths).toBe(0);
});

test('what a process says goes to the log as JSON lines; what is no JSON is shown too', async () => {
  const first = nextChild();
  supervise();
  await first;
  await child.stop();
  await log.close();
  const lines = readFileSync(log.file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(lines).toContainEqual({ level: 30, msg: 'hello', path: 'none' });
  expect(lines).toContainEqual(expect.objectContaining({ name: 'api', msg: 'not json' }));
  expect(said).toContain('api: not json');
});
