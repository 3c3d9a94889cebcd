import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { actumProgram, run } from './program.js';

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

let server: Server;
let answers: Record<string, Answer> = {};
let asked: { readonly request: string; readonly authorization: string | undefined; readonly body: string }[] =
  [];
beforeAll(async () => {
  server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    const key = `${request.method} ${request.url}`;
    asked.push({ request: key, authorization: request.headers.authorization, body });
    const answer = answers[key] ?? { status: 404, body: problem(404, 'REQUEST.NOT_FOUND') };
    response
      .writeHead(answer.status, { 'content-type': 'application/json' })
      .end(JSON.stringify(answer.body));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterAll(async () => {
  server.close();
  server.closeAllConnections();
  await once(server, 'close');
});
beforeEach(() => {
  answers = {};
  asked = [];
});

const problem = (status: number, code: string, more: object = {}) => ({
  type: 'about:blank',
  title: 'Not possible yet',
  status,
  detail: 'Why not.',
  code,
  ...more,
});

async function actum(line: readonly string[], env: Record<string, string> = {}) {
  const out: string[] = [];
  const err: string[] = [];
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const terminal = {
    out: (text: string) => void out.push(text),
    err: (text: string) => void err.push(text),
    width: 100,
    env: { ACTUM_URL: url, ...env },
    interrupted: new AbortController().signal,
  };
  const code = await run(actumProgram(terminal), line, terminal);
  return { code, out: out.join('\n'), err: err.join('\n') };
}

test('a refusal: each sentence with its code on standard error, exit 3', async () => {
  const refusals = [
    { code: 'ITEM.PREREQUISITE_UNMET', message: 'It waits for the MAF.', facts: {} },
    { code: 'ITEM.ROLE_MISSING', message: 'Only the focal point may.', facts: {} },
  ];
  answers['POST /v1/items/11/transitions/start'] = {
    status: 422,
    body: problem(422, 'ITEM.PREREQUISITE_UNMET', { refusals }),
  };
  expect(await actum(['advance', '11', 'start'])).toEqual({
    code: 3,
    out: '',
    err: 'Not possible yet:\n  It waits for the MAF. (ITEM.PREREQUISITE_UNMET)\n  Only the focal point may. (ITEM.ROLE_MISSING)',
  });
  const asJson = await actum(['advance', '11', 'start', '--json']);
  expect(asJson.code).toBe(3);
  expect(JSON.parse(asJson.out)).toMatchObject({ code: 'ITEM.PREREQUISITE_UNMET', refusals });
});

test.each<[status: number, code: string, exit: number]>([
  [400, 'REQUEST.INVALID', 2],
  [401, 'SIGN_IN.REQUIRED', 6],
  [403, 'PERSON.ROLE_MISSING', 6],
  [404, 'ITEM.UNKNOWN', 5],
  [412, 'COMMAND.VERSION_MISMATCH', 4],
  [422, 'COMMAND.KEY_REUSED', 4],
  [500, 'SERVER.UNEXPECTED', 1],
  [503, 'LEDGER.UNAVAILABLE', 7],
])('a problem %i %s ends with exit code %i', async (status, code, exit) => {
  answers['GET /v1/items/11/can'] = { status, body: problem(status, code) };
  expect((await actum(['can', '11'])).code).toBe(exit);
});

test('--as signs in first and acts with that token; ACTUM_TOKEN is used without', async () => {
  answers['POST /v1/demo/sign-in'] = { status: 200, body: { token: 'of-focal' } };
  answers['POST /v1/tokens'] = { status: 200, body: { token: 'new' } };
  expect(await actum(['token', 'focal-4', '--as', 'admin'])).toEqual({ code: 0, out: 'new', err: '' });
  await actum(['token', 'focal-4'], { ACTUM_TOKEN: 'mine' });
  expect(asked.map(({ request, authorization }) => [request, authorization])).toEqual([
    ['POST /v1/demo/sign-in', undefined],
    ['POST /v1/tokens', 'Bearer of-focal'],
    ['POST /v1/tokens', 'Bearer mine'],
  ]);
});

test('what advance was told is what is sent', async () => {
  const line = [
    'advance',
    '8',
    'complete-part',
    '--field',
    'part=8a',
    '--field',
    'text=a=b',
    '--reason',
    'done',
  ];
  await actum([
    ...line,
    ...['--evidence', 'https://example.org/x', '--evidence', 'GB.340/INS/6 ¶45'],
    ...[
      '--decided-by',
      'governing-body',
      '--decision',
      'GB/1',
      '--session',
      '340th',
      '--effective-on',
      'by 2020-09-30',
    ],
  ]);
  expect(JSON.parse(asked[0]?.body ?? '')).toEqual({
    reason: 'done',
    effectiveOn: 'by 2020-09-30',
    decidedBy: 'governing-body',
    decision: { reference: 'GB/1', session: '340th' },
    evidence: [
      { kind: 'link', reference: 'https://example.org/x' },
      { kind: 'paragraph', reference: 'GB.340/INS/6 ¶45' },
    ],
    fields: { part: '8a', text: 'a=b' },
  });
});

test.each([
  [['advance', '11']],
  [['paper', 'p', '--format', 'pdf']],
  [['items', '--as-of', 'yesterday']],
  [['sign', 'maf', '--line', 'entity']],
  [['advance', '11', 'start', '--field', 'nothing']],
  [['no-such-verb']],
  [['report', '4']],
  [['basis', '4']],
  [['evidence', '4', 'file:/no/such/file']],
  [['import', '/no/such/file.csv']],
])('%j is a mistake of usage, exit 2, and says so', async (line) => {
  const { code, err } = await actum(line);
  expect(code).toBe(2);
  expect(err).not.toBe('');
  expect(asked).toEqual([]);
});

test('a name that nothing has: the nearest there is', async () => {
  const detail = 'There is no person focal11.';
  answers['POST /v1/demo/sign-in'] = { status: 404, body: problem(404, 'PERSON.UNKNOWN', { detail }) };
  answers['GET /v1/people'] = { status: 200, body: { people: [{ id: 'focal-1' }, { id: 'focal-11' }] } };
  expect(await actum(['advance', '11', 'start', '--as', 'focal11'])).toEqual({
    code: 5,
    out: '',
    err: 'There is no person focal11. (PERSON.UNKNOWN)\n  Did you mean focal-11?',
  });
});

test('an empty list says which of the words that asked for it nothing has', async () => {
  const page = (items: readonly object[]) => ({
    status: 200,
    body: { items, knownAt: { position: 9 } },
  });
  answers['GET /v1/items?state=ongoin&limit=200'] = page([]);
  answers['GET /v1/items?limit=200'] = page([{ item: 'p.1', owner: 'focal-1', state: 'ongoing' }]);
  expect(await actum(['items', '--state', 'ongoin'])).toEqual({
    code: 0,
    out: 'No items.',
    err: 'No item stands at ongoin. Did you mean ongoing?',
  });
});

test('stopped by Ctrl-C is not done, but for tail', async () => {
  const err: string[] = [];
  const terminal = {
    out: () => undefined,
    err: (text: string) => void err.push(text),
    width: 100,
    env: { ACTUM_URL: 'http://127.0.0.1:1' },
    interrupted: AbortSignal.abort(),
  };
  expect(await run(actumProgram(terminal), ['plans'], terminal)).toBe(130);
  expect(err.join()).toContain('Interrupted');
  expect(await run(actumProgram(terminal), ['tail'], terminal)).toBe(0);
});

test('no server: exit 7, and what to do', async () => {
  const { code, err } = await actum(['plans'], { ACTUM_URL: 'http://127.0.0.1:1' });
  expect(code).toBe(7);
  expect(err).toContain('npm start');
});

test('an ACTUM_URL that is no address is a mistake of usage', async () => {
  expect(await actum(['plans'], { ACTUM_URL: 'localhost' })).toMatchObject({
    code: 2,
    err: expect.stringContaining('ACTUM_URL'),
  });
});

test('every verb has help with examples', async () => {
  const terminal = {
    out: () => undefined,
    err: () => undefined,
    width: 100,
    env: {},
    interrupted: new AbortController().signal,
  };
  for (const verb of actumProgram(terminal).commands) {
    const { code, out } = await actum([verb.name(), '--help']);
    expect([
      verb.name(),
      code,
      out.includes(`Examples:\n  actum ${verb.name()}`) || out.includes(`actum ${verb.name()}`),
    ]).toEqual([verb.name(), 0, true]);
  }
});

describe('verbs about people', () => {
  test.each([
    [
      'role give clear-2 clearance --scope entity --from 2020-10-01 --until 2020-12-31',
      'POST /v1/people/clear-2/roles',
      { role: 'clearance', scope: 'entity', from: '2020-10-01', until: '2020-12-31' },
    ],
    ['role end clear-2 registrar', 'POST /v1/people/clear-2/roles/end', { role: 'registrar' }],
    [
      'delegate focal-4 --to focal-5 --role owner --until 2020-10-31 --reason Leave',
      'POST /v1/people/focal-4/delegations',
      { to: 'focal-5', role: 'owner', until: '2020-10-31', reason: 'Leave' },
    ],
    [
      'delegate focal-4 --to focal-5 --role owner --end --reason Back',
      'POST /v1/people/focal-4/delegations/end',
      { to: 'focal-5', role: 'owner', reason: 'Back' },
    ],
  ])('%s', async (line, request, body) => {
    answers[request] = { status: 200, body: { position: 9, version: 2, events: [], recordedAt: 'now' } };
    answers['GET /v1/people?waitFor=9'] = { status: 200, body: {} };
    const { code, out } = await actum([...line.split(' '), '--json']);
    expect({ code, request: asked[0]?.request, body: JSON.parse(asked[0]?.body ?? '') }).toEqual({
      code: 0,
      request,
      body,
    });
    expect(JSON.parse(out)).toMatchObject({ position: 9 });
  });

  test('take only roles that there are, and no beginning of an end', async () => {
    expect((await actum(['role', 'give', 'x', 'boss'])).code).toBe(2);
    expect((await actum(['delegate', 'x', '--to', 'y', '--role', 'administrator'])).code).toBe(2);
    const from = ['--from', '2020-10-01', '--end'];
    expect((await actum(['delegate', 'x', '--to', 'y', '--role', 'owner', ...from])).code).toBe(2);
    expect(asked).toEqual([]);
  });
});

test.each([
  [
    ['request', '4', '--due', 'Term 1', '--latest', '2021-03-31', '--reason', 'x'],
    'request-extension',
    { reason: 'x', fields: { due: 'Term 1', latest: '2021-03-31' } },
  ],
  [['approve', '4'], 'extend-due', {}],
  [['decline', '4', '--reason', 'x'], 'decline-extension', { reason: 'x' }],
])('extend %j', async (words, transition, body) => {
  await actum(['extend', ...words]);
  expect(asked[0]?.request).toBe(`POST /v1/items/4/transitions/${transition}`);
  expect(JSON.parse(asked[0]?.body ?? '')).toEqual(body);
});

describe('sign', () => {
  const digest = 'a'.repeat(64);
  const text = {
    ...{ item: 'maf', version: 7, position: 9, since: null, changes: [] },
    present: { digest, title: 'MAF', chapters: [], text: null },
    sentence: '1 chapter added since you cleared it on 2020-10-05.',
  };

  test('sends the text that was read, and the version at which it was', async () => {
    answers['GET /v1/items/maf/text?since=clearance'] = { status: 200, body: text };
    const { out } = await actum(['sign', 'maf', '--line', 'entity', '--decision', 'clear']);
    expect(out).toContain('1 chapter added since you cleared it');
    expect(asked.map(({ request }) => request)).toContain('POST /v1/items/maf/sign-offs');
    expect(JSON.parse(asked[1]?.body ?? '')).toEqual({ line: 'entity', decision: 'clear', digest });
  });

  test('sends the digest that it is told instead', async () => {
    answers['GET /v1/items/maf/text?since=clearance'] = { status: 200, body: text };
    const other = 'b'.repeat(64);
    const line = ['--line', 'entity', '--decision', 'clear', '--digest', other];
    await actum(['sign', 'maf', ...line]);
    expect(JSON.parse(asked[1]?.body ?? '')).toMatchObject({ digest: other });
  });
});

test.each([
  [['plan-start', '6', 'October 2020'], 'plan-start', { fields: { start: 'October 2020' } }],
  [
    ['plan-start', '6', 'Term 1', '--latest', '2021-03-31', '--reason', 'x', '--effective-on', '2020-09-01'],
    'plan-start',
    { reason: 'x', effectiveOn: '2020-09-01', fields: { start: 'Term 1', latest: '2021-03-31' } },
  ],
  [['report', '4', 'Half — “done”'], 'report-progress', { fields: { text: 'Half — “done”' } }],
  [['report', '4', '--unchanged'], 'report-progress', { fields: { unchanged: 'yes' } }],
  [
    ['part', '8', '8a', '--evidence', '¶45'],
    'complete-part',
    { evidence: [{ kind: 'paragraph', reference: '¶45' }], fields: { part: '8a' } },
  ],
  [['partner', '6', 'ITC'], 'add-partner', { fields: { partner: 'ITC' } }],
  [['basis', '3', '--item', 'maf'], 'link-basis', { fields: { item: 'maf' } }],
  [['chapter', 'maf', 'One', '--text', 'T'], 'add-chapter', { fields: { title: 'One', text: 'T' } }],
  [['companion', 'maf', 'Piece'], 'link-companion', { fields: { title: 'Piece' } }],
  [
    ['prerequisite', 'link', '7', 'maf', '--states', 'endorsed,issued', '--phrase', 'after it'],
    'link-prerequisite',
    { fields: { prerequisite: 'maf', states: 'endorsed,issued', phrase: 'after it' } },
  ],
  [
    ['prerequisite', 'remove', '7', 'maf', '--reason', 'x', '--ground', 'y'],
    'remove-prerequisite',
    { reason: 'x', ground: 'y', fields: { prerequisite: 'maf' } },
  ],
  [
    ['lineage', 'maf', 'cites', 'A/RES/72/279'],
    'link-lineage',
    { fields: { relation: 'cites', reference: 'A/RES/72/279' } },
  ],
  [['outcome', 'add', 'p', '1.3', 'T'], 'add-outcome', { fields: { outcome: '1.3', text: 'T' } }],
  [
    ['outcome', 'copy', 'p', 'cf', '1.2', 'T'],
    'copy-outcome',
    { fields: { item: 'cf', outcome: '1.2', text: 'T' } },
  ],
  [
    ['evidence', '4', 'https://x.org/1', '¶44'],
    'attach-evidence',
    {
      evidence: [
        { kind: 'link', reference: 'https://x.org/1' },
        { kind: 'paragraph', reference: '¶44' },
      ],
    },
  ],
])('%j asks for the step of that act', async (words, act, body) => {
  await actum([...words, '--if-match', '3']);
  expect(asked[0]?.request).toBe(
    `POST /v1/items/${words.find((word) => /^(?:\d+|maf|p)$/.test(word))}/transitions/${act}`,
  );
  expect(JSON.parse(asked[0]?.body ?? '')).toEqual(body);
});

test('assign says who answers for an item', async () => {
  await actum(['assign', '6', 'focal-7', '--deputy', 'focal-8']);
  expect(asked[0]).toMatchObject({
    request: 'POST /v1/items/6/assignment',
    body: JSON.stringify({ owner: 'focal-7', deputy: 'focal-8' }),
  });
});

test.each([
  [['reprot', '4', 'x'], 'report'],
  [['prerequisite', 'lnik', '4', 'x'], 'link'],
  [['report', '4', 'x', '--efective-on', '2020'], '--effective-on'],
])('%j: what was meant is named', async (words, meant) => {
  expect(await actum(words)).toMatchObject({
    code: 2,
    err: expect.stringMatching(new RegExp(`Did you mean ${meant}\\?`)),
  });
});
