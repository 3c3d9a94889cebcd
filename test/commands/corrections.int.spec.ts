import { CorrectItem, type CorrectItemPayload, GetItem, GetItemHistory, OpenItem } from '#application';
import { foldItem, foldItemAsOf } from '#domain';
import { accepted, by, codesOf, Office } from './office.js';

let office: Office;
beforeAll(async () => {
  office = await Office.open();
}, 60_000);
afterAll(async () => {
  await office.close();
}, 60_000);

const reason = 'The minutes say so';
const decision = { decidedBy: 'unsdg-principals', decision: { reference: 'UNSDG/2020/1' }, ground: '¶10' };

const correct = (actor: string, payload: Omit<CorrectItemPayload, 'reason'>, meta = by(actor)) =>
  office.commands.execute(new CorrectItem(meta, { reason, ...payload }));
const corrects = async (...asked: Parameters<typeof correct>) => accepted(await correct(...asked));

async function openItem(item: string, itemType = 'action-item', more = {}): Promise<void> {
  const opening = { item, itemType, title: item, owner: 'focal-11', effectiveOn: '2019-03-31', ...more };
  accepted(await office.commands.execute(new OpenItem(by('registrar'), opening)));
}

/** Two items, of which the second waits for the first to be endorsed, which is on record as of the day. */
async function endorsedAndWaiting(name: string, endorsedOn: string): Promise<[string, string]> {
  const [framework, waiting] = [`${name}-text`, `${name}-item`];
  await openItem(framework, 'framework-revision', { body: 'unsdg-principals' });
  await openItem(waiting);
  await office.does('focal-11', waiting, 'link-prerequisite', {
    effectiveOn: '2019-04-01',
    reason: 'Follows it',
    ground: '¶7',
    fields: { prerequisite: framework, states: 'endorsed, issued', phrase: 'following it' },
  });
  await office.does('focal-11', framework, 'finalize', { effectiveOn: '2019-05-01' });
  await office.does('registrar', framework, 'endorse', { ...decision, effectiveOn: endorsedOn });
  await office.reactions.catchUp();
  return [framework, waiting];
}

const ENDORSED = 3;
const metOn = async (item: string, day: string) =>
  foldItemAsOf(await office.history(item), day)?.prerequisites.map(({ met }) => met);
const flagsOf = async (item: string) =>
  foldItem(await office.history(item))?.flags.map(({ code }) => code) ?? null;

describe('a correction', () => {
  it('is put on record once, beside what it corrects, with who and why', async () => {
    await openItem('once');
    await office.does('focal-11', 'once', 'start', { effectiveOn: '2019-06-01' });
    const meta = by('focal-11');
    const payload = { item: 'once', version: 2, effectiveOn: 'May 2019' };
    const first = await corrects('focal-11', payload, meta);
    expect(await corrects('focal-11', payload, meta)).toEqual({ ...first, repeated: true });
    const history = await office.queries.execute(
      new GetItemHistory('once', { waitFor: first.position }, 'focal-11'),
    );
    expect(history?.entries).toHaveLength(3);
    expect(history?.entries[0]).toMatchObject({ correctable: false, corrections: [], original: null });
    expect(history?.entries[1]).toMatchObject({
      version: 2,
      effectiveOn: { text: 'May 2019' },
      original: { effectiveOn: { text: '2019-06-01' } },
      struck: false,
      correctable: true,
      corrections: [
        {
          version: 3,
          actor: 'focal-11',
          reason,
          changes: [{ field: 'effectiveOn', title: 'effective', from: '2019-06-01', to: 'May 2019' }],
        },
      ],
    });
    expect(history?.entries[2]?.sentence).toContain(
      'Entry 2 corrected (Action item started): effective “May 2019”, not “2019-06-01”',
    );
    const before = { waitFor: first.position, knownAt: first.position - 1 };
    const shown = await Promise.all(
      [
        { asOf: '2019-05-31', waitFor: first.position },
        { ...before, asOf: '2019-05-31' },
      ].map((vantage) => office.queries.execute(new GetItem('once', vantage))),
    );
    expect(shown.map((item) => item?.state)).toEqual(['ongoing', 'agreed']);
  });

  it('leaves the day open: the item possibly began from its earliest', async () => {
    const history = await office.history('once');
    const position = history.at(-1)?.position ?? 0;
    const on = (asOf: string) => office.queries.execute(new GetItem('once', { asOf, waitFor: position }));
    expect(await on('2019-04-30')).toMatchObject({ state: 'agreed', possibly: [] });
    expect(await on('2019-05-15')).toMatchObject({
      state: 'agreed',
      status: null,
      possibly: [{ state: 'ongoing', status: 'Ongoing', since: '2019-05-01', until: '2019-05-31' }],
    });
    expect(await on('2019-05-31')).toMatchObject({ state: 'ongoing', possibly: [] });
  });

  it('that would make a later step impossible is refused, and nothing changes', async () => {
    await openItem('later');
    await office.does('focal-11', 'later', 'start', { effectiveOn: '2019-06-01' });
    await office.does('focal-11', 'later', 'deliver-and-continue', {
      effectiveOn: '2019-08-01',
      evidence: [{ kind: 'paragraph', reference: '¶44' }],
    });
    const before = await office.history('later');
    const refused = await correct('focal-11', { item: 'later', version: 2, effectiveOn: '2019-09-01' });
    expect(codesOf(refused)).toEqual(['ITEM.CORRECTION_ILLEGAL']);
    expect(codesOf(await correct('focal-6', { item: 'later', version: 2, void: true }))).toEqual([
      'ITEM.ROLE_MISSING',
    ]);
    expect(await office.history('later')).toEqual(before);
  });

  it('names what it is about', async () => {
    expect(await correct('registrar', { item: 'nowhere', version: 1 })).toMatchObject({
      outcome: 'not-found',
    });
    const unread = await correct('focal-11', { item: 'later', version: 2, effectiveOn: 'soonish' });
    expect(unread).toMatchObject({ refusals: [{ code: 'DUE.UNREADABLE', field: 'effectiveOn' }] });
    const nobody = await correct('registrar', { item: 'later', version: 2, decidedBy: 'nobody' });
    expect(codesOf(nobody)).toEqual(['BODY.UNKNOWN']);
  });
});

describe('what depended on it', () => {
  it('waits again once the endorsement is struck out, from the day on which it had counted', async () => {
    const [framework, waiting] = await endorsedAndWaiting('struck', '2020-01-10');
    expect(await metOn(waiting, '2020-01-10')).toEqual([true]);
    await corrects('registrar', { item: framework, version: ENDORSED, void: true });
    await office.reactions.catchUp();
    expect(await metOn(waiting, '2020-01-10')).toEqual([false]);
    expect(await flagsOf(waiting)).toEqual([]);
    expect((await office.history(waiting)).at(-1)).toMatchObject({
      type: 'PrerequisiteUnmet',
      actor: 'system:prerequisite',
      effectiveOn: { text: '2020-01-10' },
      data: { flagged: false, cause: { label: 'Corrected' } },
    });
  });

  it('is flagged where it had begun on the strength of it, and not undone', async () => {
    const [framework, waiting] = await endorsedAndWaiting('begun', '2020-01-10');
    await office.does('focal-11', waiting, 'start', { effectiveOn: '2020-02-01' });
    await corrects('registrar', { item: framework, version: ENDORSED, void: true });
    await office.reactions.catchUp();
    expect(await flagsOf(waiting)).toEqual(['PREREQUISITE_WITHDRAWN']);
    expect(foldItem(await office.history(waiting))?.state).toBe('ongoing');
    const early = foldItemAsOf(await office.history(waiting), '2020-01-15');
    expect(early).toMatchObject({ flags: [], prerequisites: [{ met: false }] });
    await corrects('registrar', { item: framework, version: ENDORSED });
    await office.reactions.catchUp();
    expect(await flagsOf(waiting)).toEqual([]);
    expect(await metOn(waiting, '2020-01-10')).toEqual([true]);
  });

  it('is flagged where it had begun before it was met, until the days agree again', async () => {
    const [framework, waiting] = await endorsedAndWaiting('early', '2020-01-10');
    await office.does('focal-11', waiting, 'start', { effectiveOn: '2020-02-01' });
    await corrects('registrar', { item: framework, version: ENDORSED, effectiveOn: '2020-03-01' });
    await office.reactions.catchUp();
    expect(await flagsOf(waiting)).toEqual(['BEGUN_TOO_EARLY']);
    expect(await metOn(waiting, '2020-02-15')).toEqual([false]);
    expect(await metOn(waiting, '2020-03-01')).toEqual([true]);
    const START = 4;
    await corrects('focal-11', { item: waiting, version: START, effectiveOn: '2020-03-02' });
    await office.reactions.catchUp();
    expect(await flagsOf(waiting)).toEqual([]);
    expect(await metOn(waiting, '2020-03-01')).toEqual([true]);
  });

  it('is told once, however often the reactions start over', async () => {
    const before = await office.ledger.lastPosition();
    await office.pool.query('update reactions_v1.checkpoint set position = 0');
    await Promise.all([office.reactions.catchUp(), office.reactions.catchUp()]);
    expect(await office.ledger.lastPosition()).toBe(before);
  });

  it('may begin earlier where it was met earlier', async () => {
    const [framework, waiting] = await endorsedAndWaiting('sooner', '2020-03-10');
    await corrects('registrar', { item: framework, version: ENDORSED, effectiveOn: '2020-01-10' });
    await office.reactions.catchUp();
    expect(await metOn(waiting, '2020-01-10')).toEqual([true]);
    await office.does('focal-11', waiting, 'start', { effectiveOn: '2020-02-01' });
  });

  it('is told by the title that the other one has by now', async () => {
    const [framework, waiting] = ['titled-text', 'titled-item'];
    await openItem(framework, 'framework-revision', { body: 'unsdg-principals' });
    await openItem(waiting);
    await office.does('focal-11', waiting, 'link-prerequisite', {
      ...{ effectiveOn: '2019-04-01', reason: 'Follows it', ground: '¶7' },
      fields: { prerequisite: framework, states: 'endorsed', phrase: 'following it' },
    });
    const fields = { title: 'The framework as adopted' };
    const { position } = await corrects('registrar', { item: framework, version: 1, fields });
    const told = async (knownAt: number) => {
      const seen = new GetItemHistory(waiting, { waitFor: position, knownAt });
      return (await office.queries.execute(seen))?.entries[1]?.sentence;
    };
    expect(await told(position)).toContain('“The framework as adopted”');
    expect(await told(position - 1)).toContain(`“${framework}”`);
  });

  it('waits no more for what its link, struck out, had made it wait for', async () => {
    const [, waiting] = await endorsedAndWaiting('unlinked', '2020-01-10');
    await corrects('focal-11', { item: waiting, version: 2, void: true });
    await office.reactions.catchUp();
    const state = foldItem(await office.history(waiting));
    expect(state).toMatchObject({ prerequisites: [], flags: [] });
  });
});
