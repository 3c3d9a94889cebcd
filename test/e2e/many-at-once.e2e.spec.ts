import { randomUUID } from 'node:crypto';
import type { ItemDetail, ItemHistory } from '#projections';
import type { HttpAnswer } from './harness/http-caller.js';
import { RunningApi } from './harness/running-api.js';

interface Accepted {
  readonly position: number;
  readonly version: number;
  readonly repeated: boolean;
  readonly events: readonly { readonly position: number; readonly label: string }[];
}
interface Problem {
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly changes?: readonly string[];
}

const rounds = 200;
const phrase = 'following its endorsement';

describe('many at once, over HTTP', () => {
  let api: RunningApi;
  const tokens: Record<string, string> = {};
  beforeAll(async () => {
    api = await RunningApi.start({ pack: 'packs/un-reform' });
    for (const person of ['focal-4', 'focal-11', 'registrar', 'approver', 'liaison-dco']) {
      tokens[person] = await api.http.signIn(person);
    }
  }, 120_000);
  afterAll(() => api.stop());

  const send = <T = Accepted>(
    person: string,
    path: string,
    body: unknown,
    headers: Record<string, string> = {},
  ) => api.http.call<T>('POST', path, body, { token: tokens[person] ?? '', headers });
  const act = <T = Accepted>(
    person: string,
    item: string,
    transition: string,
    body: object = {},
    headers = {},
  ) => send<T>(person, `/v1/items/${item}/transitions/${transition}`, body, headers);
  const report = (text: string) => ({ fields: { text } });
  /** The positions of item 4's entries that a command left. */
  const leftBy = async (commandId: string) => {
    const { entries } = await api.http.get<ItemHistory>(
      `/v1/items/4/history?waitFor=${await lastPosition()}`,
    );
    return entries.filter((entry) => entry.commandId === commandId).map(({ position }) => position);
  };
  /** Of the ledger itself: what `/v1/ledger` tells is a view's, which may be behind. */
  const lastPosition = async () => (await api.http.get<unknown[]>('/v1/events?limit=1000')).length;

  describe('the same command twice, with one Idempotency-Key', () => {
    test('is one event and the same answer', async () => {
      const headers = { 'idempotency-key': randomUUID() };
      const [first, second] = [
        await act('focal-4', '4', 'report-progress', report('Half of the modules are written'), headers),
        await act('focal-4', '4', 'report-progress', report('Half of the modules are written'), headers),
      ];
      expect([first.status, second.status]).toEqual([200, 200]);
      expect(second.body).toEqual({ ...first.body, repeated: true });
      expect(await leftBy(headers['idempotency-key'])).toEqual([first.body.position]);
    });

    test('is one event also where both are under way together', async () => {
      const headers = { 'idempotency-key': randomUUID() };
      const answers = await Promise.all(
        Array.from({ length: 8 }, () =>
          act('focal-4', '4', 'report-progress', report('All of them are'), headers),
        ),
      );
      expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
      expect(new Set(answers.map(({ body }) => body.position)).size).toBe(1);
      expect(answers.filter(({ body }) => !body.repeated).length).toBeLessThanOrEqual(1);
    });

    test('with another body is refused, and nothing is written', async () => {
      const headers = { 'idempotency-key': randomUUID() };
      const first = await act('focal-4', '4', 'report-progress', report('One thing'), headers);
      const second = await act<Problem>('focal-4', '4', 'report-progress', report('Another thing'), headers);
      expect(second.status).toBe(422);
      expect(second.body.code).toBe('COMMAND.KEY_REUSED');
      expect(await leftBy(headers['idempotency-key'])).toEqual([first.body.position]);
    });
  });

  test('two people with the same If-Match: one wins, the other is told what changed', async () => {
    const seen = await api.http.call<ItemDetail>('GET', `/v1/items/4?waitFor=${await lastPosition()}`);
    const headers = { 'if-match': seen.headers.get('etag') ?? '' };
    expect(headers['if-match']).toBe(`"${seen.body.version}"`);
    const answers: readonly HttpAnswer<Accepted & Problem>[] = await Promise.all([
      act<Accepted & Problem>(
        'focal-4',
        '4',
        'request-extension',
        { reason: 'COVID-19', fields: { due: 'By end 2020' } },
        headers,
      ),
      act<Accepted & Problem>(
        'approver',
        '4',
        'discontinue',
        { reason: 'Taken over by the Learning Journey' },
        headers,
      ),
    ]);
    const statuses = answers.map(({ status }) => status).sort();
    expect(statuses).toEqual([200, 412]);
    const loser = answers.find(({ status }) => status === 412);
    expect(loser?.body.changes?.join(' ')).toMatch(/extension|discontinued|later due date/i);
  });

  test(`starting an item races with withdrawing what it waits for, ${rounds} times`, async () => {
    const came = { first: 0, refused: 0 };
    for (let round = 1; round <= rounds; round++) {
      const [framework, item] = [`framework-${round}`, `waiting-${round}`];
      await prepare(framework, item);
      const start = () => act<Accepted & Problem>('focal-11', item, 'start');
      const withdraw = () =>
        act('registrar', framework, 'withdraw-endorsement', {
          reason: 'Reopened',
          decidedBy: 'unsdg-principals',
        });
      const [begun, withdrawn] =
        round % 2 === 0
          ? await Promise.all([start(), withdraw()])
          : await Promise.all([withdraw(), start()]).then(([w, s]) => [s, w] as const);
      expect(withdrawn.status).toBe(200);
      if (begun.status === 200) {
        came.first += 1;
        expect(begun.body.position).toBeLessThan(withdrawn.body.position);
        const after = await untilFlagged(item, begun.body.position);
        expect(after).toMatchObject({
          status: 'Ongoing',
          flags: [{ code: 'PREREQUISITE_WITHDRAWN', item: framework }],
        });
      } else {
        came.refused += 1;
        expect(begun).toMatchObject({ status: 422, body: { code: 'ITEM.PREREQUISITE_UNMET' } });
      }
    }
    // It was a race: either came first at times.
    expect(Math.min(came.first, came.refused)).toBeGreaterThan(0);
  }, 300_000);

  /** An endorsed framework that needs no line, and an item that waits for it. */
  async function prepare(framework: string, item: string): Promise<void> {
    const steps = [
      () =>
        send('registrar', '/v1/items', {
          item: framework,
          itemType: 'framework-revision',
          title: framework,
          body: 'unsdg-principals',
          owner: 'liaison-dco',
        }),
      () => send('registrar', '/v1/items', { item, itemType: 'action-item', title: item, owner: 'focal-11' }),
      () => act('liaison-dco', framework, 'finalize'),
      () => act('registrar', framework, 'endorse', { decidedBy: 'unsdg-principals' }),
      () =>
        act('focal-11', item, 'link-prerequisite', {
          reason: 'Follows it',
          ground: '¶7',
          fields: { prerequisite: framework, states: 'endorsed, issued, superseded', phrase },
        }),
    ];
    for (const step of steps) {
      const answer = await step();
      if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
    }
  }

  /** The reaction comes after the answer. */
  async function untilFlagged(item: string, position: number): Promise<ItemDetail> {
    for (const until = Date.now() + 20_000; ; ) {
      const seen = await api.http.get<ItemDetail>(`/v1/items/${item}?waitFor=${position}`);
      if (seen.flags.length > 0 || Date.now() > until) return seen;
    }
  }
});
