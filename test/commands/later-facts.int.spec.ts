import { GetItem, OpenItem } from '#application';
import { accepted, by, codesOf, Office } from './office.js';

let office: Office;
beforeAll(async () => {
  office = await Office.open();
}, 60_000);
afterAll(async () => {
  await office.close();
}, 60_000);

const evidence = [{ kind: 'paragraph' as const, reference: '¶44' }];
const decision = { decidedBy: 'unsdg-principals', decision: { reference: 'UNSDG/2020/1' }, ground: '¶7' };
const again = { reason: 'A figure was wrong' };

async function open(item: string, itemType = 'action-item'): Promise<void> {
  const opening = { item, itemType, title: `Title of ${item}`, owner: 'focal-11', body: 'unsdg-principals' };
  accepted(await office.commands.execute(new OpenItem(by('registrar'), opening)));
}

async function waits(item: string, prerequisite: string, states: string): Promise<void> {
  await open(item);
  await office.does('focal-11', item, 'link-prerequisite', {
    reason: 'Follows it',
    ground: '¶7',
    fields: { prerequisite, states, phrase: 'following it' },
  });
}

/** What its page says once every reaction is on record. */
async function page(item: string) {
  await office.reactions.catchUp();
  const found = await office.queries.execute(
    new GetItem(item, { waitFor: await office.ledger.lastPosition() }),
  );
  if (found === null) throw new Error(`There is no item ${item}.`);
  return found;
}
const codes = ({ flags }: Awaited<ReturnType<typeof page>>) => flags.map(({ code }) => code);

describe('an endorsement that is withdrawn', () => {
  it('makes a planned item print its phrase again, and flags one that had begun', async () => {
    await open('framework', 'framework-revision');
    for (const item of ['planned', 'begun']) {
      await waits(item, 'framework', 'endorsed, issued');
      await office.does('focal-11', item, 'plan-start', { fields: { start: '2021' } });
    }
    await office.does('focal-11', 'framework', 'finalize');
    await office.does('registrar', 'framework', 'endorse', decision);
    expect((await page('planned')).status).toBe('Starting 2021');
    await office.does('focal-11', 'begun', 'start');
    await office.does('registrar', 'framework', 'withdraw-endorsement', { ...decision, ...again });
    const planned = await page('planned');
    expect(planned).toMatchObject({
      status: 'Starting 2021 following it',
      blockedBy: ['framework'],
      flags: [],
    });
    const begun = await page('begun');
    expect([begun.status, codes(begun)]).toEqual(['Ongoing', ['PREREQUISITE_WITHDRAWN']]);
    // Endorsed anew: the phrase goes, and so does the flag.
    await office.does('registrar', 'framework', 'endorse', decision);
    expect((await page('planned')).status).toBe('Starting 2021');
    expect(codes(await page('begun'))).toEqual([]);
  });
});

describe('an item that others wait for', () => {
  it('is reopened: who waited for it waits again, or is flagged; done again, neither', async () => {
    await open('first');
    await waits('waiting', 'first', 'completed');
    await waits('under-way', 'first', 'completed');
    await office.does('focal-11', 'first', 'complete', { evidence });
    expect((await page('waiting')).blockedBy).toEqual([]);
    await office.does('focal-11', 'under-way', 'start');
    await office.does('approver', 'first', 'reopen', again);
    expect((await page('waiting')).blockedBy).toEqual(['first']);
    expect(codes(await page('under-way'))).toEqual(['PREREQUISITE_WITHDRAWN']);
    expect(codesOf(await office.advance('focal-11', 'waiting', 'start'))).toEqual([
      'ITEM.PREREQUISITE_UNMET',
    ]);
    await office.does('focal-11', 'first', 'complete', { evidence });
    expect((await page('waiting')).blockedBy).toEqual([]);
    expect(codes(await page('under-way'))).toEqual([]);
  });

  it('is discontinued: that satisfies who said so, and the other is told where it stands', async () => {
    await open('dropped');
    await waits('content', 'dropped', 'completed, discontinued');
    await waits('stuck', 'dropped', 'completed');
    await office.does('approver', 'dropped', 'discontinue', { reason: 'No funds' });
    expect((await page('content')).blockedBy).toEqual([]);
    expect(await page('stuck')).toMatchObject({
      blockedBy: ['dropped'],
      prerequisites: [{ item: 'dropped', stateTitle: 'Discontinued', met: false }],
    });
    const stuck = await office.advance('focal-11', 'stuck', 'start');
    expect(stuck.outcome === 'refused' ? stuck.refusals[0].message : '').toContain(
      'stands at “Discontinued”, and must be Completed first',
    );
    await office.does('approver', 'dropped', 'reopen', again);
    expect((await page('content')).blockedBy).toEqual(['dropped']);
  });

  it('went back after the waiting item was done: that stays done, flagged', async () => {
    await open('base');
    await office.does('focal-11', 'base', 'complete', { evidence });
    await waits('finished', 'base', 'completed');
    await office.does('focal-11', 'finished', 'complete', { evidence });
    await office.does('approver', 'base', 'reopen', again);
    const finished = await page('finished');
    expect([finished.status, codes(finished)]).toEqual(['Completed', ['PREREQUISITE_WITHDRAWN']]);
    // It is not reopened itself while what it waits for is not there.
    expect(codesOf(await office.advance('approver', 'finished', 'reopen', again))).toEqual([
      'ITEM.PREREQUISITE_UNMET',
    ]);
  });
});
