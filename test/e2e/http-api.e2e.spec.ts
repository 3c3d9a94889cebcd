import { randomUUID } from 'node:crypto';
import type { HttpAnswer } from './harness/http-caller.js';
import { RunningApi } from './harness/running-api.js';

interface Accepted {
  readonly position: number;
  readonly version: number;
  readonly repeated: boolean;
}

interface ItemPage {
  readonly items: readonly { readonly item: string }[];
}

const founding = (origin: string) => ({
  ...{ origin, clock: 'simulated', at: '2019-03-01' },
  administrators: [{ id: 'admin', name: 'Administrator' }],
});

describe('the HTTP API of a demo with the pack', () => {
  let api: RunningApi;
  beforeAll(async () => {
    api = await RunningApi.start({ pack: 'packs/un-reform' });
  }, 120_000);
  afterAll(async () => {
    await api?.stop();
  });

  test('loading the pack again changes nothing, and says so', async () => {
    const { code, stdout } = await api.actum('load', 'packs/un-reform', '--json');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ accepted: 0 });
  });

  test('nobody acts as somebody who is erased, or signs in as them', async () => {
    const [admin, token] = [await api.http.signIn('admin'), await api.http.signIn('focal-1')];
    const post = (path: string, body: object, as?: string) =>
      api.http.call('POST', path, body, as === undefined ? {} : { token: as });
    const erased = await post('/v1/people/focal-1/key/destroy', { reason: 'Asked for it' }, admin);
    expect(erased.status).toBe(200);
    const progress = { fields: { text: 'Still here' } };
    expect((await post('/v1/items/1/transitions/report-progress', progress, token)).status).toBe(401);
    const again = await post('/v1/demo/sign-in', { person: 'focal-1' });
    expect([again.status, again.body]).toMatchObject([403, { code: 'SIGN_IN.ERASED' }]);
    expect((await post('/v1/tokens', { person: 'focal-1' }, admin)).status).toBe(403);
  });

  test('what a text for a day means can be asked before it is sent', async () => {
    const read = (text: string) =>
      api.http.get<{ due: unknown; effectiveOn: unknown; problem: string | null }>(
        `/v1/due-texts?text=${encodeURIComponent(text)}`,
      );
    expect(await read('By mid-2021')).toMatchObject({
      due: { earliest: '2021-06-30', latest: '2021-06-30' },
      effectiveOn: { earliest: null, latest: '2021-06-30' },
      problem: null,
    });
    expect((await read('By October 2019')).due).toMatchObject({ readings: [{}, {}] });
    const unread = await read('some day');
    expect(unread).toMatchObject({ due: null, effectiveOn: null });
    expect(unread.problem).toContain('some day');
    expect((await api.http.call('GET', '/v1/due-texts')).status).toBe(400);
  });

  test('one key, one event, one answer; with another body it is refused', async () => {
    const token = await api.http.signIn('focal-4');
    const headers = { 'idempotency-key': 'report of the day' };
    const report = (text: string) =>
      api.http.call<Accepted>(
        'POST',
        '/v1/items/4/transitions/report-progress',
        { fields: { text } },
        { token, headers },
      );
    const first = await report('Half done');
    const second = await report('Half done');
    expect([first.status, second.status]).toEqual([200, 200]);
    expect(second.body).toEqual({ ...first.body, repeated: true });
    expect(second.headers.get('etag')).toBe(`"${first.body.version}"`);
    const other = await report('Nearly done');
    expect([other.status, other.body]).toMatchObject([422, { code: 'COMMAND.KEY_REUSED' }]);
  });

  test('two with the same If-Match: one wins, the other learns what changed', async () => {
    const [owner, registrar] = await Promise.all([api.http.signIn('focal-5'), api.http.signIn('approver')]);
    const { version } = await api.http.get<{ version: number }>('/v1/items/5');
    const extend = (token: string, path: string, body: object) =>
      api.http.call('POST', `/v1/items/5/${path}`, body, { token, headers: { 'if-match': `"${version}"` } });
    const answers = await Promise.all([
      extend(owner, 'transitions/request-extension', { reason: 'More time', fields: { due: 'By mid-2021' } }),
      extend(owner, 'transitions/request-extension', { reason: 'Even more', fields: { due: 'By end 2021' } }),
      extend(registrar, 'transitions/report-progress', { fields: { text: 'x' } }),
    ]);
    const won = answers.filter(({ status }) => status === 200);
    const lost = answers.filter(({ status }) => status === 412);
    expect(won).toHaveLength(1);
    expect(lost.length).toBeGreaterThanOrEqual(1);
    expect(lost[0]?.body).toMatchObject({
      code: 'COMMAND.VERSION_MISMATCH',
      expected: version,
      changes: [expect.any(String)],
    });
  });

  test('pages follow each other by their link, without gap or double', async () => {
    const seen: string[] = [];
    let path: string | undefined = '/v1/items?limit=5';
    while (path !== undefined) {
      const page: HttpAnswer<ItemPage> = await api.http.call<ItemPage>('GET', path);
      seen.push(...page.body.items.map(({ item }) => item));
      path = /<([^>]+)>; rel="next"/.exec(page.headers.get('link') ?? '')?.[1];
    }
    expect(seen).toHaveLength(16);
    expect(new Set(seen).size).toBe(16);
  });

  test('the event stream resumes after the position it is told', async () => {
    const { stdout } = await api.actum('tail', '--after', '0', '--json');
    const ids = stdout
      .trim()
      .split('\n')
      .map((line) => Number((JSON.parse(line) as { id: string }).id));
    expect(ids).toEqual(ids.map((_, index) => index + 1));
    const stop = new AbortController();
    const answer = await fetch(`${api.url}/v1/events/stream`, {
      headers: { 'last-event-id': '3' },
      signal: stop.signal,
    });
    let text = '';
    const decoder = new TextDecoder();
    const reader = answer.body?.getReader();
    while (reader !== undefined && !text.includes('id: 5\n'))
      text += decoder.decode((await reader.read()).value);
    stop.abort();
    expect([...text.matchAll(/^id: (\d+)$/gm)].slice(0, 2).map((match) => match[1])).toEqual(['4', '5']);
    expect(text).not.toContain('@example.org');
  });

  test('what depends on the day is not to be stored, and says what it reflects', async () => {
    const { headers, body } = await api.http.call<{ position: number }>('GET', '/v1/items/11');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('actum-position')).toBe(String(body.position));
    expect(headers.get('etag')).toMatch(/^"\d+"$/);
  });

  test('OpenAPI 3.1: every reference leads somewhere, every command takes a key', async () => {
    const document = await api.http.get<{
      openapi: string;
      paths: Record<string, Record<string, { parameters?: { name: string }[]; responses: object }>>;
      components: { schemas: Record<string, object> };
    }>('/v1/openapi.json');
    expect(document.openapi).toMatch(/^3\.1\./);
    const referred = [...JSON.stringify(document).matchAll(/"#\/components\/schemas\/([^"]+)"/g)].map(
      (match) => match[1],
    );
    expect(referred.filter((name) => document.components.schemas[name ?? ''] === undefined)).toEqual([]);
    const advance = document.paths['/v1/items/{item}/transitions/{transition}']?.post;
    expect(advance?.parameters?.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['item', 'transition', 'Idempotency-Key', 'If-Match']),
    );
    const docs = await api.http.call<string>('GET', '/v1/docs');
    expect(docs.body).toContain('swagger-ui');
    expect(docs.body).not.toMatch(/src="https?:/);
  });

  test('an address of the web app is its first page; one of the API that does not exist is a problem', async () => {
    const page = await api.http.call<string>('GET', '/items/maf', undefined, {
      headers: { accept: 'text/html' },
    });
    expect([page.status, page.body.includes('<div id="root"')]).toEqual([200, true]);
    expect(
      (await api.http.call('GET', '/v1/nothing', undefined, { headers: { accept: 'text/html' } })).status,
    ).toBe(404);
  });

  test('people sign in as somebody who exists', async () => {
    const answer = await api.http.call('POST', '/v1/demo/sign-in', { person: 'nobody' });
    expect([answer.status, answer.body]).toMatchObject([404, { code: 'PERSON.UNKNOWN' }]);
  });

  test('refused attempts are for auditors', async () => {
    const asking = async (person: string) =>
      api.http.call('GET', '/v1/refusals', undefined, { token: await api.http.signIn(person) });
    expect((await asking('focal-4')).status).toBe(403);
    expect((await asking('auditor')).status).toBe(200);
  });
});

describe('outside demo mode', () => {
  const foundingToken = `founding-${randomUUID()}`;
  let api: RunningApi;
  beforeAll(async () => {
    api = await RunningApi.start({ demo: false, env: { ACTUM_FOUNDING_TOKEN: foundingToken } });
  });
  afterAll(async () => {
    await api?.stop();
  });

  test('only the founding token founds, nobody chooses a person, and reading needs a person', async () => {
    expect((await api.http.call('POST', '/v1/ledger', founding('test.example/closed'))).status).toBe(401);
    const wrong = await api.http.call('POST', '/v1/ledger', founding('test.example/closed'), {
      token: 'x'.repeat(45),
    });
    expect(wrong.status).toBe(401);
    await api.http.post('/v1/ledger', founding('test.example/closed'), { token: foundingToken });
    expect((await api.http.call('POST', '/v1/demo/sign-in', { person: 'admin' })).status).toBe(403);
    for (const path of ['/v1/items', '/v1/people', '/v1/events', '/v1/ledger/entries', '/v1/reminders'])
      expect([path, (await api.http.call('GET', path)).status]).toEqual([path, 401]);
    expect((await api.http.call('GET', '/v1/items', undefined, { token: 'actum_made-up' })).status).toBe(401);
  });
});
