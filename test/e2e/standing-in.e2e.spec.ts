import { createHash } from 'node:crypto';
import type { ItemDetail, ItemHistory, ItemText, PeopleList } from '#projections';
import { eventually } from './harness/eventually.js';
import type { HttpAnswer } from './harness/http-caller.js';
import { RunningApi } from './harness/running-api.js';

interface Answered {
  readonly position: number;
  readonly version: number;
  readonly code: string;
  readonly detail: string;
}

describe('clearing a text, and standing in for one another, over HTTP', () => {
  let api: RunningApi;
  let position = 0;
  const tokens = new Map<string, string>();
  beforeAll(async () => {
    api = await RunningApi.start({ pack: 'packs/un-reform' });
    for (const person of ['admin', 'registrar', 'approver', 'clear-entity', 'clear-rc', 'liaison-dco'])
      tokens.set(person, await api.http.signIn(person));
    for (const person of ['focal-1', 'focal-4', 'focal-5', 'focal-6'])
      tokens.set(person, await api.http.signIn(person));
  }, 120_000);
  afterAll(() => api?.stop());

  const send = async (
    person: string,
    path: string,
    body: object = {},
    headers: Record<string, string> = {},
  ): Promise<HttpAnswer<Answered>> => {
    const answer = await api.http.call<Answered>('POST', path, body, {
      token: tokens.get(person) ?? '',
      headers,
    });
    if (answer.status === 200) position = Math.max(position, answer.body.position);
    return answer;
  };
  const does = async (person: string, path: string, body: object = {}): Promise<Answered> => {
    const { status, body: answer } = await send(person, path, body);
    if (status !== 200) throw new Error(`${path}: ${JSON.stringify(answer)}`);
    return answer;
  };
  const refusal = async (person: string, path: string, body: object = {}) => {
    const { status, body: answer } = await send(person, path, body);
    return { status, code: answer.code, detail: answer.detail };
  };
  const step = (item: string, transition: string) => `/v1/items/${item}/transitions/${transition}`;
  const page = (item: string) => api.http.get<ItemDetail>(`/v1/items/${item}?waitFor=${position}`);
  const sentences = async (item: string) => {
    const { entries } = await api.http.get<ItemHistory>(`/v1/items/${item}/history?waitFor=${position}`);
    return entries.map(({ sentence }) => sentence);
  };
  const textFor = (person: string, since = 'clearance') =>
    api.http.get<ItemText>(`/v1/items/maf/text?since=${since}`, { token: tokens.get(person) ?? '' });

  describe('a text that is cleared', () => {
    const first = '1. The resident coordinator leads.\n2. The country team delivers.';
    const second = '1. The resident coordinator leads.\n2. The country team delivers together.';
    let read: ItemText;

    test('is shown as it was fixed, whole and with its digest', async () => {
      await does('liaison-dco', step('maf', 'finalize'), { fields: { text: first } });
      read = await textFor('clear-entity');
      expect(read.present).toMatchObject({ text: first, digest: expect.stringMatching(/^[0-9a-f]{64}$/) });
      expect([read.since, read.sentence]).toEqual([null, null]);
    });

    test('is cleared as it was read, with a comment; another text is not', async () => {
      const word = { line: 'entity', decision: 'clear', comment: 'As agreed in September' };
      const stale = await refusal('clear-entity', '/v1/items/maf/sign-offs', {
        ...word,
        digest: createHash('sha256').update(first).digest('hex'),
      });
      expect(stale).toMatchObject({ status: 422, code: 'ITEM.CONTENT_CHANGED' });
      const earlier = { 'if-match': `"${read.version - 1}"` };
      expect((await send('clear-entity', '/v1/items/maf/sign-offs', word, earlier)).status).toBe(412);
      await does('clear-entity', '/v1/items/maf/sign-offs', { ...word, digest: read.present.digest });
      expect((await page('maf')).lines).toContainEqual(
        expect.objectContaining({ line: 'entity', verdict: 'clear', comment: 'As agreed in September' }),
      );
    });

    test('changes, and its signers are told once, and what changed', async () => {
      await does('liaison-dco', step('maf', 'return-to-drafting'), { reason: '¶8 asks for two chapters' });
      for (const title of ['Regional entities', 'Division of roles'])
        await does('liaison-dco', step('maf', 'add-chapter'), { fields: { title } });
      await does('liaison-dco', step('maf', 'finalize'), { fields: { text: second } });
      const since = await textFor('clear-entity');
      expect(since.sentence).toBe(
        '2 chapters added, 1 line added and 1 line removed since you cleared it on 2020-09-30.',
      );
      expect(since.changes.filter(({ part }) => part === 'text')).toEqual([
        { part: 'text', kind: 'same', text: '1. The resident coordinator leads.' },
        { part: 'text', kind: 'removed', text: '2. The country team delivers.' },
        { part: 'text', kind: 'added', text: '2. The country team delivers together.' },
      ]);
      expect((await textFor('clear-rc', read.present.digest ?? '')).changes).toEqual(since.changes);
      const { stdout } = await api.actum('show', 'maf', '--as', 'clear-entity');
      expect(stdout.replaceAll(/\s+/g, ' ')).toContain('2 chapters added, 1 line added and 1 line removed');
      const told = await eventually(
        async () => {
          const { messages } = await api.http.get<{
            messages: readonly { person: string; subject: string }[];
          }>('/v1/reminders');
          return messages.filter(({ subject }) => subject === 'A clearance of yours has lapsed');
        },
        (messages) => messages.length > 0,
      );
      expect(told.map(({ person }) => person)).toEqual(['clear-entity']);
    });

    test('is not shown since a clearance to nobody, nor since a text that never was', async () => {
      const asked = (since: string) => api.http.call('GET', `/v1/items/maf/text?since=${since}`);
      expect((await asked('clearance')).status).toBe(401);
      expect((await asked('a'.repeat(64))).status).toBe(404);
      expect((await asked('yesterday')).status).toBe(400);
    });
  });

  describe('a delegation', () => {
    const line = { role: 'clearance', scope: 'entity' };

    test('lets somebody clear for another; history and directory say for whom', async () => {
      const lent = { to: 'focal-6', ...line, until: '2020-12-31', reason: 'Leave' };
      await does('clear-entity', '/v1/people/clear-entity/delegations', lent);
      const { status, stdout } = await sign('focal-6', 'entity');
      expect([status, stdout]).toEqual([0, expect.stringContaining('LineCleared')]);
      expect((await sentences('maf')).at(-1)).toMatch(
        /Cleared on the line entity by .*recorded on 2020-09-30 by .* for /,
      );
      const { people } = await api.http.get<PeopleList>(`/v1/people?waitFor=${position}`);
      expect(people.find(({ id }) => id === 'clear-entity')?.delegated).toMatchObject([
        { person: 'focal-6', ...line, from: '2020-09-30', until: '2020-12-31' },
      ]);
      expect(people.find(({ id }) => id === 'focal-6')?.actsFor).toMatchObject([{ person: 'clear-entity' }]);
      expect((await page('maf')).lines).toContainEqual(
        expect.objectContaining({ line: 'entity', person: 'focal-6', onBehalfOf: 'clear-entity' }),
      );
    });

    test('is not passed on, and makes nobody two', async () => {
      const on = await refusal('focal-6', '/v1/people/focal-6/delegations', { to: 'focal-5', ...line });
      expect(on).toMatchObject({ status: 422, code: 'PERSON.DELEGATED_ON' });
      expect(on.detail).toContain('cannot be delegated on');
      const second = { role: 'clearance', scope: 'resident-coordinator' };
      await does('clear-rc', '/v1/people/clear-rc/delegations', { to: 'clear-entity', ...second });
      const twice = await refusal('clear-entity', '/v1/items/maf/sign-offs', {
        line: 'resident-coordinator',
        decision: 'clear',
      });
      expect(twice).toMatchObject({ status: 422, code: 'ITEM.NOT_SEPARATE' });
    });

    test('to whoever asked does not let them approve; a registrar’s lets a deputy open items', async () => {
      await does('focal-4', step('4', 'request-extension'), {
        reason: 'COVID-19',
        fields: { due: 'By end 2021' },
      });
      const approval = { to: 'focal-4', role: 'approver' };
      await does('approver', '/v1/people/approver/delegations', approval);
      expect(await refusal('focal-4', step('4', 'extend-due'))).toMatchObject({
        status: 422,
        code: 'ITEM.NOT_SEPARATE',
      });
      expect(await refusal('focal-5', '/v1/people/approver/delegations', approval)).toMatchObject({
        status: 403,
        code: 'PERSON.ROLE_MISSING',
      });
      const item = { item: 'lent', itemType: 'action-item', title: 'Opened for another', owner: 'focal-5' };
      expect((await send('focal-5', '/v1/items', item)).body.code).toBe('PERSON.ROLE_MISSING');
      await does('registrar', '/v1/people/registrar/delegations', { to: 'focal-5', role: 'registrar' });
      await does('focal-5', '/v1/items', item);
      expect((await sentences('lent'))[0]).toMatch(/recorded on 2020-09-30 by Elif Yıldız .* for /);
    });

    test('is asked for, declined with a reason and gone, and can be asked for again', async () => {
      expect((await page('4')).extensionRequest).toMatchObject({ by: 'focal-4', reason: 'COVID-19' });
      const said = await api.actum(
        'extend',
        'decline',
        '4',
        '--reason',
        'It can be held online',
        '--as',
        'approver',
      );
      expect(said).toMatchObject({ code: 0, stdout: expect.stringContaining('DueExtensionDeclined') });
      position = Math.max(position, Number(/position (\d+)/.exec(said.stdout)?.[1]));
      const after = await page('4');
      expect([after.extensionRequest, after.revisedDueText]).toEqual([null, null]);
      expect((await sentences('4')).at(-1)).toContain('declined');
      const again = [
        'extend',
        'request',
        '4',
        '--due',
        'By mid-2021',
        '--reason',
        'Still',
        '--as',
        'focal-4',
      ];
      expect((await api.actum(...again)).code).toBe(0);
    });

    test('ends, for both', async () => {
      const end = ['--to', 'focal-6', '--role', 'clearance', '--scope', 'entity', '--until', '2020-09-30'];
      const ended = await api.actum('delegate', 'clear-entity', ...end, '--end', '--as', 'focal-6');
      expect(ended).toMatchObject({ code: 0, stdout: expect.stringContaining('DelegationEnded') });
      await does('admin', '/v1/clock', { to: '2020-10-01' });
      expect((await sign('focal-6', 'entity')).status).toBe(3);
    });

    async function sign(person: string, on: string) {
      const words = ['sign', 'maf', '--line', on, '--decision', 'clear', '--as', person];
      const { code, stdout } = await api.actum(...words);
      position = Math.max(position, Number(/position (\d+)/.exec(stdout)?.[1] ?? 0));
      return { status: code, stdout };
    }
  });

  describe('the last administrator', () => {
    const ending = { role: 'administrator' };

    test('stays, until there is another; of two who leave at once one stays', async () => {
      const alone = await refusal('admin', '/v1/people/admin/roles/end', ending);
      expect(alone).toMatchObject({ status: 422, code: 'PERSON.LAST_ADMINISTRATOR' });
      const erased = await refusal('admin', '/v1/people/admin/key/destroy', { reason: 'x' });
      expect(erased).toMatchObject({ status: 422, code: 'PERSON.LAST_ADMINISTRATOR' });
      await does('admin', '/v1/people/focal-1/roles', ending);
      const both = await Promise.all([
        send('admin', '/v1/people/admin/roles/end', ending),
        send('focal-1', '/v1/people/focal-1/roles/end', ending),
      ]);
      expect(both.map(({ status }) => status).sort()).toEqual([200, 422]);
    });
  });
});
