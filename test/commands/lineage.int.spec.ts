import { AdvanceItem, CorrectItem, GetItem, OpenItem } from '#application';
import { foldItem } from '#domain';
import { accepted, by, codesOf, Office } from './office.js';

let office: Office;
beforeAll(async () => {
  office = await Office.open();
}, 60_000);
afterAll(async () => {
  await office.close();
}, 60_000);

const open = async (item: string, itemType: string, more: { succeeds?: string } = {}): Promise<void> => {
  accepted(
    await office.commands.execute(
      new OpenItem(by('registrar'), {
        ...{ item, itemType, title: `Title of ${item}`, body: 'unsdg-principals', owner: 'focal-11' },
        ...more,
      }),
    ),
  );
};
const derives = (from: string) => ({ fields: { relation: 'derives-from', item: from } });
const lineageOf = async (item: string) => {
  const position = await office.ledger.lastPosition();
  const detail = await office.queries.execute(new GetItem(item, { waitFor: position }));
  return (detail?.lineage ?? []).map(({ relation, direction, item: other, title }) => [
    ...[relation, direction, other ?? title],
  ]);
};

it('shows on the pages of both, and refuses the reverse through however many items', async () => {
  for (const item of ['one', 'two', 'three']) await open(item, 'framework-revision');
  await office.does('focal-11', 'two', 'link-lineage', derives('one'));
  await office.does('focal-11', 'three', 'link-lineage', derives('two'));
  await office.does('focal-11', 'three', 'link-lineage', {
    fields: { relation: 'cites', reference: 'A/RES/72/279' },
  });
  expect(await lineageOf('two')).toEqual([
    ['derives-from', 'to', 'one'],
    ['derives-from', 'from', 'three'],
  ]);
  expect(await lineageOf('three')).toEqual([
    ['derives-from', 'to', 'two'],
    ['cites', 'to', 'A/RES/72/279'],
  ]);
  expect(codesOf(await office.advance('focal-11', 'one', 'link-lineage', derives('three')))).toEqual([
    'ITEM.LINEAGE_REVERSED',
  ]);
  expect(codesOf(await office.advance('focal-11', 'one', 'link-lineage', derives('one')))).toEqual([
    'ITEM.LINEAGE_REVERSED',
  ]);
});

it('shows on both pages what was said then, also where more was said later', async () => {
  for (const item of ['source', 'named-twice']) await open(item, 'framework-revision');
  const cites = { fields: { relation: 'cites', item: 'source' } };
  const { position: knownAt } = await office.does('focal-11', 'named-twice', 'link-lineage', cites);
  const later = derives('source');
  const { position: waitFor } = await office.does('focal-11', 'named-twice', 'link-lineage', later);
  const then = await office.queries.execute(new GetItem('source', { knownAt, waitFor }));
  expect(then?.lineage).toMatchObject([{ relation: 'cites', direction: 'from', item: 'named-twice' }]);
  expect(await lineageOf('source')).toHaveLength(2);
});

it('does not close a circle where two link each other at once', async () => {
  let reversed = 0;
  for (let round = 1; round <= 20; round++) {
    const [a, b] = [`a-${round}`, `b-${round}`];
    await open(a, 'framework-revision');
    await open(b, 'framework-revision');
    const link = (item: string, from: string) =>
      office.commands.execute(
        new AdvanceItem(by('focal-11'), { item, transition: 'link-lineage', ...derives(from) }),
      );
    const answers = await Promise.all([link(a, b), link(b, a)]);
    expect(answers.flatMap(codesOf)).toEqual(['ITEM.LINEAGE_REVERSED']);
    reversed += answers.filter(({ outcome }) => outcome === 'refused').length;
  }
  expect(reversed).toBe(20);
});

it('a link that is struck out is gone from both pages, and no longer stands against the reverse', async () => {
  await open('left', 'framework-revision');
  await open('right', 'framework-revision');
  await office.does('focal-11', 'left', 'link-lineage', derives('right'));
  const link = (await office.history('left')).find(({ type }) => type === 'LineageLinked');
  accepted(
    await office.commands.execute(
      new CorrectItem(by('registrar'), {
        item: 'left',
        version: link?.version ?? 0,
        void: true,
        reason: 'It was the other way round',
      }),
    ),
  );
  expect([await lineageOf('left'), await lineageOf('right')]).toEqual([[], []]);
  await office.does('focal-11', 'right', 'link-lineage', derives('left'));
  expect(await lineageOf('left')).toEqual([['derives-from', 'from', 'right']]);
});

it('a link that is put right leads to the other item, and a reversed one is refused', async () => {
  for (const item of ['child', 'wrong', 'right-one']) await open(item, 'framework-revision');
  await office.does('focal-11', 'child', 'link-lineage', derives('wrong'));
  await office.does('focal-11', 'right-one', 'link-lineage', derives('wrong'));
  const link = (await office.history('child')).find(({ type }) => type === 'LineageLinked');
  const putRight = (item: string) =>
    office.commands.execute(
      new CorrectItem(by('registrar'), {
        item: 'child',
        version: link?.version ?? 0,
        fields: { item },
        reason: 'The wrong one was named',
      }),
    );
  expect(codesOf(await putRight('child'))).toEqual(['ITEM.LINEAGE_REVERSED']);
  accepted(await putRight('right-one'));
  expect(await lineageOf('child')).toEqual([['derives-from', 'to', 'right-one']]);
  expect(await lineageOf('right-one')).toEqual([
    ['derives-from', 'to', 'wrong'],
    ['derives-from', 'from', 'child'],
  ]);
  expect(await lineageOf('wrong')).toEqual([['derives-from', 'from', 'right-one']]);
});

describe('an item that succeeds another', () => {
  const issue = async (item: string): Promise<void> => {
    await office.does('focal-11', item, 'finalize');
    await office.does('registrar', item, 'endorse', { decidedBy: 'unsdg-principals' });
    await office.does('focal-11', item, 'issue');
  };
  const stateOf = async (item: string) => foldItem(await office.history(item))?.state;

  it('ends its time when it is issued, by opening or by link', async () => {
    for (const item of ['first', 'other']) {
      await open(item, 'framework-revision');
      await issue(item);
    }
    await open('opened', 'framework-revision', { succeeds: 'first' });
    await open('linked', 'framework-revision');
    await office.does('focal-11', 'linked', 'link-lineage', {
      fields: { relation: 'succeeds', item: 'other' },
    });
    await issue('opened');
    await issue('linked');
    await office.reactions.catchUp();
    expect([await stateOf('first'), await stateOf('other')]).toEqual(['superseded', 'superseded']);
  });

  it('ends its time as well where that it does is said only afterwards', async () => {
    await open('earlier', 'framework-revision');
    await issue('earlier');
    await open('later', 'framework-revision');
    await issue('later');
    await office.reactions.catchUp();
    expect(await stateOf('earlier')).toBe('issued');
    await office.does('focal-11', 'later', 'link-lineage', {
      fields: { relation: 'succeeds', item: 'earlier' },
    });
    await office.reactions.catchUp();
    expect(await stateOf('earlier')).toBe('superseded');
  });
});
