import { isInForce } from '#domain';
import { given, packType } from '#testing';

const framework = packType('framework-revision');
const lines = ['entity', 'resident-coordinator'];
const maf = given(framework, {
  title: 'Management and Accountability Framework',
  body: 'unsdg-principals',
  lines,
}).on('2020-10-05');

const ground = 'GB.340/INS/6 ¶7';
const provisional = maf.after('put-into-use', { ground });
const reviewed = provisional.after('open-review');
const finalized = reviewed.after('finalize');
const onEntity = { by: 'clear-entity', fields: { line: 'entity' } };
const onRc = { by: 'clear-rc', fields: { line: 'resident-coordinator' } };
const cleared = finalized.after('clear', onEntity).after('clear', onRc);
const endorsement = { by: 'registrar', decidedBy: 'unsdg-principals' };
const endorsed = cleared.after('endorse', endorsement);
const issued = endorsed.after('issue');

describe('use and review', () => {
  it('is put into provisional use on a ground, and then reviewed', () => {
    maf.when('put-into-use').isRefused('ITEM.GROUND_MISSING');
    maf.when('put-into-use', { by: 'approver', ground }).isRefused('ITEM.ROLE_MISSING');
    maf.when('open-review').isRefused('ITEM.WRONG_STATE');
    expect(provisional.when('open-review').leaves('Transitioned').state.state).toBe('under_review');
  });

  it('takes chapters while it is drafted or reviewed, companions always', () => {
    const fields = { title: 'Regional entities' };
    expect(reviewed.when('add-chapter', { fields }).leaves('ChapterAdded').state.chapters).toEqual([
      fields.title,
    ]);
    maf.when('add-chapter', { fields }).leaves('ChapterAdded');
    finalized.when('add-chapter', { fields }).isRefused('ITEM.WRONG_STATE');
    issued.when('add-chapter', { fields }).isRefused('ITEM.WRONG_STATE');
    issued.when('link-companion', { fields }).leaves('CompanionLinked');
    issued.when('link-companion').isRefused('ITEM.FIELD_MISSING');
  });

  it('prints each state', () => {
    const printed = [maf, provisional, reviewed, finalized, endorsed, issued].map((one) =>
      one.prints('2020-10-05'),
    );
    expect(printed).toEqual([
      'Draft',
      'Provisional',
      'Provisional, under review',
      'Revised, awaiting endorsement',
      'Endorsed',
      'Issued',
    ]);
  });

  it('is in force from provisional use or issue until superseded', () => {
    const inForce = [maf, provisional, reviewed, finalized, endorsed, issued].map((one) =>
      isInForce(framework, one.state),
    );
    expect(inForce).toEqual([false, true, true, true, true, true]);
    const guidance = given(framework, { body: 'unsdg-principals' })
      .after('finalize')
      .after('endorse', endorsement);
    expect(isInForce(framework, guidance.state)).toBe(false);
    expect(isInForce(framework, guidance.after('issue').state)).toBe(true);
    const withdrawn = guidance.after('issue').after('withdraw-endorsement', { ...endorsement, reason: 'x' });
    expect(isInForce(framework, withdrawn.state)).toBe(false);
  });
});

describe('finalizing', () => {
  it('fixes the digest of the text', () => {
    expect(finalized.state).toMatchObject({
      finalizedBy: 'focal',
      contentDigest: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    const digest = 'a'.repeat(64);
    expect(reviewed.after('finalize', { fields: { digest } }).state.contentDigest).toBe(digest);
    reviewed.when('finalize', { fields: { digest: 'A1' } }).isRefused('ITEM.FIELD_INVALID');
    provisional.when('finalize').isRefused('ITEM.WRONG_STATE');
  });

  it('gives another digest to another text', () => {
    const other = reviewed.after('add-chapter', { fields: { title: 'ECOSOC' } }).after('finalize');
    expect(other.state.contentDigest).not.toBe(finalized.state.contentDigest);
  });

  it('is undone to where it came from, and clearances lapse', () => {
    cleared.when('return-to-drafting').isRefused('ITEM.REASON_MISSING');
    const back = cleared.when('return-to-drafting', { reason: 'A chapter is missing' });
    const returned = back.leaves('Transitioned', 'SignOffLapsed', 'SignOffLapsed');
    expect(returned.state).toMatchObject({ state: 'under_review', signOffs: [] });
    const draft = maf.after('finalize').after('return-to-drafting', { reason: 'x' });
    expect(draft.state).toMatchObject({ state: 'draft', cameFrom: null });
  });

  it('finds its way back to drafting after an endorsement was withdrawn', () => {
    const withdrawn = issued.after('withdraw-endorsement', { ...endorsement, reason: 'x' });
    expect(withdrawn.after('return-to-drafting', { reason: 'x' }).state.state).toBe('under_review');
  });
});

describe('clearance', () => {
  it('is one person’s word on a line of theirs', () => {
    const signed = finalized.when('clear', onEntity).leaves('SignedOff');
    expect(signed.state.signOffs).toMatchObject([
      { line: 'entity', person: 'clear-entity', verdict: 'clear' },
    ]);
    signed.when('clear', onEntity).isRefused('ITEM.NOTHING_TO_DO');
    finalized
      .when('clear', { by: 'clear-entity', fields: { line: 'resident-coordinator' } })
      .isRefused('ITEM.ROLE_MISSING');
    finalized
      .when('clear', { by: 'clear-both', fields: { line: 'finance' } })
      .isRefused('ITEM.ROLE_MISSING', 'ITEM.UNKNOWN_LINE');
    finalized.when('clear', { by: 'clear-entity' }).isRefused('ITEM.FIELD_MISSING');
    reviewed.when('clear', onEntity).isRefused('ITEM.WRONG_STATE', 'ITEM.CONTENT_CHANGED');
  });

  it('is never one person’s on two lines', () => {
    const one = finalized.after('clear', { by: 'clear-both', fields: { line: 'entity' } });
    const both = { by: 'clear-both', fields: { line: 'resident-coordinator' } };
    one.when('clear', both).isRefused('ITEM.NOT_SEPARATE');
    one.when('object', { ...both, fields: { ...both.fields, comment: 'No' } }).isRefused('ITEM.NOT_SEPARATE');
  });

  it('is not for whoever finalized the text', () => {
    const own = given(framework, { owner: 'clear-entity', lines }).after('finalize', { by: 'clear-entity' });
    const [message] = own.when('clear', onEntity).isRefused('ITEM.NOT_SEPARATE');
    expect(message).toContain('finalized the text');
  });

  it('is bound to the text that was read', () => {
    const fields = { line: 'entity', digest: 'b'.repeat(64) };
    finalized.when('clear', { by: 'clear-entity', fields }).isRefused('ITEM.CONTENT_CHANGED');
    const present = { line: 'entity', digest: finalized.state.contentDigest ?? '' };
    finalized.when('clear', { by: 'clear-entity', fields: present }).leaves('SignedOff');
  });

  it('can be refused with a comment, which is the line’s last word until the next', () => {
    finalized.when('object', onEntity).isRefused('ITEM.FIELD_MISSING');
    const fields = { line: 'entity', comment: 'Not without the regional chapter' };
    const objected = finalized
      .after('clear', onEntity)
      .when('object', { by: 'clear-entity', fields })
      .leaves('Objected');
    expect(objected.state.signOffs).toMatchObject([{ verdict: 'object', comment: fields.comment }]);
    objected.after('clear', onRc).when('endorse', endorsement).isRefused('ITEM.SIGN_OFF_MISSING');
    objected
      .after('clear', onRc)
      .after('clear', onEntity)
      .when('endorse', endorsement)
      .leaves('Transitioned');
  });
});

describe('endorsement', () => {
  it('is the decision of the body named, and of no other', () => {
    const [message] = cleared
      .when('endorse', { by: 'registrar', decidedBy: 'development-coordination-office' })
      .isRefused('ITEM.WRONG_BODY');
    expect(message).toContain('Only UNSDG principals may decide');
    expect(message).toContain('UN Development Coordination Office may not');
    cleared.when('endorse', { by: 'registrar' }).isRefused('ITEM.DECISION_MISSING');
    cleared.when('endorse', { ...endorsement, by: 'focal' }).isRefused('ITEM.ROLE_MISSING');
    expect(cleared.when('endorse', endorsement).leaves('Transitioned').state.endorsedBy).toBe(
      'unsdg-principals',
    );
  });

  it('takes every line that the item requires', () => {
    const [message] = finalized
      .after('clear', onEntity)
      .when('endorse', endorsement)
      .isRefused('ITEM.SIGN_OFF_MISSING');
    expect(message).toContain('“resident-coordinator”');
    given(framework, { body: 'unsdg-principals' })
      .after('finalize')
      .when('endorse', endorsement)
      .leaves('Transitioned');
  });

  it('may not have been before the clearances that it rests on', () => {
    const later = finalized.on('2020-10-08').after('clear', onEntity).after('clear', onRc);
    const [message] = later
      .when('endorse', { ...endorsement, effective: '2020-10-07' })
      .isRefused('ITEM.SIGN_OFF_MISSING');
    expect(message).toContain('entity');
    later.when('endorse', { ...endorsement, effective: '2020-10-08' }).leaves('Transitioned');
  });

  it('names every condition that keeps it away', () => {
    reviewed
      .when('endorse', { decidedBy: 'governing-body' })
      .isRefused('ITEM.WRONG_STATE', 'ITEM.ROLE_MISSING', 'ITEM.WRONG_BODY', 'ITEM.SIGN_OFF_MISSING');
  });

  it('comes before the issue', () => {
    finalized.when('issue').isRefused('ITEM.WRONG_STATE');
    endorsed.when('issue').leaves('Transitioned');
  });

  it('is withdrawn by the body that gave it, for a reason', () => {
    for (const scenario of [endorsed, issued]) {
      scenario.when('withdraw-endorsement', endorsement).isRefused('ITEM.REASON_MISSING');
      scenario
        .when('withdraw-endorsement', { by: 'registrar', decidedBy: 'governing-body', reason: 'x' })
        .isRefused('ITEM.WRONG_BODY');
      const withdrawn = scenario
        .when('withdraw-endorsement', { ...endorsement, reason: 'x' })
        .leaves('Transitioned');
      expect(withdrawn.state).toMatchObject({ state: 'finalized', endorsedBy: null, signOffs: [{}, {}] });
    }
  });
});

describe('the end', () => {
  it('is superseded by a successor: by the registrar, or by a reaction', () => {
    const next = issued.beside('maf-2', 'issued', framework);
    next.when('supersede', { by: 'registrar' }).isRefused('ITEM.FIELD_MISSING');
    issued.when('supersede', { by: 'registrar', fields: { successor: 'maf-2' } }).isRefused('ITEM.UNKNOWN');
    next.when('supersede', { fields: { successor: 'maf-2' } }).isRefused('ITEM.ROLE_MISSING');
    const superseded = next
      .when('supersede', { by: 'system:supersession', fields: { successor: 'maf-2' } })
      .leaves('Transitioned');
    expect(superseded.state).toMatchObject({ state: 'superseded', successor: 'maf-2' });
    expect(isInForce(framework, superseded.state)).toBe(false);
  });

  it('is abandoned as a draft, for a reason', () => {
    maf.when('abandon').isRefused('ITEM.REASON_MISSING');
    expect(maf.when('abandon', { reason: 'x' }).leaves('Transitioned').state.state).toBe('withdrawn');
    provisional.when('abandon', { reason: 'x' }).isRefused('ITEM.WRONG_STATE');
  });
});
