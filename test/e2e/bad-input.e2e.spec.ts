import type { HttpAnswer } from './harness/http-caller.js';
import { RunningApi } from './harness/running-api.js';

interface Problem {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly errors?: readonly { readonly field: string }[];
}

/** `path` and `body` go to the real api; the answer must be this status and name this field. */
interface BadInput {
  readonly what: string;
  readonly method?: 'GET' | 'POST';
  readonly path: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly status?: number;
  readonly field: string;
}

const start = '/v1/items/11/transitions/start';
const personBody = (more: object) => ({ id: 'new-person', name: 'New', ...more });
const planBody = (more: object) => ({
  ...{ plan: 'p', title: 'P', body: 'governing-body', components: [{ id: '1', title: 'C' }] },
  ...{ items: [{ item: 'p.1', itemType: 'action-item', number: '1', component: '1', title: 'T' }] },
  ...more,
});

const diff = '/v1/plans/office-plan-2019-20/diff';
const badInputs: readonly BadInput[] = [
  { what: 'no JSON', path: start, body: '{"reason":', field: 'body' },
  { what: 'JSON that is no object', path: start, body: '[1]', field: 'body' },
  { what: 'bytes that are not UTF-8', path: start, body: Uint8Array.of(0x22, 0xff, 0x22), field: 'body' },
  {
    what: 'a body beyond 256 KiB',
    path: start,
    body: { reason: 'x'.repeat(300_000) },
    status: 413,
    field: 'body',
  },
  {
    what: 'a form instead of JSON',
    path: start,
    body: 'reason=x',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    status: 415,
    field: 'Content-Type',
  },
  { what: 'an unknown field', path: start, body: { raeson: 'x' }, field: 'raeson' },
  { what: 'a blank reason', path: start, body: { reason: '  ' }, field: 'reason' },
  { what: 'a reason that is a number', path: start, body: { reason: 7 }, field: 'reason' },
  { what: 'a reason without end', path: start, body: { reason: 'x'.repeat(2001) }, field: 'reason' },
  { what: 'U+0000 in a reason', path: start, body: { reason: 'a\u0000b' }, field: 'reason' },
  { what: 'half a surrogate pair', path: start, body: '{"ground":"a\\udc00"}', field: 'ground' },
  { what: 'U+0000 in a key', path: start, body: '{"fields":{"a\\u0000":"b"}}', field: 'fields' },
  { what: 'a field’s name with a space', path: start, body: { fields: { 'a b': 'c' } }, field: 'fields.a b' },
  { what: 'a field that is no text', path: start, body: { fields: { start: 2020 } }, field: 'fields.start' },
  { what: 'a sheet that is none', path: '/v1/imports', body: { sheet: 'a,b\n1,2\n' }, field: 'sheet' },
  {
    what: 'a sheet with U+0000',
    path: '/v1/imports',
    body: { sheet: 'item,ground\n4,\u0000' },
    field: 'sheet',
  },
  { what: 'an update without steps', path: '/v1/items/11/updates', body: { steps: [] }, field: 'steps' },
  {
    what: 'a step without a transition',
    path: '/v1/items/11/updates',
    body: { steps: [{ reason: 'x' }] },
    field: 'steps.0.transition',
  },
  {
    what: 'a dry run that may or may not be one',
    path: '/v1/items/11/updates?dryRun=maybe',
    body: { steps: [{ transition: 'start' }] },
    field: 'dryRun',
  },
  {
    what: 'evidence of no known kind',
    path: start,
    body: { evidence: [{ kind: 'rumour', reference: 'x' }] },
    field: 'evidence.0.kind',
  },
  {
    what: 'evidence with a digest that is none',
    path: start,
    body: { evidence: [{ kind: 'file', reference: 'x', digest: 'AB' }] },
    field: 'evidence.0.digest',
  },
  {
    what: 'a decision with a surplus field',
    path: start,
    body: { decision: { referense: 'x' } },
    field: 'decision.referense',
  },
  {
    what: 'something illustrative that cannot be',
    path: start,
    body: { illustrative: ['colour'] },
    field: 'illustrative.0',
  },
  { what: 'a body’s id with a slash', path: start, body: { decidedBy: 'a/b' }, field: 'decidedBy' },
  { what: 'an item’s id that is none', path: '/v1/items/1%0A1/transitions/start', body: {}, field: 'item' },
  {
    what: 'a transition’s id that is none',
    path: '/v1/items/11/transitions/Start!',
    body: {},
    field: 'transition',
  },
  {
    what: 'a sign-off without a line',
    path: '/v1/items/maf/sign-offs',
    body: { decision: 'clear' },
    field: 'line',
  },
  {
    what: 'a sign-off that is neither',
    path: '/v1/items/maf/sign-offs',
    body: { line: 'entity', decision: 'maybe' },
    field: 'decision',
  },
  { what: 'a clock moved to no day', path: '/v1/clock', body: { to: '2020-02-30' }, field: 'to' },
  {
    what: 'a clock moved to an instant',
    path: '/v1/clock',
    body: { to: '2020-12-01T00:00:00Z' },
    field: 'to',
  },
  { what: 'a person without a name', path: '/v1/people', body: { id: 'new-person' }, field: 'name' },
  {
    what: 'an address that is no e-mail',
    path: '/v1/people',
    body: personBody({ email: 'x' }),
    field: 'email',
  },
  {
    what: 'a language that is none',
    path: '/v1/people',
    body: personBody({ language: 'English!' }),
    field: 'language',
  },
  {
    what: 'a role that does not exist',
    path: '/v1/people/focal-4/roles',
    body: { role: 'king' },
    field: 'role',
  },
  {
    what: 'a role until no day',
    path: '/v1/people/focal-4/roles',
    body: { role: 'staff', until: '2021' },
    field: 'until',
  },
  { what: 'a plan without items', path: '/v1/plans', body: planBody({ items: [] }), field: 'items' },
  {
    what: 'a plan’s item without a title',
    path: '/v1/plans',
    body: planBody({ items: [{ item: 'p.1', itemType: 'action-item', number: '1', component: '1' }] }),
    field: 'items.0.title',
  },
  { what: 'a type without YAML', path: '/v1/types', body: { file: 'x.yaml' }, field: 'source' },
  {
    what: 'an Idempotency-Key without end',
    path: start,
    body: {},
    headers: { 'idempotency-key': 'x'.repeat(201) },
    field: 'Idempotency-Key',
  },
  {
    what: 'an If-Match that is no version',
    path: start,
    body: {},
    headers: { 'if-match': 'W/"a"' },
    field: 'If-Match',
  },
  {
    what: 'a token that is none',
    path: start,
    body: {},
    headers: { authorization: 'Basic eA==' },
    status: 401,
    field: 'Authorization',
  },
  { what: 'a day that is none', method: 'GET', path: '/v1/items?asOf=30-09-2020', field: 'asOf' },
  { what: 'a comparison from no day', method: 'GET', path: `${diff}?to=2020-09-30`, field: 'from' },
  {
    what: 'a comparison backwards',
    method: 'GET',
    path: `${diff}?from=2020-09-30&to=2019-03-31`,
    field: 'to',
  },
  {
    what: 'a comparison with a position to come',
    method: 'GET',
    path: `${diff}?from=2020-09-30&knownFrom=@999999`,
    field: 'knownFrom',
  },
  {
    what: 'a paper without a number',
    path: '/v1/plans/office-plan-2019-20/papers',
    body: {},
    field: 'number',
  },
  {
    what: 'a paper as of no day',
    path: '/v1/plans/office-plan-2019-20/papers',
    body: { number: 'GB.1', asOf: '2020-02-30' },
    field: 'asOf',
  },
  {
    what: 'a corrigendum that says nothing',
    path: '/v1/papers/x/corrigenda',
    body: { text: ' ' },
    field: 'text',
  },
  { what: 'a known-at that is none', method: 'GET', path: '/v1/items?knownAt=lately', field: 'knownAt' },
  { what: 'a position to come', method: 'GET', path: '/v1/items?knownAt=@999999', field: 'knownAt' },
  { what: 'a limit of nothing', method: 'GET', path: '/v1/items?limit=0', field: 'limit' },
  { what: 'an overdue that is neither', method: 'GET', path: '/v1/items?overdue=yes', field: 'overdue' },
  { what: 'a parameter nobody knows', method: 'GET', path: '/v1/items?asof=2020-09-30', field: 'asof' },
  { what: 'a parameter given twice', method: 'GET', path: '/v1/items?plan=a&plan=b', field: 'plan' },
  { what: 'a percent sign that encodes nothing', method: 'GET', path: '/v1/items/%E0%A4%A', field: 'path' },
  {
    what: 'a resume from nowhere',
    method: 'GET',
    path: '/v1/events/stream',
    headers: { 'last-event-id': 'x' },
    field: 'Last-Event-ID',
  },
];

describe('bad input is a 4xx that names the field, and leaves nothing behind', () => {
  let api: RunningApi;
  let token: string;
  let before: number;
  const position = async () => (await api.http.get<{ position: number }>('/health/ready')).position;

  beforeAll(async () => {
    api = await RunningApi.start({ worker: false });
    await api.http.post('/v1/ledger', {
      ...{ origin: 'test.example/bad-input', clock: 'simulated', at: '2019-03-01' },
      administrators: [{ id: 'admin', name: 'Administrator' }],
    });
    token = await api.http.signIn('admin');
    before = await position();
  });
  afterAll(async () => {
    await api?.stop();
  });

  test.each(badInputs.map((input) => [input.what, input] as const))('%s', async (_what, input) => {
    const { method = 'POST', path, body, headers = {}, status = 400, field } = input;
    const answer: HttpAnswer<Problem> = await api.http.call(method, path, body, { token, headers });
    const { body: problem } = answer;
    expect({ status: answer.status, fields: problem.errors?.map((error) => error.field) }).toEqual({
      status,
      fields: [field],
    });
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(problem).toMatchObject({ status, code: expect.any(String), title: expect.any(String) });
    expect(JSON.stringify(problem)).not.toMatch(/node_modules|select |libs\//);
  });

  test('nothing of it is on record', async () => {
    expect(await position()).toBe(before);
  });
});
