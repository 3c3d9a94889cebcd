import { createHash } from 'node:crypto';
import {
  CorrectItem,
  EndorsePlan,
  GetItemHistory,
  GetPaper,
  GetPaperBytes,
  GetPlanDiff,
  GetPublishedPaper,
  ListPapers,
  PublishCorrigendum,
  PublishPaper,
  type PublishPaperPayload,
} from '#application';
import { entriesOf, verifyEntries } from '#ledger';
import { accepted, by, codesOf, Office } from './office.js';

let office: Office;
beforeAll(async () => {
  office = await Office.open();
}, 60_000);
afterAll(async () => {
  await office.close();
}, 60_000);

const plan = 'office-plan';
const publish = (number: string, more: Partial<PublishPaperPayload> = {}, actor = 'registrar') =>
  office.commands.execute(new PublishPaper(by(actor), { plan, number, ...more }));
const published = async (number: string, waitFor?: number) =>
  await office.queries.execute(new GetPublishedPaper(number, { waitFor }));
const bytesOf = async (number: string, waitFor?: number) =>
  (await office.queries.execute(new GetPaperBytes(number, { waitFor })))?.bytes;
const sha256 = (text: string | undefined) =>
  createHash('sha256')
    .update(text ?? '', 'utf8')
    .digest('hex');

/** One story; each step stands on the one before. */
describe('publishing a paper', () => {
  let bytes: string | undefined;

  it('is for a registrar, of a plan that there is', async () => {
    expect(codesOf(await publish('GB.340/INS/6', {}, 'focal-11'))).toEqual(['PERSON.ROLE_MISSING']);
    expect(await publish('GB.340/INS/6', { plan: 'no-plan' })).toMatchObject({ outcome: 'not-found' });
  });

  it.each([
    ['a day that has not passed', 'GB.340/INS/6', { asOf: '2020-10-01' }, 'PAPER.AS_OF_IN_FUTURE'],
    ['a day that there is not', 'GB.340/INS/6', { asOf: '2020-02-30' }, 'PAPER.AS_OF_INVALID'],
    ['a day before the plan', 'GB.340/INS/6', { asOf: '2019-03-01' }, 'PAPER.EMPTY'],
    ['a number that gives no address', '٣٤٠', {}, 'PAPER.NUMBER_INVALID'],
    ['a number too long', 'x'.repeat(101), {}, 'PAPER.NUMBER_INVALID'],
  ])('is refused for %s', async (_what, number, more, code) => {
    expect(codesOf(await publish(number, more))).toEqual([code]);
  });

  it('freezes what the preview shows, with its digest and the ledger’s root', async () => {
    const preview = await office.queries.execute(
      new GetPaper(plan, { waitFor: await office.ledger.lastPosition() }),
    );
    const { root, entries } = await verifyEntries(entriesOf(office.ledger));
    const answer = accepted(await publish('GB.340/INS/6', { session: '340th Session' }));
    expect(answer).toMatchObject({ stream: 'paper:gb.340-ins-6', version: 1 });
    expect(answer.events.map(({ type, stream }) => [type, stream])).toEqual([
      ['PaperPublished', 'paper:gb.340-ins-6'],
      ['PlanReported', `plan:${plan}`],
    ]);
    const paper = await published('GB.340/INS/6', answer.position);
    bytes = await bytesOf('gb.340-ins-6');
    expect(paper?.content).toMatchObject({
      ...{ number: 'GB.340/INS/6', plan, title: 'Office plan', session: '340th Session', asOf: '2020-09-30' },
      ...{ position: entries, treeSize: entries, rootHash: root, simulated: true },
      components: preview?.components,
      notices: [expect.stringContaining('Simulated clock'), ...(preview?.illustrative ?? [])],
    });
    expect(paper?.paper.digest).toBe(sha256(bytes));
    expect(JSON.parse(bytes ?? '')).toEqual(paper?.content);
  });

  it('takes a number once, and none that leads to the same address', async () => {
    expect(codesOf(await publish('GB.340/INS/6'))).toEqual(['PAPER.EXISTS']);
    expect(codesOf(await publish('GB.340-INS-6'))).toEqual(['PAPER.EXISTS']);
  });

  it('of two at once under one number lets one through', async () => {
    const answers = await Promise.all([publish('GB.340/INS/7'), publish('GB.340/INS/7')]);
    expect(answers.map(({ outcome }) => outcome).sort()).toEqual(['accepted', 'refused']);
  });

  it('names itself in whatever is recorded too late for it, and stays byte for byte the same', async () => {
    const late = await office.does('focal-6', '6', 'start', { effectiveOn: 'by 2020-09-30' });
    expect(late.touches).toEqual(
      ['GB.340/INS/6', 'GB.340/INS/7'].map((number) => ({
        number,
        asOf: '2020-09-30',
        sentence: `Recorded after ${number} was published as of 30 September 2020; the paper stays as it is – publish a corrigendum if it matters.`,
      })),
    );
    await office.advanceClock('2020-10-02');
    const inTime = await office.does('focal-6', '6', 'report-progress', { fields: { text: 'Under way' } });
    expect(inTime.touches).toBeUndefined();

    const paper = await published('GB.340/INS/6', inTime.position);
    expect(await bytesOf('GB.340/INS/6')).toBe(bytes);
    expect(paper?.paper.lateEntries).toBe(1);
    expect(paper?.late).toMatchObject([
      { position: late.position, item: 'office-plan.6', number: '6', words: 'Action item started' },
    ]);
    const preview = await office.queries.execute(new GetPaper(plan, { asOf: '2020-09-30' }));
    expect(preview?.components[0]?.rows[0]?.status).toBe('Ongoing');
    const history = await office.queries.execute(new GetItemHistory('office-plan.6'));
    const entry = history?.entries.find(({ position }) => position === late.position);
    expect(entry?.touches).toContainEqual({ number: 'GB.340/INS/6', asOf: '2020-09-30' });
    expect(entry?.sentence).toContain('Recorded after GB.340/INS/6 was published as of 30 September 2020');
  });

  it('gets a corrigendum beside it, from a registrar, about a row that it has', async () => {
    const correct = (more: object, actor = 'registrar') =>
      office.commands.execute(
        new PublishCorrigendum(by(actor), { paper: 'GB.340/INS/6', text: 'It had started.', ...more }),
      );
    expect(codesOf(await correct({}, 'focal-6'))).toEqual(['PERSON.ROLE_MISSING']);
    expect(codesOf(await correct({ row: '66' }))).toEqual(['PAPER.UNKNOWN_ROW']);
    expect(codesOf(await correct({ text: ' ' }))).toEqual(['LEDGER.FIELD_MISSING']);
    const answer = accepted(await correct({ row: '6', number: 'GB.340/INS/6(Corr.1)' }));
    expect(codesOf(await correct({ number: 'GB.340/INS/6(Corr.1)' }))).toEqual(['PAPER.EXISTS']);
    const list = await office.queries.execute(new ListPapers(plan, { waitFor: answer.position }));
    expect(list.papers.map(({ number, corrigenda }) => [number, corrigenda.length])).toEqual([
      ['GB.340/INS/7', 0],
      ['GB.340/INS/6', 1],
    ]);
    expect(list.papers[1]?.corrigenda[0]).toMatchObject({
      ...{ number: 'GB.340/INS/6(Corr.1)', text: 'It had started.', row: '6' },
      publishedByName: 'Person registrar',
    });
    expect(await bytesOf('GB.340/INS/6')).toBe(bytes);
  });

  it('tells what was on record where it says that it was drawn, whatever is written meanwhile', async () => {
    const reports = async (text: string) => {
      for (let count = 1; count <= 8; count++)
        await office.does('focal-6', '6', 'report-progress', { fields: { text: `${text} ${count}` } });
    };
    const moves = async () => {
      const reason = 'Waits for others';
      for (const start of ['2020', 'By mid-2021', 'Q2 2021', '2021'])
        await office.does('focal-11', '11', 'plan-start', { reason, fields: { start } });
    };
    const numbers = Array.from({ length: 8 }, (_, index) => `GB.350/${index + 1}`);
    const publishAll = async () => {
      for (const each of numbers) accepted(await publish(each));
    };
    await Promise.all([reports('one'), reports('two'), moves(), publishAll()]);
    const last = await office.ledger.lastPosition();
    for (const each of numbers) {
      const paper = await published(each, last);
      const knownAt = paper?.content.position ?? 0;
      const then = await office.queries.execute(new GetPaper(plan, { asOf: '2020-10-02', knownAt }));
      expect(paper?.content.components).toEqual(then?.components);
    }
  });

  it('tells of the extension that stands, and why it was given', async () => {
    const extend = async (due: string, reason: string) => {
      await office.does('focal-6', '6', 'request-extension', { reason, fields: { due } });
      return office.does('approver', '6', 'extend-due', { reason });
    };
    await extend('By end 2021', 'COVID-19');
    const { version } = await extend('By end 2022', 'Another item was meant');
    const item = 'office-plan.6';
    const struck = { item, version, void: true, reason: 'It was item 7' };
    const { position } = accepted(await office.commands.execute(new CorrectItem(by('registrar'), struck)));
    const diff = await office.queries.execute(
      new GetPlanDiff(plan, { from: '2020-09-30', waitFor: position }),
    );
    const told = diff?.components.flatMap(({ items }) => items).find((one) => one.item === item);
    expect(told?.sentences.join(' ')).toContain(
      'ts due date was extended from end 2019 to end 2021 (reason given: COVID-19).',
    );
  });

  it('takes a plan of 450 items', async () => {
    const items = Array.from({ length: 450 }, (_, index) => ({
      ...{ item: `large.${index + 1}`, itemType: 'action-item', number: String(index + 1), component: 'c' },
      ...{ title: `Recommendation ${index + 1}: ${'the wording of it '.repeat(10)}`, due: 'By end 2021' },
    }));
    const components = [{ id: 'c', title: 'All of them' }];
    const about = { plan: 'large', title: 'Large', body: 'governing-body', effectiveOn: '2020-10-01' };
    accepted(
      await office.commands.execute(new EndorsePlan(by('registrar'), { ...about, components, items })),
    );
    const { position } = accepted(await publish('GB.360/1', { plan: 'large' }));
    const paper = await published('GB.360/1', position);
    expect(paper?.content.components[0]?.rows.map((row) => row.number)).toEqual(
      items.map((item) => item.number),
    );
    const diff = await office.queries.execute(new GetPlanDiff('large', { from: '2020-09-30' }));
    expect(diff?.opening[0]).toBe(
      'All 450 items of the plan changed between 30 September 2020 and 2 October 2020.',
    );
  }, 60_000);

  it('is refused where the paper would not fit into one entry, and nothing is recorded', async () => {
    const items = Array.from({ length: 300 }, (_, index) => ({
      ...{ item: `wide.${index + 1}`, itemType: 'action-item', number: String(index + 1), component: 'c' },
      title: `${index + 1} ${'ل'.repeat(1900)}`,
    }));
    const components = [{ id: 'c', title: 'All of them' }];
    const about = { plan: 'wide', title: 'Wide', body: 'governing-body', effectiveOn: '2020-10-01' };
    accepted(
      await office.commands.execute(new EndorsePlan(by('registrar'), { ...about, components, items })),
    );
    const before = await office.ledger.lastPosition();
    const answer = await publish('GB.360/2', { plan: 'wide' });
    expect(codesOf(answer)).toEqual(['PAPER.TOO_LARGE']);
    expect(await office.ledger.lastPosition()).toBe(before);
  }, 60_000);

  it('verifies with the ledger', async () => {
    expect(await verifyEntries(entriesOf(office.ledger))).toMatchObject({ ok: true, papers: 11 });
  });
});
