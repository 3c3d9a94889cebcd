import { given, packType } from '#testing';

const actionItem = packType('action-item');
const framework = packType('framework-revision');

const item = given(actionItem, { number: '11', due: 'By end 2019', planBody: 'governing-body' });
const today = item.on('2020-10-05');

const link = {
  reason: 'Reviewed only after the endorsement',
  ground: 'GB.340/INS/6 ¶7',
  fields: {
    prerequisite: 'maf',
    states: 'endorsed, issued, superseded',
    phrase: 'following the revision and UNSDG endorsement of the Management and Accountability Framework',
  },
};
const cause = { stream: 'item:maf', position: 90, label: 'FrameworkRevisionEndorsed' };
const maf = (state: string) =>
  today.beside('maf', state, framework, { title: 'Management and Accountability Framework' });
const waiting = maf('under_review').after('link-prerequisite', link);
const withMaf = (scenario: typeof waiting, state: string) =>
  scenario.beside('maf', state, framework, { title: 'Management and Accountability Framework' });

describe('waiting for another item', () => {
  it('is linked with reason and ground, and says whether it is met', () => {
    maf('under_review')
      .when('link-prerequisite', { fields: link.fields })
      .isRefused('ITEM.REASON_MISSING', 'ITEM.GROUND_MISSING');
    expect(waiting.state.prerequisites).toMatchObject([{ item: 'maf', met: false }]);
    expect(maf('issued').after('link-prerequisite', link).state.prerequisites).toMatchObject([{ met: true }]);
  });

  it('refuses circles, itself, twice, an item or a state that is not there', () => {
    const circle = today.beside('maf', 'draft', framework, { waitsFor: ['x'] });
    circle.when('link-prerequisite', link).isRefused('ITEM.CIRCLE');
    const itself = { ...link, fields: { ...link.fields, prerequisite: 'x' } };
    today.when('link-prerequisite', itself).isRefused('ITEM.CIRCLE');
    waiting.when('link-prerequisite', link).isRefused('ITEM.ALREADY_LINKED');
    today.when('link-prerequisite', link).isRefused('ITEM.UNKNOWN');
    const elsewhere = { ...link, fields: { ...link.fields, states: 'endorsed, blessed' } };
    maf('draft').when('link-prerequisite', elsewhere).isRefused('ITEM.FIELD_INVALID');
  });

  it('keeps it from starting, in a sentence that says what for', () => {
    const [message] = waiting.when('start').isRefused('ITEM.PREREQUISITE_UNMET');
    expect(message).toBe(
      'Item 11 waits for the revision and UNSDG endorsement of the Management and Accountability Framework: ' +
        '“Management and Accountability Framework” (maf) stands at “Provisional, under review”, ' +
        'and must be Endorsed, Issued or Superseded first.',
    );
    withMaf(waiting, 'finalized').when('start').isRefused('ITEM.PREREQUISITE_UNMET');
  });

  it('goes by the other item itself, whatever is on its own record', () => {
    const started = withMaf(waiting, 'endorsed').when('start').leaves('Transitioned');
    expect(started.state).toMatchObject({ state: 'ongoing', prerequisites: [{ met: false }] });
    const met = withMaf(waiting, 'endorsed').after('prerequisite-met', {
      by: 'system:prerequisites',
      fields: { item: 'maf' },
      cause,
    });
    withMaf(met, 'finalized').when('start').isRefused('ITEM.PREREQUISITE_UNMET');
  });

  it('keeps with the start what the guard saw', () => {
    const started = withMaf(waiting, 'endorsed').after('start', { by: 'deputy' });
    expect(started.events.at(-1)?.data).toMatchObject({
      via: {
        label: 'ActionItemStarted',
        from: 'agreed',
        to: 'ongoing',
        saw: [
          { guard: 'role', facts: { actor: 'deputy', as: 'deputy' } },
          { guard: 'prerequisites', facts: { prerequisites: [{ item: 'maf', state: 'endorsed' }] } },
        ],
      },
    });
  });

  it('is removed by an approver who does not answer for it', () => {
    const fields = { prerequisite: 'maf' };
    const grounds = { fields, reason: 'Settled otherwise', ground: 'GB.341' };
    waiting.when('remove-prerequisite', grounds).isRefused('ITEM.ROLE_MISSING', 'ITEM.NOT_SEPARATE');
    waiting
      .when('remove-prerequisite', { by: 'approver', fields })
      .isRefused('ITEM.REASON_MISSING', 'ITEM.GROUND_MISSING');
    const removed = waiting
      .when('remove-prerequisite', { ...grounds, by: 'approver' })
      .leaves('PrerequisiteRemoved');
    expect(removed.state.prerequisites).toEqual([]);
    removed.when('remove-prerequisite', { ...grounds, by: 'approver' }).isRefused('ITEM.NOT_LINKED');
  });
});

describe('what a reaction records', () => {
  const reaction = { by: 'system:prerequisites', fields: { item: 'maf' }, cause };

  it('is nothing that a person can record', () => {
    waiting
      .when('prerequisite-met', { by: 'focal', fields: { item: 'maf' }, cause })
      .isRefused('ITEM.REACTION_ONLY');
    waiting
      .when('start', { by: 'system:prerequisites' })
      .isRefused('ITEM.ROLE_MISSING', 'ITEM.PREREQUISITE_UNMET');
  });

  it('is refused where it changes nothing or is not so', () => {
    waiting.when('prerequisite-met', reaction).isRefused('ITEM.PREREQUISITE_UNMET');
    waiting.when('prerequisite-unmet', reaction).isRefused('ITEM.NOTHING_TO_DO');
    today.when('prerequisite-met', reaction).isRefused('ITEM.NOT_LINKED');
    waiting
      .when('prerequisite-met', { by: 'system:x', fields: { item: 'maf' } })
      .isRefused('ITEM.FIELD_MISSING');
    const met = withMaf(waiting, 'endorsed').when('prerequisite-met', reaction).leaves('PrerequisiteMet');
    met.when('prerequisite-met', reaction).isRefused('ITEM.NOTHING_TO_DO');
    met.when('prerequisite-unmet', reaction).isRefused('ITEM.NOTHING_TO_DO');
  });

  it('flags an item that had begun on the strength of it', () => {
    const met = withMaf(waiting, 'endorsed').after('prerequisite-met', reaction);
    const blocked = withMaf(met, 'finalized')
      .when('prerequisite-unmet', reaction)
      .leaves('PrerequisiteUnmet');
    expect(blocked.state).toMatchObject({ flags: [], prerequisites: [{ met: false }] });
    const flagged = withMaf(met.after('start'), 'finalized').after('prerequisite-unmet', reaction);
    expect(flagged.state).toMatchObject({
      state: 'ongoing',
      flags: [{ code: 'PREREQUISITE_WITHDRAWN', item: 'maf' }],
    });
    expect(withMaf(flagged, 'endorsed').after('prerequisite-met', reaction).state.flags).toEqual([]);
  });

  it('is dated by what caused it, even before the item was opened', () => {
    const met = withMaf(waiting, 'endorsed').when('prerequisite-met', {
      ...reaction,
      effective: '2019-01-01',
    });
    met.leaves('PrerequisiteMet');
  });

  it('flags it too where it began before having been met was on record', () => {
    const begun = withMaf(waiting, 'endorsed').after('start');
    const flagged = withMaf(begun, 'finalized')
      .when('prerequisite-unmet', reaction)
      .leaves('PrerequisiteUnmet');
    expect(flagged.state.flags).toMatchObject([{ item: 'maf' }]);
    flagged.when('prerequisite-unmet', reaction).isRefused('ITEM.NOTHING_TO_DO');
  });
});

describe('what can be done', () => {
  it('comes from the same guards', () => {
    expect(waiting.possibility('start')).toMatchObject({
      allowed: false,
      refusals: [{ code: 'ITEM.PREREQUISITE_UNMET' }],
    });
    expect(withMaf(waiting, 'endorsed').possibility('start')).toMatchObject({
      allowed: true,
      refusals: [],
      fields: [],
    });
    expect(waiting.possibility('start', null).refusals.map(({ code }) => code)).toEqual([
      'ITEM.ROLE_MISSING',
      'ITEM.PREREQUISITE_UNMET',
    ]);
  });

  it('lists what is to be filled in', () => {
    expect(today.possibility('plan-start').fields).toEqual([
      { name: 'start', required: true, title: 'planned start' },
      { name: 'latest', required: false, title: 'last day in time, where the text does not say' },
      { name: 'reason', required: false, title: 'reason' },
    ]);
    expect(today.possibility('complete').fields).toMatchObject([{ name: 'evidence', required: true }]);
    expect(today.possibility('discontinue', 'registrar').fields).toMatchObject([
      { name: 'decidedBy', required: true },
      { name: 'reason', required: true },
      { name: 'successor', required: false },
    ]);
    expect(today.possibility('extend-due', 'approver')).toMatchObject({
      allowed: false,
      refusals: [{ code: 'ITEM.REQUEST_MISSING' }],
    });
  });

  it('does not offer what only a reaction does', () => {
    expect(() => today.possibility('prerequisite-met')).toThrow();
  });
});
