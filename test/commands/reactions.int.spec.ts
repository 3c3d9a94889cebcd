import { AdvanceItem, GetItem, ListRefusedAttempts, OpenItem } from '#application';
import { foldItem } from '#domain';
import { reactionCommand } from '#reactions';
import { accepted, by, codesOf, Office } from './office.js';

let office: Office;
beforeAll(async () => {
  office = await Office.open();
}, 60_000);
afterAll(async () => {
  await office.close();
}, 60_000);

const decision = { decidedBy: 'unsdg-principals', decision: { reference: 'UNSDG/2020/1' }, ground: '¶10' };

async function openGuidance(item: string, succeeds?: string): Promise<void> {
  const opening = {
    item,
    itemType: 'framework-revision',
    title: `Guidance ${item}`,
    body: 'unsdg-principals',
    owner: 'development-coordination-office',
    deputy: 'liaison-dco',
    succeeds,
  };
  accepted(await office.commands.execute(new OpenItem(by('registrar'), opening)));
}

async function issueGuidance(item: string): Promise<number> {
  await office.does('liaison-dco', item, 'finalize');
  await office.does('registrar', item, 'endorse', decision);
  return (await office.does('registrar', item, 'issue', { ground: '¶10' })).position;
}

it('supersedes the revision that an issued one succeeds', async () => {
  await openGuidance('guidance-1');
  await issueGuidance('guidance-1');
  await openGuidance('guidance-2', 'guidance-1');
  const position = await issueGuidance('guidance-2');
  await office.reactions.catchUp();
  const superseded = (await office.history('guidance-1')).at(-1);
  expect(superseded).toMatchObject({
    actor: 'system:predecessor',
    causationId: String(position),
    data: { via: { label: 'FrameworkSuperseded', to: 'superseded' }, successor: 'guidance-2' },
  });
  const shown = await office.queries.execute(new GetItem('guidance-1', { waitFor: superseded?.position }));
  expect(shown).toMatchObject({ state: 'superseded', successor: 'guidance-2', inForce: false });
});

it('sends the same command for the same cause, whatever runs it and however often', async () => {
  const [cause] = await office.ledger.readForward(0, 1);
  if (cause === undefined) throw new Error('The ledger is empty.');
  const reaction = { target: 'maf', transition: 'prerequisite-met', fields: { item: 'x' } };
  const command = reactionCommand('prerequisite', cause, reaction);
  expect(command.meta).toEqual({
    commandId: command.meta.commandId,
    actor: 'system:prerequisite',
    correlationId: cause.correlationId,
    causationId: '1',
  });
  expect(reactionCommand('prerequisite', cause, reaction)).toEqual(command);
  expect(reactionCommand('predecessor', cause, reaction).meta.commandId).not.toBe(command.meta.commandId);
  expect(reactionCommand('prerequisite', { ...cause, position: 2 }, reaction).meta.commandId).not.toBe(
    command.meta.commandId,
  );
});

it('does each reaction once while several run at the same time, and when it starts over', async () => {
  await openGuidance('guidance-3');
  const waiting = ['wait-1', 'wait-2', 'wait-3'];
  for (const item of waiting) {
    const opening = { item, itemType: 'action-item', title: item, owner: 'focal-11' };
    accepted(await office.commands.execute(new OpenItem(by('registrar'), opening)));
    await office.does('focal-11', item, 'link-prerequisite', {
      reason: 'Follows it',
      ground: '¶7',
      fields: { prerequisite: 'guidance-3', states: 'issued, superseded', phrase: 'following it' },
    });
  }
  await issueGuidance('guidance-3');
  const { reactions } = office;
  await Promise.all([reactions.catchUp(), reactions.catchUp(), reactions.catchUp()]);
  await office.pool.query('update reactions_v1.checkpoint set position = 0');
  await Promise.all([reactions.catchUp(), reactions.catchUp()]);
  for (const item of waiting) {
    const types = (await office.history(item)).map(({ type }) => type);
    expect(types).toEqual(['ItemOpened', 'PrerequisiteLinked', 'PrerequisiteMet']);
  }
});

it('refuses a person what only a reaction may do', async () => {
  const answer = await office.commands.execute(
    new AdvanceItem(by('focal-11'), { item: '11', transition: 'prerequisite-met', fields: { item: 'maf' } }),
  );
  expect(codesOf(answer)).toEqual(['ITEM.REACTION_ONLY']);
  expect(foldItem(await office.history('office-plan.11'))?.prerequisites).toMatchObject([{ met: false }]);
});

it('records the refusal of a reaction that comes too late, and does not try it again', async () => {
  await openGuidance('guidance-4');
  const opening = { item: 'late', itemType: 'action-item', title: 'Late', owner: 'focal-11' };
  accepted(await office.commands.execute(new OpenItem(by('registrar'), opening)));
  await office.does('focal-11', 'late', 'link-prerequisite', {
    reason: 'Follows it',
    ground: '¶7',
    fields: { prerequisite: 'guidance-4', states: 'endorsed', phrase: 'following it' },
  });
  await office.does('liaison-dco', 'guidance-4', 'finalize');
  await office.does('registrar', 'guidance-4', 'endorse', decision);
  await office.does('registrar', 'guidance-4', 'withdraw-endorsement', { ...decision, reason: 'Changed' });
  await office.reactions.catchUp();
  await office.reactions.catchUp();
  const attempts = await office.queries.execute(new ListRefusedAttempts(10));
  const refused = attempts
    .filter(({ target }) => target === 'item:late')
    .map(({ refusals }) => refusals[0]?.code);
  expect(refused).toEqual(['ITEM.NOTHING_TO_DO', 'ITEM.PREREQUISITE_UNMET']);
  expect((await office.history('late')).map(({ type }) => type)).toEqual([
    'ItemOpened',
    'PrerequisiteLinked',
  ]);
});

it('tells an item what had happened since the day that its late link looks at', async () => {
  await openGuidance('guidance-late');
  const before = (await office.history('guidance-late'))[0]?.effectiveOn.text ?? '';
  await office.advanceClock('2020-10-15');
  await issueGuidance('guidance-late');
  const opening = {
    item: 'waits-late',
    itemType: 'action-item',
    title: 'Waits',
    owner: 'focal-11',
    effectiveOn: before,
  };
  accepted(await office.commands.execute(new OpenItem(by('registrar'), opening)));
  await office.does('focal-11', 'waits-late', 'link-prerequisite', {
    effectiveOn: before,
    reason: 'Put on record late',
    ground: '¶10',
    fields: { prerequisite: 'guidance-late', states: 'endorsed, issued', phrase: 'following the guidance' },
  });
  await office.reactions.catchUp();
  const history = await office.history('waits-late');
  expect(history.map(({ type, effectiveOn }) => [type, effectiveOn.text])).toEqual([
    ['ItemOpened', before],
    ['PrerequisiteLinked', before],
    ['PrerequisiteMet', '2020-10-15'],
  ]);
  expect(history.at(-1)?.data).toMatchObject({
    cause: { stream: 'item:guidance-late', label: 'FrameworkIssued' },
  });
  expect(foldItem(history)?.prerequisites).toMatchObject([{ met: true }]);
});

it('flags an item whose start is put on record after what it waited for went back', async () => {
  for (const item of ['guidance-5', 'guidance-6']) await openGuidance(item);
  const opening = { item: 'starts-late', itemType: 'action-item', title: 'Starts late', owner: 'focal-11' };
  accepted(await office.commands.execute(new OpenItem(by('registrar'), opening)));
  for (const prerequisite of ['guidance-5', 'guidance-6']) {
    await office.does('focal-11', 'starts-late', 'link-prerequisite', {
      reason: 'Follows it',
      ground: '¶7',
      fields: { prerequisite, states: 'endorsed', phrase: 'following it' },
    });
    await office.does('liaison-dco', prerequisite, 'finalize');
    await office.does('registrar', prerequisite, 'endorse', decision);
  }
  await office.advanceClock('2020-10-20');
  for (const item of ['guidance-5', 'guidance-6'])
    await office.does('registrar', item, 'withdraw-endorsement', { ...decision, reason: 'Changed' });
  await office.reactions.catchUp();
  await office.does('focal-11', 'starts-late', 'start', { effectiveOn: '2020-10-18' });
  await office.reactions.catchUp();
  const state = foldItem(await office.history('starts-late'));
  expect(state).toMatchObject({ state: 'ongoing', prerequisites: [{ met: false }, { met: false }] });
  expect(state?.flags.map(({ code, item }) => [code, item])).toEqual([
    ['PREREQUISITE_WITHDRAWN', 'guidance-5'],
    ['PREREQUISITE_WITHDRAWN', 'guidance-6'],
  ]);
});

it('takes no decision of a body that is not in the directory', async () => {
  const opening = { item: 'whose', itemType: 'action-item', title: 'Whose', owner: 'focal-11' };
  const ghost = { decidedBy: 'ghost-body' };
  const opened = await office.commands.execute(new OpenItem(by('registrar'), { ...opening, ...ghost }));
  expect(codesOf(opened)).toEqual(['BODY.UNKNOWN']);
  accepted(await office.commands.execute(new OpenItem(by('registrar'), opening)));
  expect(codesOf(await office.advance('focal-11', 'whose', 'start', ghost))).toEqual(['BODY.UNKNOWN']);
});
