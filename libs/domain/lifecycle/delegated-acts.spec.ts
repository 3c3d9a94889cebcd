import { evidence, given, packType } from '#testing';

const actionItem = packType('action-item');
const framework = packType('framework-revision');
const reason = 'COVID-19';

const item = given(actionItem, {
  number: '4',
  title: 'Guidance',
  due: 'By end 2019',
  plan: 'plan',
  planBody: 'governing-body',
}).on('2020-10-05');
const later = { fields: { due: 'By end 2020' }, reason };
const asked = item.after('request-extension', later);

const lines = ['entity', 'resident-coordinator'];
const finalized = given(framework, { title: 'MAF', body: 'unsdg-principals', lines })
  .on('2020-10-05')
  .after('finalize');
const onEntity = { line: 'entity' };
const onRc = { line: 'resident-coordinator' };

describe('acting for another', () => {
  it('is possible by delegation, and says for whom', () => {
    item.when('start', { by: 'stand-in' }).isRefused('ITEM.ROLE_MISSING');
    const started = item
      .delegating('focal', 'stand-in', 'owner')
      .when('start', { by: 'stand-in' })
      .leaves('Transitioned');
    expect(started.events.at(-1)?.data).toMatchObject({
      via: {
        onBehalfOf: 'focal',
        saw: expect.arrayContaining([
          { guard: 'role', facts: expect.objectContaining({ as: 'owner', for: 'focal', actor: 'stand-in' }) },
        ]),
      },
    });
  });

  it('says nothing of it where one acts for oneself', () => {
    const started = item.delegating('deputy', 'focal', 'owner').after('start', { by: 'focal' });
    expect(started.events.at(-1)?.data).not.toHaveProperty('via.onBehalfOf');
  });

  it('covers the items of whoever delegates, or the one that is named', () => {
    const others = item.assigned('somebody').delegating('focal', 'stand-in', 'owner');
    others.when('start', { by: 'stand-in' }).isRefused('ITEM.ROLE_MISSING');
    item
      .delegating('focal', 'stand-in', 'owner', 'another')
      .when('start', { by: 'stand-in' })
      .isRefused('ITEM.ROLE_MISSING');
    item
      .delegating('focal', 'stand-in', 'owner', 'x')
      .when('start', { by: 'stand-in' })
      .leaves('Transitioned');
    item.delegating('deputy', 'stand-in', 'owner').when('start', { by: 'stand-in' }).leaves('Transitioned');
  });

  it('covers a line or a body, no more', () => {
    const standsIn = finalized.delegating('clear-entity', 'stand-in', 'clearance', 'entity');
    const signed = standsIn.when('clear', { by: 'stand-in', fields: onEntity }).leaves('SignedOff');
    expect(signed.state.signOffs).toMatchObject([{ person: 'stand-in', onBehalfOf: 'clear-entity' }]);
    standsIn.when('clear', { by: 'stand-in', fields: onRc }).isRefused('ITEM.ROLE_MISSING');
    item
      .delegating('ecosoc-approver', 'stand-in', 'approver', 'ecosoc')
      .when('discontinue', { by: 'stand-in', reason })
      .isRefused('ITEM.ROLE_MISSING', 'ITEM.DECISION_MISSING');
    const body = item.delegating('governing-body-approver', 'stand-in', 'approver', 'governing-body');
    body.when('discontinue', { by: 'stand-in', reason }).leaves('Transitioned');
    body
      .when('discontinue', { by: 'stand-in', reason, decidedBy: 'governing-body-approver' })
      .leaves('Transitioned');
  });

  it('is shown as possible to whoever asks first', () => {
    expect(item.possibility('start', 'stand-in').allowed).toBe(false);
    expect(item.delegating('focal', 'stand-in', 'owner').possibility('start', 'stand-in').allowed).toBe(true);
  });
});

describe('nobody approves what they asked for', () => {
  it('neither themselves, nor by delegation to themselves', () => {
    const [message] = asked
      .delegating('approver', 'focal', 'approver')
      .when('extend-due', { by: 'focal' })
      .isRefused('ITEM.NOT_SEPARATE');
    expect(message).toContain('because focal asked for it');
  });

  it('nor through whoever acts for them', () => {
    const forApprover = given(actionItem, { due: 'By end 2019', owner: 'approver' })
      .on('2020-10-05')
      .after('request-extension', { ...later, by: 'approver' })
      .delegating('approver', 'stand-in', 'approver');
    const [message] = forApprover.when('extend-due', { by: 'stand-in' }).isRefused('ITEM.NOT_SEPARATE');
    expect(message).toContain('because approver, for whom stand-in acts, asked for it');
  });

  it('nor where somebody asked for them', () => {
    const own = given(actionItem, { due: 'By end 2019', owner: 'approver' })
      .on('2020-10-05')
      .delegating('approver', 'stand-in', 'owner')
      .after('request-extension', { ...later, by: 'stand-in' });
    expect(own.state.extensionRequest).toMatchObject({ by: 'stand-in', onBehalfOf: 'approver' });
    own.undelegated().when('extend-due', { by: 'approver' }).isRefused('ITEM.NOT_SEPARATE');
    own
      .delegating('governing-body-approver', 'stand-in', 'approver')
      .when('extend-due', { by: 'stand-in' })
      .isRefused('ITEM.NOT_SEPARATE');
  });

  it('nor by having somebody else ask again', () => {
    const twice = given(actionItem, { due: 'By end 2019', owner: 'approver' })
      .on('2020-10-05')
      .after('request-extension', { ...later, by: 'approver' })
      .after('request-extension', { ...later, by: 'deputy' });
    twice.when('extend-due', { by: 'approver' }).isRefused('ITEM.NOT_SEPARATE');
    twice.when('extend-due', { by: 'deputy' }).isRefused('ITEM.ROLE_MISSING', 'ITEM.NOT_SEPARATE');
  });

  it('while another approver, or whoever acts for one, may', () => {
    asked
      .delegating('approver', 'stand-in', 'approver')
      .when('extend-due', { by: 'stand-in' })
      .leaves('DueExtended');
    // Of two for whom they may act, the one who is apart.
    const own = given(actionItem, { due: 'By end 2019', owner: 'approver' })
      .on('2020-10-05')
      .after('request-extension', { ...later, by: 'approver' });
    const extended = own
      .delegating('approver', 'stand-in', 'approver')
      .delegating('governing-body-approver', 'stand-in', 'approver')
      .when('extend-due', { by: 'stand-in' })
      .leaves('DueExtended');
    expect(extended.events.at(-1)?.data).toMatchObject({ via: { onBehalfOf: 'governing-body-approver' } });
  });
});

describe('declining an extension', () => {
  it('takes a reason and another person, and leaves the due date as it is', () => {
    asked.when('decline-extension', { by: 'approver' }).isRefused('ITEM.REASON_MISSING');
    asked.when('decline-extension', { reason }).isRefused('ITEM.ROLE_MISSING', 'ITEM.NOT_SEPARATE');
    item.when('decline-extension', { by: 'approver', reason }).isRefused('ITEM.REQUEST_MISSING');
    expect(asked.state.extensionRequest).toMatchObject({ by: 'focal', due: { text: 'By end 2020' } });
    const declined = asked
      .when('decline-extension', { by: 'approver', reason: 'It can be held online' })
      .leaves('DueExtensionDeclined');
    expect(declined.state).toMatchObject({ extensionRequest: null, due: { revised: null, revision: 1 } });
    expect(declined.events.at(-1)?.data).toMatchObject({
      requestedBy: 'focal',
      due: { text: 'By end 2020' },
    });
    declined.when('extend-due', { by: 'approver', reason }).isRefused('ITEM.REQUEST_MISSING');
    declined.after('request-extension', later).when('extend-due', { by: 'approver' }).leaves('DueExtended');
  });
});

describe('whoever answered for an item stays apart from approving it', () => {
  const done = given(actionItem, { owner: 'approver', due: 'By end 2019' })
    .on('2020-10-05')
    .after('complete', { by: 'approver', evidence });

  it('after another was named focal point', () => {
    done.when('reopen', { by: 'approver', reason }).isRefused('ITEM.NOT_SEPARATE');
    const [message] = done
      .assigned('somebody')
      .when('reopen', { by: 'approver', reason })
      .isRefused('ITEM.NOT_SEPARATE');
    expect(message).toContain('answers or has answered for it');
    done
      .assigned('somebody')
      .when('reopen', { by: 'governing-body-approver', reason })
      .isRefused('ITEM.ROLE_MISSING');
  });

  it('and so does whoever stands in for the focal point today, whatever else they are', () => {
    const other = given(actionItem, {}).on('2020-10-05').after('complete', { evidence });
    other.when('reopen', { by: 'approver', reason }).leaves('Transitioned');
    other
      .delegating('focal', 'approver', 'owner')
      .when('reopen', { by: 'approver', reason })
      .isRefused('ITEM.NOT_SEPARATE');
  });

  it('also after standing in for them is over', () => {
    const stoodIn = given(actionItem, {})
      .on('2020-10-05')
      .delegating('focal', 'approver', 'owner')
      .after('complete', { by: 'approver', evidence })
      .undelegated();
    stoodIn.when('reopen', { by: 'approver', reason }).isRefused('ITEM.NOT_SEPARATE');
  });

  it('also where an approver decides by acting; a body’s decision they may record', () => {
    const own = given(actionItem, { owner: 'approver', planBody: 'governing-body' }).on('2020-10-05');
    own.when('discontinue', { by: 'approver', reason }).isRefused('ITEM.NOT_SEPARATE');
    own.when('discontinue', { by: 'approver', reason, decidedBy: 'governing-body' }).leaves('Transitioned');
  });
});

describe('clearance through delegation', () => {
  it('counts one person once, whoever acts for whom', () => {
    const both = finalized
      .after('clear', { by: 'clear-rc', fields: onRc })
      .delegating('clear-entity', 'clear-rc', 'clearance', 'entity');
    both.when('clear', { by: 'clear-rc', fields: onEntity }).isRefused('ITEM.NOT_SEPARATE');
    const lent = finalized
      .delegating('clear-both', 'stand-in', 'clearance', 'entity')
      .after('clear', { by: 'stand-in', fields: onEntity });
    const [message] = lent.when('clear', { by: 'clear-both', fields: onRc }).isRefused('ITEM.NOT_SEPARATE');
    expect(message).toContain('clear-both has already spoken');
  });

  it('is neither for whoever put the text forward, nor for those who act for them, ever', () => {
    const own = given(framework, { owner: 'clear-entity', deputy: 'clear-both', lines })
      .on('2020-10-05')
      .after('finalize', { by: 'clear-entity' });
    own
      .delegating('clear-entity', 'stand-in', 'clearance', 'entity')
      .when('clear', { by: 'stand-in', fields: onEntity })
      .isRefused('ITEM.NOT_SEPARATE');
    const again = own
      .after('return-to-drafting', { by: 'clear-both', reason })
      .after('finalize', { by: 'clear-both' });
    again.when('clear', { by: 'clear-entity', fields: onEntity }).isRefused('ITEM.NOT_SEPARATE');
    const lent = given(framework, { owner: 'clear-entity', lines })
      .on('2020-10-05')
      .delegating('clear-entity', 'stand-in', 'owner')
      .after('finalize', { by: 'stand-in' })
      .undelegated();
    lent.when('clear', { by: 'clear-entity', fields: onEntity }).isRefused('ITEM.NOT_SEPARATE');
  });
});
