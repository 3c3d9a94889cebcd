import 'reflect-metadata';
import { Body, Controller, Get, Module, Param, Post, Query } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { pino } from 'pino';
import { z } from 'zod';
import { LedgerUnavailable } from '#ledger';
import { edgeProviders, installEdge } from './edge.js';
import { day, id, text } from './fields.js';
import { httpAdapter } from './http-adapter.js';
import type { ProblemBody } from './problem.js';

const body = z.strictObject({
  id,
  title: text(20),
  tags: z.array(z.strictObject({ name: text(5) })).optional(),
});
const query = z.strictObject({ asOf: day.optional() });

@Controller('v1/things')
class ThingsController {
  @Post()
  make(@Body({ schema: body }) made: z.infer<typeof body>) {
    return { ...made, position: 7 };
  }

  @Get(':id')
  get(
    @Param({ schema: z.strictObject({ id }) }) params: { id: string },
    @Query({ schema: query }) asked: object,
  ) {
    if (params.id === 'secret') throw new Error('password=hunter2');
    if (params.id === 'away') throw new LedgerUnavailable(new Error('10.0.0.7'));
    return { ...params, ...asked };
  }
}

const logged: string[] = [];
const log = pino({ level: 'debug' }, { write: (line: string) => void logged.push(line) });

@Module({ controllers: [ThingsController], providers: [...edgeProviders(log)] })
class ThingsModule {}

let app: NestFastifyApplication;
let url = '';
beforeAll(async () => {
  app = await NestFactory.create<NestFastifyApplication>(ThingsModule, httpAdapter(log), {
    logger: false,
    bodyParser: false,
  });
  installEdge(app, { demo: true, log });
  await app.listen(0, '127.0.0.1');
  url = (await app.getUrl()).replace('[::1]', '127.0.0.1');
});
afterAll(() => app.close());

async function send(sent: string | Uint8Array<ArrayBuffer>, contentType = 'application/json') {
  const answer = await fetch(`${url}/v1/things`, {
    method: 'POST',
    headers: { 'content-type': contentType },
    body: sent,
  });
  return {
    status: answer.status,
    type: answer.headers.get('content-type'),
    problem: (await answer.json()) as ProblemBody,
  };
}
const fieldsOf = ({ errors }: ProblemBody) => errors?.map(({ field }) => field);

test('what is valid passes, says its position and is not to be stored', async () => {
  const answer = await fetch(`${url}/v1/things`, {
    method: 'POST',
    headers: { 'content-type': 'application/json; charset=UTF-8' },
    body: JSON.stringify({ id: 'maf', title: 'Ünïcode 🐸' }),
  });
  expect(await answer.json()).toEqual({ id: 'maf', title: 'Ünïcode 🐸', position: 7 });
  expect(answer.headers.get('actum-position')).toBe('7');
  expect(answer.headers.get('cache-control')).toBe('no-store');
});

test.each<[what: string, sent: string, field: string]>([
  ['a missing field', '{"id":"maf"}', 'title'],
  ['a blank text', '{"id":"maf","title":" "}', 'title'],
  ['a text that is too long', `{"id":"maf","title":"${'x'.repeat(21)}"}`, 'title'],
  ['a wrong type', '{"id":"maf","title":7}', 'title'],
  ['an id with a space', '{"id":"m af","title":"t"}', 'id'],
  ['an unknown field', '{"id":"maf","title":"t","titel":"t"}', 'titel'],
  ['an unknown field further down', '{"id":"maf","title":"t","tags":[{"name":"a","x":1}]}', 'tags.0.x'],
  ['U+0000', '{"id":"maf","title":"a\\u0000b"}', 'title'],
  ['half a surrogate pair', '{"id":"maf","title":"a\\ud800b"}', 'title'],
  ['U+0000 in a key', '{"id":"maf","title":"t","tags":[{"a\\u0000":"b"}]}', 'tags.0'],
  ['an array', '[]', 'body'],
  ['null', 'null', 'body'],
  ['no JSON', '{"id":', 'body'],
  ['nothing at all', '', 'body'],
  ['nesting without end', `${'['.repeat(200)}${']'.repeat(200)}`, Array(32).fill('0').join('.')],
])('%s is a 400 that names the field', async (_what, sent, field) => {
  const { status, type, problem } = await send(sent);
  expect({ status, type, fields: fieldsOf(problem) }).toEqual({
    status: 400,
    type: 'application/problem+json; charset=utf-8',
    fields: [field],
  });
});

test('bytes that are not UTF-8 are a fault, never replaced', async () => {
  const bytes = Uint8Array.from([...Buffer.from('{"id":"maf","title":"'), 0xff, ...Buffer.from('"}')]);
  const { status, problem } = await send(bytes);
  expect({ status, fields: fieldsOf(problem) }).toEqual({ status: 400, fields: ['body'] });
});

test('more than 256 KiB is a 413', async () => {
  const { status, problem } = await send(JSON.stringify({ id: 'maf', title: 'x'.repeat(256 * 1024) }));
  expect({ status, code: problem.code }).toEqual({ status: 413, code: 'REQUEST.TOO_LARGE' });
});

test.each(['text/plain', 'application/x-www-form-urlencoded', 'application/json; charset=latin1'])(
  '%s is a 415',
  async (contentType) => {
    const { status, problem } = await send('{"id":"maf","title":"t"}', contentType);
    expect({ status, code: problem.code }).toEqual({ status: 415, code: 'REQUEST.MEDIA_TYPE' });
  },
);

test.each<[path: string, field: string]>([
  ['/v1/things/m%20af', 'id'],
  ['/v1/things/maf?asOf=2020-02-30', 'asOf'],
  ['/v1/things/maf?asOf=yesterday', 'asOf'],
  ['/v1/things/maf?asOf=2020-01-01&asOf=2020-01-02', 'asOf'],
  ['/v1/things/maf?asof=2020-01-01', 'asof'],
  ['/v1/things/%00', 'id'],
  ['/v1/things/%E0%A4%A', 'path'],
])('GET %s is a 400 that names the field', async (path, field) => {
  const answer = await fetch(url + path);
  expect({ status: answer.status, fields: fieldsOf((await answer.json()) as ProblemBody) }).toEqual({
    status: 400,
    fields: [field],
  });
});

test('an address that does not exist is a 404 problem', async () => {
  const answer = await fetch(`${url}/v1/nothing`);
  expect(answer.status).toBe(404);
  expect(await answer.json()).toMatchObject({ type: '/v1/problems/not-found', code: 'REQUEST.NOT_FOUND' });
});

test('what nobody expected leaks nothing, and can be found in the log', async () => {
  const answer = await fetch(`${url}/v1/things/secret`);
  const problem = (await answer.json()) as ProblemBody;
  expect(answer.status).toBe(500);
  expect(problem.code).toBe('SERVER.UNEXPECTED');
  expect(JSON.stringify(problem)).not.toMatch(/hunter2|\.ts|\bat\b.*:\d/);
  const line = logged.find((entry) => entry.includes(problem.instance ?? 'no instance'));
  expect(line).toContain('edge.spec.ts');
  expect(line).not.toContain('hunter2');
});

test('a database that is away is a 503 that says when to try again', async () => {
  const answer = await fetch(`${url}/v1/things/away`);
  const problem = (await answer.json()) as ProblemBody;
  expect([answer.status, problem.code, answer.headers.get('retry-after')]).toEqual([
    503,
    'LEDGER.UNAVAILABLE',
    '2',
  ]);
  expect(JSON.stringify(problem)).not.toContain('10.0.0.7');
});

test('a Host that is no loopback name is turned away in demo mode', async () => {
  const { request } = await import('node:http');
  const status = await new Promise((resolve, reject) => {
    request(`${url}/v1/things/maf`, { headers: { host: 'evil.example' } }, ({ statusCode }) =>
      resolve(statusCode),
    )
      .on('error', reject)
      .end();
  });
  expect(status).toBe(403);
});

test('scripts come from this server only', async () => {
  const answer = await fetch(`${url}/v1/things/maf`);
  const policy = answer.headers.get('content-security-policy') ?? '';
  expect(policy).toContain("script-src 'self';");
  expect(policy).toContain("frame-ancestors 'none'");
});
