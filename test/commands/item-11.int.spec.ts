import { GetPossibilities, ListRefusedAttempts } from '#application';
import { codesOf, Office } from './office.js';

let office: Office;
beforeAll(async () => {
  office = await Office.open();
}, 60_000);
afterAll(async () => {
  await office.close();
}, 60_000);

const typesOf = async (item: string) => (await office.history(item)).map(({ type }) => type);
const lastOf = async (item: string) => (await office.history(item)).at(-1);

const endorsement = {
  ground: 'GB.340/INS/6 ¶7',
  decision: { session: 'October 2020', reference: 'UNSDG/2020/1' },
};

/** One story; each step stands on the one before. */
describe('item 11 and the framework that it waits for', () => {
  it('is refused while the framework is under review, naming it', async () => {
    const answer = await office.advance('focal-11', '11', 'start');
    expect(codesOf(answer)).toContain('ITEM.PREREQUISITE_UNMET');
    expect(JSON.stringify(answer)).toContain('Management and Accountability Framework');
  });

  it('keeps the refused attempt apart, for auditors', async () => {
    const [newest] = await office.queries.execute(new ListRefusedAttempts(1));
    expect(newest).toMatchObject({
      actor: 'focal-11',
      command: 'AdvanceItem',
      target: 'item:office-plan.11',
    });
    expect(newest?.position).toBe(await office.ledger.lastPosition());
    expect(newest?.refusals[0]?.code).toBe('ITEM.PREREQUISITE_UNMET');
  });

  it('is still refused once the revision is finalized', async () => {
    await office.does('liaison-dco', 'maf', 'finalize', { fields: { digest: 'a'.repeat(64) } });
    await office.reactions.catchUp();
    expect(codesOf(await office.advance('focal-11', '11', 'start'))).toContain('ITEM.PREREQUISITE_UNMET');
  });

  it('lets only the body that decides on the framework endorse it', async () => {
    const answer = await office.advance('registrar', 'maf', 'endorse', {
      ...endorsement,
      decidedBy: 'development-coordination-office',
    });
    expect(codesOf(answer)).toContain('ITEM.WRONG_BODY');
  });

  it('needs the clearance of both lines before the endorsement', async () => {
    const endorse = () =>
      office.advance('registrar', 'maf', 'endorse', { ...endorsement, decidedBy: 'unsdg-principals' });
    expect(codesOf(await endorse())).toContain('ITEM.SIGN_OFF_MISSING');
    await office.does('clear-entity', 'maf', 'clear', { fields: { line: 'entity' } });
    expect(codesOf(await endorse())).toContain('ITEM.SIGN_OFF_MISSING');
    await office.does('clear-rc', 'maf', 'clear', { fields: { line: 'resident-coordinator' } });
  });

  it('is told by a reaction that its prerequisite is met, with cause, day and correlation', async () => {
    await office.advanceClock('2020-10-05');
    const endorsed = await office.does('registrar', 'maf', 'endorse', {
      ...endorsement,
      decidedBy: 'unsdg-principals',
      effectiveOn: '2020-10-02',
    });
    await office.reactions.catchUp();
    const cause = (await office.history('maf')).at(-1);
    expect(cause).toMatchObject({ position: endorsed.position, decidedBy: 'unsdg-principals' });
    expect(await lastOf('office-plan.11')).toMatchObject({
      type: 'PrerequisiteMet',
      actor: 'system:prerequisite',
      causationId: String(endorsed.position),
      correlationId: cause?.correlationId,
      effectiveOn: { text: '2020-10-02', latest: '2020-10-02' },
      data: {
        item: 'maf',
        cause: { stream: 'item:maf', position: endorsed.position, label: 'FrameworkRevisionEndorsed' },
      },
    });
  });

  it('can then be started', async () => {
    const can = await office.queries.execute(new GetPossibilities('11', 'focal-11'));
    expect(can?.transitions.find(({ transition }) => transition === 'start')).toMatchObject({
      allowed: true,
      refusals: [],
    });
    const answer = await office.does('focal-11', '11', 'start');
    expect(answer.events.map(({ label }) => label)).toContain('ActionItemStarted');
  });

  it('stays begun and is flagged when the endorsement is withdrawn', async () => {
    await office.does('registrar', 'maf', 'withdraw-endorsement', {
      decidedBy: 'unsdg-principals',
      decision: { reference: 'UNSDG/2020/2' },
      ground: 'GB.340/INS/6 ¶7',
      reason: 'The text was changed after the endorsement',
    });
    await office.reactions.catchUp();
    expect(await lastOf('office-plan.11')).toMatchObject({
      type: 'PrerequisiteUnmet',
      actor: 'system:prerequisite',
      data: { item: 'maf', flagged: true },
    });
  });

  it('reacts to each cause once, also when a crash comes between the reaction and its checkpoint', async () => {
    const before = await typesOf('office-plan.11');
    await office.pool.query('update reactions_v1.checkpoint set position = 0');
    await office.reactions.catchUp();
    expect(await typesOf('office-plan.11')).toEqual(before);
  });
});
