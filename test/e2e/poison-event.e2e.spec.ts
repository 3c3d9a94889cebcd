import { eventually } from './harness/eventually.js';
import { RunningApi } from './harness/running-api.js';

interface Item {
  readonly version: number;
  readonly status: string;
}
interface Views {
  readonly views: readonly {
    readonly view: string;
    readonly parked: number;
    readonly rebuild: object | null;
  }[];
}

const withBug = {
  NODE_OPTIONS: `--import ${new URL('./harness/poisoned-fold.mjs', import.meta.url).href}`,
};

/** A release of the worker has a bug that one event of one item brings out; the next one has not. */
describe('an event that a bug keeps from being folded', () => {
  let api: RunningApi;
  let admin: { readonly token: string };

  beforeAll(async () => {
    api = await RunningApi.start({ worker: false, env: { ACTUM_METRICS: 'on', ACTUM_METRICS_PORT: '9564' } });
    await api.run('worker', withBug);
    await api.load('packs/un-reform');
    admin = { token: await api.http.signIn('admin') };
  }, 120_000);
  afterAll(async () => {
    await api?.stop();
  });

  const report = async (item: string, text: string) => {
    const body = { fields: { text } };
    const token = await api.http.signIn(`focal-${item}`);
    return api.http.post<{ position: number; version: number; stream: string }>(
      `/v1/items/${item}/transitions/report-progress`,
      body,
      { token },
    );
  };
  const shown = (item: string, query = '') => api.http.get<Item>(`/v1/items/${item}${query}`);
  const parked = async () => {
    const { code, stdout } = await api.actum('parked', '--as', 'admin');
    expect(code).toBe(0);
    return stdout;
  };
  const retry = async () => {
    const { code, stdout } = await api.actum('parked', 'retry', '--as', 'admin');
    expect([code, stdout]).toEqual([0, expect.stringContaining('status_table')]);
  };
  const rebuilt = () =>
    eventually(
      () => api.http.get<Views>('/v1/views', admin),
      ({ views }) => views.every(({ rebuild }) => rebuild === null),
    );

  test('parks one stream, is shown with its reason, and is released after the fix, once and in order', async () => {
    const before = await report('1', 'Well under way');
    await shown('1', `?waitFor=${before.position}`);
    const held = [await report('1', 'A drop of poison')];
    for (const text of ['Still going', 'Nearly there', 'There']) held.push(await report('1', text));

    // The rest flows, and of the item people see no less than before.
    const other = await report('2', 'On the way');
    expect(await shown('2', `?waitFor=${other.position}`)).toMatchObject({ version: other.version });
    expect(await shown('1', `?waitFor=${other.position}`)).toMatchObject({ version: before.version });

    // Whoever operates it sees where, from which event on, and why, and what to do.
    const listed = await parked();
    for (const part of [
      'status_table',
      before.stream,
      'ProgressReported',
      'poison has no colour',
      'actum parked retry',
    ])
      expect(listed.replaceAll(/\s+/g, ' ')).toContain(part);
    const metrics = await fetch('http://127.0.0.1:9564/metrics').then((answer) => answer.text());
    expect(metrics).toContain('actum_view_parked_streams{view="status_table"} 1');
    expect(metrics).toContain('actum_view_parked_streams{view="catalogue"} 0');

    // Before the fix it is parked again, and nothing is lost by trying.
    await retry();
    await rebuilt();
    expect(await parked()).toContain(before.stream);
    expect(await shown('1')).toMatchObject({ version: before.version });
    expect(await shown('2')).toMatchObject({ version: other.version });

    await api.kill('worker');
    await api.run('worker');
    expect(await parked()).toContain(before.stream);
    await retry();
    await rebuilt();
    expect(await parked()).toBe('Nothing is parked.\n');
    const last = held.at(-1);
    expect(await shown('1', `?waitFor=${other.position}`)).toMatchObject({ version: last?.version });
    // Each in its own place: as on record at any position, there is what had come until then, and no more.
    for (const { position, version } of [before, ...held]) {
      expect(await shown('1', `?knownAt=@${position}`)).toMatchObject({ version });
      expect(await shown('1', `?knownAt=@${position - 1}`)).toMatchObject({ version: version - 1 });
    }
    // What comes from then on is folded onto it.
    const after = await report('1', 'One more');
    expect(await shown('1', `?waitFor=${after.position}`)).toMatchObject({ version: after.version });
  }, 120_000);
});
