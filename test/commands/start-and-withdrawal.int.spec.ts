import { AdvanceItem, OpenItem } from '#application';
import { foldItem } from '#domain';
import { accepted, by, codesOf, Office } from './office.js';

const ROUNDS = 50;

let office: Office;
beforeAll(async () => {
  office = await Office.open();
}, 60_000);
afterAll(async () => {
  await office.close();
}, 60_000);

const decision = { decidedBy: 'unsdg-principals', decision: { reference: 'UNSDG/2020/1' }, ground: '¶7' };

/** An endorsed framework without lines, and an item that waits for it. */
async function prepare(round: number): Promise<{ framework: string; item: string }> {
  const [framework, item] = [`framework-${round}`, `waiting-${round}`];
  const { commands } = office;
  accepted(
    await commands.execute(
      new OpenItem(by('registrar'), {
        item: framework,
        itemType: 'framework-revision',
        title: framework,
        body: 'unsdg-principals',
        owner: 'development-coordination-office',
        deputy: 'liaison-dco',
      }),
    ),
  );
  accepted(
    await commands.execute(
      new OpenItem(by('registrar'), { item, itemType: 'action-item', title: item, owner: 'focal-11' }),
    ),
  );
  await office.does('liaison-dco', framework, 'finalize', { fields: { digest: 'b'.repeat(64) } });
  await office.does('registrar', framework, 'endorse', decision);
  await office.does('focal-11', item, 'link-prerequisite', {
    reason: 'Follows it',
    ground: '¶7',
    fields: { prerequisite: framework, states: 'endorsed, issued, superseded', phrase: 'following it' },
  });
  return { framework, item };
}

it('never starts an item at a position after its prerequisite is withdrawn', async () => {
  const outcomes = { before: 0, refused: 0 };
  for (let round = 1; round <= ROUNDS; round++) {
    const { framework, item } = await prepare(round);
    const start = new AdvanceItem(by('focal-11'), { item, transition: 'start' });
    const withdraw = new AdvanceItem(by('registrar'), {
      item: framework,
      transition: 'withdraw-endorsement',
      reason: 'The text was changed',
      ...decision,
    });
    const [first, second] = round % 2 === 0 ? [start, withdraw] : [withdraw, start];
    const ahead = office.commands.execute(first);
    // How far the first gets before the second sets out differs from round to round.
    for (let turn = 0; turn < round % 12; turn++) await new Promise((resolve) => setImmediate(resolve));
    const answers = await Promise.all([ahead, office.commands.execute(second)]);
    const withdrawn = (await office.history(framework)).at(-1);
    expect(withdrawn?.data).toMatchObject({ via: { transition: 'withdraw-endorsement' } });
    await office.reactions.catchUp();

    const history = await office.history(item);
    const started = history.find(({ type }) => type === 'Transitioned');
    const state = foldItem(history);
    if (started === undefined) {
      outcomes.refused += 1;
      expect(answers.flatMap(codesOf)).toEqual(['ITEM.PREREQUISITE_UNMET']);
      expect(state).toMatchObject({ state: 'agreed', flags: [] });
    } else {
      outcomes.before += 1;
      expect(started.position).toBeLessThan(withdrawn?.position ?? 0);
      expect(state).toMatchObject({ state: 'ongoing', flags: [{ code: 'PREREQUISITE_WITHDRAWN' }] });
    }
  }
  // It was a race: either may come first.
  expect(outcomes.before).toBeGreaterThan(0);
  expect(outcomes.refused).toBeGreaterThan(0);
}, 240_000);
