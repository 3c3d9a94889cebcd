import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { NestFactory } from '@nestjs/core';
import { CommandBus } from '@nestjs/cqrs';
import { Pool } from 'undici';
import * as application from '../../dist/libs/application/index.js';
import { drive, quantile } from './drive.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const ITEMS = 512;

/** The whole program: an api and a worker process on a ledger of their own, with people, a type and items. */
export async function startProgram(server, keyFile) {
  const ledger = 'bench-http';
  const environment = { DATABASE_URL: server.url, ACTUM_KEY_FILE: keyFile, ACTUM_LEDGER: ledger };
  const token = await furnish(application.readServerConfiguration(environment));
  const port = await freePort();
  const env = {
    ...process.env,
    ...environment,
    PORT: String(port),
    LOG_LEVEL: 'error',
    NODE_ENV: 'production',
  };
  const children = ['api', 'worker'].map((app) =>
    spawn(process.execPath, ['--max-semi-space-size=32', join(root, 'dist', 'apps', app, 'main.js')], {
      cwd: root,
      env,
      stdio: ['ignore', 'ignore', 'inherit'],
    }),
  );
  const origin = `http://127.0.0.1:${port}`;
  const client = new Pool(origin, { connections: 64, pipelining: 1 });
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const get = async (path) => {
    const { statusCode, body } = await client.request({ path, method: 'GET', headers });
    const text = await body.text();
    return { statusCode, text };
  };
  const report = reporter(client, headers);
  for (let tries = 0; ; tries++) {
    const up = await get('/v1/items/bench-0?waitFor=1').catch(() => null);
    if (up?.statusCode === 200) break;
    if (tries > 200) throw new Error(`The program did not come up: ${up?.text}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return {
    /** Commands a second at 64 connections: JSON in, rules, ledger, answer. */
    commands: (seconds) => reportsAtOnce(report, seconds),
    /** From sending a command to having read the item with it, at so many a second; milliseconds, sorted. */
    async visible(perSecond, seconds) {
      const times = [];
      const under = [];
      const until = performance.now() + seconds * 1000;
      for (let n = 0; performance.now() < until; n++) {
        const start = performance.now();
        const item = `bench-${n % ITEMS}`;
        under.push(
          report(item, n)
            .then((position) => get(`/v1/items/${item}?waitFor=${position}`))
            .then(() => times.push(performance.now() - start)),
        );
        await new Promise((resolve) => setTimeout(resolve, 1000 / perSecond));
      }
      await Promise.all(under);
      return times.sort((a, b) => a - b);
    },
    quantile,
    async stop() {
      await client.close();
      for (const child of children) child.kill('SIGTERM');
      await Promise.all(children.map((child) => new Promise((resolve) => child.once('exit', resolve))));
    },
  };
}

/** Sends one command, and waits for its answer. @returns its position */
const reporter = (client, headers) => async (item, n) => {
  const { statusCode, body } = await client.request({
    path: `/v1/items/${item}/transitions/report-progress`,
    method: 'POST',
    headers: { ...headers, 'idempotency-key': randomUUID() },
    body: JSON.stringify({ fields: { text: `Report ${n} `.padEnd(300, 'x') } }),
  });
  const answer = await body.json();
  if (statusCode !== 200) throw new Error(`The api answered ${statusCode}: ${JSON.stringify(answer)}`);
  return answer.position;
};

const reportsAtOnce = async (report, seconds) =>
  (await drive(64, seconds, (writer, n) => report(`bench-${(writer * 8 + (n % 8)) % ITEMS}`, n))).perSecond;

/** What the same load takes of a server that does nothing: the most that is left for everything else. */
export async function startBareServer() {
  const child = spawn(process.execPath, [join(root, 'test', 'bench', 'bare-server.mjs')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [port] = await once(child.stdout, 'data');
  const client = new Pool(`http://127.0.0.1:${String(port).trim()}`, { connections: 64, pipelining: 1 });
  const report = reporter(client, { authorization: 'Bearer bench', 'content-type': 'application/json' });
  return {
    commands: (seconds) => reportsAtOnce(report, seconds),
    async stop() {
      await client.close();
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
}

async function furnish(configuration) {
  const app = await NestFactory.createApplicationContext(
    application.ApplicationModule.for(configuration, { size: 10 }),
    { logger: false, abortOnError: false },
  );
  const commands = app.get(CommandBus);
  const by = (actor) => ({ commandId: randomUUID(), actor });
  const done = async (command) => {
    const answer = await commands.execute(command);
    if (answer.outcome !== 'accepted') throw new Error(`Not accepted: ${JSON.stringify(answer)}`);
  };
  const { OpenLedger, PublishType, RegisterPerson, GiveRole, OpenItem, AccessTokens } = application;
  await done(
    new OpenLedger(by('admin'), {
      origin: 'bench.example/http',
      clock: 'real',
      administrators: [{ id: 'admin', name: 'Ada' }],
    }),
  );
  const source = readFileSync(join(root, 'packs/un-reform/types/action-item.yaml'), 'utf8');
  await done(new PublishType(by('admin'), { source, file: 'action-item.yaml' }));
  await done(new RegisterPerson(by('admin'), { id: 'focal', name: 'Focal Point' }));
  for (const role of ['staff', 'registrar'])
    await done(new GiveRole(by('admin'), { person: 'focal', role, from: '2020-01-01' }));
  const items = Array.from({ length: ITEMS }, (_, n) => `bench-${n}`);
  await Promise.all(
    items.map((item) =>
      done(new OpenItem(by('focal'), { item, itemType: 'action-item', title: item, owner: 'focal' })),
    ),
  );
  const token = await app.get(AccessTokens).issue('focal');
  await app.close();
  return token;
}

const freePort = () =>
  new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
