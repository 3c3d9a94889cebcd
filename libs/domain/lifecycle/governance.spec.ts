import { isInForce } from '#domain';
import { given, packType } from '#testing';

const provision = packType('provision');
const contribution = packType('appraisal-contribution');
const proposal = packType('proposal');
const framework = packType('framework-revision');
const ground = 'GB.340/INS/6 ¶7';

describe('a provision', () => {
  const recorded = given(provision, { title: 'Appraisal input' });

  it('is activated on a ground, for good', () => {
    recorded.when('activate').isRefused('ITEM.GROUND_MISSING');
    recorded.when('activate', { by: 'stranger', ground }).isRefused('ITEM.ROLE_MISSING');
    const activated = recorded.when('activate', { ground }).leaves('Transitioned');
    expect([recorded.prints('2020-09-30'), activated.prints('2020-09-30')]).toEqual([
      'Not implemented',
      'Activated',
    ]);
    expect(isInForce(provision, activated.state)).toBe(true);
    activated.when('activate', { ground }).isRefused('ITEM.WRONG_STATE');
  });
});

describe('an appraisal contribution', () => {
  const draft = given(contribution, { title: 'On 2020', lines: ['entity', 'resident-coordinator'] });
  const under = (state: string) =>
    draft.beside('provision', state, provision).after('link-lineage', {
      fields: { relation: 'derives-from', item: 'provision' },
    });
  const submitted = under('activated').after('submit');
  const onEntity = { by: 'clear-entity', fields: { line: 'entity' } };
  const onRc = { by: 'clear-rc', fields: { line: 'resident-coordinator' } };

  it('row 18: is submitted only under a provision that is activated', () => {
    draft.when('submit').isRefused('ITEM.LINK_MISSING');
    const [message] = under('not_implemented').when('submit').isRefused('ITEM.LINKED_STATE');
    expect(message).toContain('“Provision” stands at “Not implemented”, and must be Activated first');
    under('activated').when('submit').leaves('Transitioned');
    draft
      .beside('maf', 'endorsed', framework)
      .when('link-lineage', { fields: { relation: 'derives-from', item: 'maf' } })
      .isRefused('ITEM.LINEAGE_NOT_ALLOWED');
  });

  it('row 17: takes both lines, and two persons', () => {
    submitted.when('complete').isRefused('ITEM.SIGN_OFF_MISSING');
    const one = submitted.after('clear', onEntity);
    const [message] = one.when('complete').isRefused('ITEM.SIGN_OFF_MISSING');
    expect(message).toContain('“resident-coordinator”');
    one.when('clear', { ...onRc, by: 'clear-entity' }).isRefused('ITEM.ROLE_MISSING', 'ITEM.NOT_SEPARATE');
    submitted
      .after('clear', { by: 'clear-both', fields: { line: 'entity' } })
      .when('clear', { by: 'clear-both', fields: { line: 'resident-coordinator' } })
      .isRefused('ITEM.NOT_SEPARATE');
    const both = one.after('clear', onRc).when('complete').leaves('Transitioned');
    expect(both.prints('2020-09-30')).toBe('Cleared');
  });

  it('is taken back to be changed, and clearances lapse', () => {
    const back = submitted.after('clear', onEntity).when('take-back', { reason: 'A figure was wrong' });
    expect(back.leaves('Transitioned', 'SignOffLapsed').prints('2020-09-30')).toBe('Draft');
    submitted.when('withdraw', { reason: 'Left the team' }).leaves('Transitioned');
  });
});

describe('a proposal', () => {
  const review = given(proposal, { title: 'Staff Regulations', body: 'governing-body' });
  const waits = {
    reason: 'Follows the Framework',
    ground,
    fields: {
      prerequisite: 'maf',
      states: 'endorsed, issued, superseded',
      phrase: 'following the endorsement',
    },
  };
  const waiting = review.beside('maf', 'under_review', framework).after('link-prerequisite', waits);
  const proposed = waiting.beside('maf', 'endorsed', framework).after('propose');
  const decided = { by: 'registrar', decidedBy: 'governing-body' };

  it('row 19: is proposed only after what it waits for is endorsed', () => {
    waiting.when('propose').isRefused('ITEM.PREREQUISITE_UNMET');
    waiting.beside('maf', 'finalized', framework).when('propose').isRefused('ITEM.PREREQUISITE_UNMET');
    expect(proposed.prints('2020-09-30')).toBe('Proposed');
  });

  it('row 19: the Governing Body approves, then it is put in force', () => {
    proposed.when('approve', { by: 'registrar' }).isRefused('ITEM.DECISION_MISSING');
    proposed.when('approve', { ...decided, decidedBy: 'unsdg-principals' }).isRefused('ITEM.WRONG_BODY');
    proposed.when('put-in-force').isRefused('ITEM.WRONG_STATE');
    const approved = proposed.after('approve', decided);
    const inForce = approved.after('put-in-force');
    expect([approved, inForce].map((one) => one.prints('2020-09-30'))).toEqual(['Approved', 'In force']);
    expect([approved, inForce].map((one) => isInForce(proposal, one.state))).toEqual([false, true]);
  });

  it('whoever proposed does not record the approval', () => {
    const byRegistrar = review.after('propose', { by: 'registrar' });
    byRegistrar.when('approve', decided).isRefused('ITEM.NOT_SEPARATE');
  });

  it('is approved with amendments, whose text is then the one approved', () => {
    proposed.when('approve-with-amendments', decided).isRefused('ITEM.FIELD_MISSING');
    const amended = proposed.after('approve-with-amendments', { ...decided, fields: { text: 'As amended' } });
    expect(amended.prints('2020-09-30')).toBe('Approved with amendments');
    expect(amended.state.contentDigest).not.toBe(proposed.state.contentDigest);
    amended.when('put-in-force').leaves('Transitioned');
  });

  it('is referred back to be reviewed again, or deferred and taken up again', () => {
    proposed.when('refer-back', decided).isRefused('ITEM.REASON_MISSING');
    const back = proposed.after('refer-back', { ...decided, reason: 'Consult the staff' });
    expect(back.prints('2020-09-30')).toBe('Referred back');
    expect(back.after('review-again').prints('2020-09-30')).toBe('Under review');
    const deferred = proposed.after('defer', { ...decided, reason: 'For want of time' });
    expect(deferred.prints('2020-09-30')).toBe('Deferred');
    deferred.when('take-up-again', { by: 'registrar' }).leaves('Transitioned');
    deferred
      .beside('maf', 'finalized', framework)
      .when('take-up-again', { by: 'registrar' })
      .isRefused('ITEM.PREREQUISITE_UNMET');
  });

  it('row 31: is closed without a decision, and so printed', () => {
    const why = { by: 'registrar', reason: 'No declaration was agreed', ground: 'GB.340/INS/6 ¶2' };
    proposed
      .when('close-without-decision', { by: 'registrar' })
      .isRefused('ITEM.REASON_MISSING', 'ITEM.GROUND_MISSING');
    const closed = proposed.when('close-without-decision', why).leaves('Transitioned');
    expect(closed.prints('2020-09-30')).toBe('Closed without a decision');
    expect(closed.state.endorsedBy).toBeNull();
    closed.when('approve', decided).isRefused('ITEM.WRONG_STATE');
  });
});
