import type { ItemDetail, ItemHistory } from '#projections';
import { RunningApi } from './harness/running-api.js';

interface Problem {
  readonly code: string;
  readonly refusals?: readonly { readonly code: string; readonly message: string; readonly field?: string }[];
}
interface Accepted {
  readonly position: number;
}

describe('corrections, over HTTP and by the command line', () => {
  let api: RunningApi;
  let focal: string;
  beforeAll(async () => {
    api = await RunningApi.start({ pack: 'packs/un-reform' });
    focal = await api.http.signIn('focal-10');
  }, 120_000);
  afterAll(async () => {
    await api?.stop();
  });

  const correct = (item: string, body: object, token: string) =>
    api.http.call<Accepted & Problem>('POST', `/v1/items/${item}/corrections`, body, { token });
  const item = (name: string, query: string) => api.http.get<ItemDetail>(`/v1/items/${name}?${query}`);
  const history = async (name: string, query: string, token: string) =>
    (await api.http.call<ItemHistory>('GET', `/v1/items/${name}/history?${query}`, undefined, { token }))
      .body;
  const completedOf = async (query = '') =>
    (await history('10', query, focal)).entries.find(({ label }) => label === 'ActionItemCompleted');

  test('item 10, completed “2019”, is possibly Completed before, and prints so from the last day', async () => {
    expect(await item('10', 'asOf=2019-06-30')).toMatchObject({
      state: 'agreed',
      status: null,
      possibly: [{ state: 'completed', status: 'Completed', since: '2019-01-01', until: '2019-12-31' }],
    });
    const { stdout } = await api.actum('show', '10', '--as-of', '2019-06-30');
    expect(stdout).toContain('possibly Completed from 1 January 2019');
    expect(await item('10', 'asOf=2019-12-31')).toMatchObject({
      status: 'Completed',
      timeliness: 'unknown',
      possibly: [],
    });
  });

  test('its day is put right by whoever recorded it, and what was on record before still says so', async () => {
    const before = await completedOf();
    expect(before).toMatchObject({ correctable: true, corrections: [], original: null, struck: false });
    const body = { version: before?.version, effectiveOn: '2019-03-31', reason: 'The minutes give the day' };
    const accepted = await correct('10', body, focal);
    expect([accepted.status, accepted.body]).toMatchObject([200, { events: [{}, {}] }]);
    const { position } = accepted.body;
    expect(await item('10', `asOf=2019-03-31&waitFor=${position}`)).toMatchObject({
      status: 'Completed',
      timeliness: 'on time',
    });
    expect(await item('10', `asOf=2019-12-31&knownAt=@${position - 2}`)).toMatchObject({
      timeliness: 'unknown',
    });
    expect(await completedOf(`waitFor=${position}`)).toMatchObject({
      effectiveOn: { text: '2019-03-31' },
      original: { effectiveOn: { text: '2019' } },
      corrections: [{ actor: 'focal-10', reason: 'The minutes give the day', changes: [{ from: '2019' }] }],
    });
    const { stdout } = await api.actum('history', '10');
    expect(stdout).toMatch(/corrected +effective: 2019-03-31, not 2019; by Jun Tanaka \(focal-10\)/);
  });

  test('the command line strikes it out, and puts it back', async () => {
    const version = String((await completedOf())?.version);
    const as = ['--as', 'focal-10', '--reason', 'It was another item'];
    const struck = await api.actum('correct', '10', version, '--void', ...as, '--json');
    const { position } = JSON.parse(struck.stdout) as Accepted;
    expect(await item('10', `waitFor=${position}`)).toMatchObject({ state: 'agreed', evidence: [] });
    expect(await completedOf(`waitFor=${position}`)).toMatchObject({ struck: true, correctable: true });
    const back = await api.actum('correct', '10', version, ...as, '--json');
    const restored = JSON.parse(back.stdout) as Accepted;
    expect(await item('10', `waitFor=${restored.position}`)).toMatchObject({ status: 'Completed' });
  });

  test('who may not, what cannot be, and what is no request are told so, and nothing changes', async () => {
    const version = (await completedOf())?.version ?? 0;
    const { version: at } = await item('10', '');
    const other = await api.http.signIn('focal-4');
    const reason = 'Because';
    const refusals = async (body: object, token: string) => {
      const answer = await correct('10', body, token);
      return [answer.status, answer.body.refusals?.map(({ code }) => code) ?? answer.body.code];
    };
    expect(await refusals({ version, void: true, reason }, other)).toEqual([422, ['ITEM.ROLE_MISSING']]);
    expect(await refusals({ version: 1, void: true, reason }, other)).toEqual([
      422,
      ['ITEM.ROLE_MISSING', 'ITEM.NOT_CORRECTABLE'],
    ]);
    expect(await refusals({ version, effectiveOn: '2031-01-01', reason }, focal)).toEqual([
      422,
      ['ITEM.EFFECTIVE_IN_FUTURE'],
    ]);
    const registrar = await api.http.signIn('registrar');
    const late = await correct('10', { version: 1, effectiveOn: '2019-06-30', reason }, registrar);
    expect([late.status, late.body]).toMatchObject([422, { code: 'ITEM.CORRECTION_ILLEGAL' }]);
    expect(late.body.refusals?.[0]?.message).toContain('ActionItemCompleted');
    expect(await refusals({ version: 999, reason }, focal)).toEqual([422, ['ITEM.UNKNOWN_ENTRY']]);
    for (const bad of [
      { version },
      { version: 0, reason },
      { version: 'x', reason },
      { version, reason, x: 1 },
    ])
      expect((await correct('10', bad, focal)).status).toBe(400);
    expect((await item('10', '')).version).toBe(at);
  });
});
