import { evidence, given, packType } from '#testing';

const actionItem = packType('action-item');
const framework = packType('framework-revision');

const item = given(actionItem, { number: '11', due: 'By end 2019', planBody: 'governing-body' });
const today = item.on('2020-10-05');
const ongoing = today.after('start');
const completed = ongoing.after('complete', { evidence });

const link = {
  reason: 'Reviewed only after the endorsement',
  ground: 'GB.340/INS/6 ¶7',
  fields: {
    prerequisite: 'maf',
    states: 'endorsed, issued, superseded',
    phrase: 'following the revision and UNSDG endorsement of the Management and Accountability Framework',
  },
};
const maf = (state: string) =>
  today.beside('maf', state, framework, { title: 'Management and Accountability Framework' });
const waiting = maf('under_review').after('link-prerequisite', link);

describe('planning the start', () => {
  it('takes a reason where it will miss the due date', () => {
    const [message] = today
      .when('plan-start', { fields: { start: '2020' } })
      .isRefused('ITEM.REASON_MISSING');
    expect(message).toContain('will miss the due date “By end 2019”');
    const planned = today
      .when('plan-start', { fields: { start: '2020' }, reason: 'Late' })
      .leaves('StartPlanned');
    expect(planned.state).toMatchObject({ state: 'planned', start: { outlook: 'will-miss' } });
  });

  it('takes none in time, and one when it is planned anew', () => {
    const planned = item.when('plan-start', { fields: { start: 'March 2019' } }).leaves('StartPlanned');
    planned.when('plan-start', { fields: { start: 'June 2019' } }).isRefused('ITEM.REASON_MISSING');
    planned.when('plan-start', { fields: { start: 'June 2019' }, reason: 'Staff' }).leaves('StartPlanned');
  });

  it('is for the focal point, on a text that can be read', () => {
    today
      .when('plan-start', { by: 'deputy', fields: { start: 'early 2020' } })
      .isRefused('ITEM.ROLE_MISSING', 'DUE.UNREADABLE');
    today.when('plan-start').isRefused('ITEM.FIELD_MISSING');
    today.when('plan-start', { fields: { start: '2022-23' } }).isRefused('DUE.AMBIGUOUS');
    ongoing.when('plan-start', { fields: { start: '2021' }, reason: 'x' }).isRefused('ITEM.WRONG_STATE');
  });
});

describe('progress', () => {
  it('is reported by the act’s name too, where only one transition of the type does that', () => {
    const { transitions } = actionItem;
    const { 'report-progress': report, ...others } = transitions;
    if (report === undefined) throw new Error('The pack’s action item takes reports.');
    const renamed = { ...actionItem, transitions: { ...others, 'tell-us': report } };
    given(renamed, { number: '11' })
      .when('report-progress', { fields: { text: 'Draft is out' } })
      .leaves('ProgressReported');
    const twice = { ...actionItem, transitions: { ...others, 'tell-us': report, 'tell-them': report } };
    given(twice, { number: '11' }).when('report-progress').isRefused('ITEM.UNKNOWN_TRANSITION');
  });
});

describe('doing it', () => {
  it('starts from agreed or planned, once', () => {
    today.when('start', { by: 'deputy' }).leaves('Transitioned');
    today
      .after('plan-start', { fields: { start: '2021' }, reason: 'x' })
      .when('start')
      .leaves('Transitioned');
    ongoing.when('start').isRefused('ITEM.WRONG_STATE');
    today.when('start', { by: 'registrar' }).isRefused('ITEM.ROLE_MISSING');
  });

  it('takes notes and additions from its people in any state', () => {
    for (const scenario of [today, ongoing, completed]) {
      scenario.when('report-progress', { fields: { text: 'Draft is out' } }).leaves('ProgressReported');
      scenario.when('add-partner', { fields: { partner: 'ACTRAV' } }).leaves('PartnerAdded');
      scenario.when('link-basis', { fields: { basis: 'GB.335/INS/10' } }).leaves('BasisLinked');
      scenario.when('attach-evidence', { evidence }).leaves('EvidenceAttached');
      scenario.when('attach-evidence').isRefused('ITEM.EVIDENCE_MISSING');
      scenario
        .when('report-progress', { by: 'approver', fields: { text: ' ' } })
        .isRefused('ITEM.ROLE_MISSING', 'ITEM.FIELD_MISSING');
    }
  });

  it('flags evidence from before the start', () => {
    const early = today.after('attach-evidence', { evidence, effective: 'July 2019' });
    expect(early.state).toMatchObject({
      evidence: [{ beforeStart: true }],
      flags: [{ code: 'EVIDENCE_BEFORE_START' }],
    });
    const late = ongoing.after('attach-evidence', { evidence, effective: 'July 2019' });
    expect(late.state.evidence).toMatchObject([{ beforeStart: true }]);
    const unknown = today
      .after('start', { effective: 'by 2020-09-30' })
      .after('attach-evidence', { evidence, effective: 'July 2019' });
    expect(unknown.state.evidence).toMatchObject([{ beforeStart: false }]);
  });

  it('completes part by part, each with its own evidence', () => {
    const parts = [
      { id: '8a', title: 'First' },
      { id: '8b', title: 'Second' },
    ];
    const begun = given(actionItem, { number: '8', parts })
      .on('2020-01-01')
      .after('start')
      .after('attach-evidence', { evidence });
    begun.when('complete-part', { fields: { part: '8a' } }).isRefused('ITEM.EVIDENCE_MISSING');
    begun.when('complete-part', { fields: { part: '8c' }, evidence }).isRefused('ITEM.UNKNOWN_PART');
    const half = begun.when('complete-part', { fields: { part: '8a' }, evidence }).leaves('PartCompleted');
    expect(half.state).toMatchObject({ state: 'ongoing', parts: [{ done: true }, { done: false }] });
    half.when('complete-part', { fields: { part: '8a' }, evidence }).isRefused('ITEM.NOTHING_TO_DO');
    const [message] = half.when('complete', { evidence }).isRefused('ITEM.PARTS_OPEN');
    expect(message).toContain('8b “Second”');
    const whole = half.on('2020-01-09').after('complete-part', { fields: { part: '8b' }, evidence });
    whole.when('complete', { effective: '2020-01-08' }).isRefused('ITEM.PARTS_OPEN');
    whole.when('complete').leaves('Transitioned');
  });

  it('is delivered and continues, or is completed, on evidence', () => {
    const [first] = today.when('complete').isRefused('ITEM.EVIDENCE_MISSING');
    expect(first).toContain('attach what shows it');
    waiting.when('complete').isRefused('ITEM.PREREQUISITE_UNMET', 'ITEM.EVIDENCE_MISSING');
    const delivered = today
      .when('deliver-and-continue', { evidence })
      .leaves('Transitioned', 'EvidenceAttached');
    expect(delivered.state).toMatchObject({ state: 'completed_ongoing', evidence: [{ beforeStart: false }] });
    delivered.when('complete').leaves('Transitioned');
    today
      .after('plan-start', { fields: { start: '2021' }, reason: 'x' })
      .when('complete', { evidence })
      .isRefused('ITEM.WRONG_STATE');
  });

  it.each(['2019', 'not stated'])('is completed from agreed on the day “%s”', (effective) => {
    const done = today.when('complete', { evidence, effective }).leaves('Transitioned', 'EvidenceAttached');
    expect(done.state).toMatchObject({ state: 'completed', doneOn: { text: effective } });
  });
});

describe('extending the due date', () => {
  const asked = today.after('request-extension', { fields: { due: 'By end 2020' }, reason: 'COVID-19' });

  it('is asked for with a reason and approved by somebody else', () => {
    today.when('request-extension', { fields: { due: 'By end 2020' } }).isRefused('ITEM.REASON_MISSING');
    asked.when('extend-due').isRefused('ITEM.ROLE_MISSING', 'ITEM.NOT_SEPARATE');
    const extended = asked.when('extend-due', { by: 'approver' }).leaves('DueExtended');
    expect(extended.state).toMatchObject({
      extensionRequest: null,
      due: { original: { text: 'By end 2019' }, revised: { text: 'By end 2020' }, revision: 2 },
    });
    expect(extended.events.at(-1)?.data).toMatchObject({ reason: 'COVID-19', requestedBy: 'focal' });
  });

  it('ends later than before, and only where it was asked for', () => {
    today
      .when('request-extension', { fields: { due: 'By mid-2019' }, reason: 'x' })
      .isRefused('ITEM.DUE_NOT_LATER');
    today.when('extend-due', { by: 'approver' }).isRefused('ITEM.REASON_MISSING', 'ITEM.REQUEST_MISSING');
    const open = given(actionItem, {});
    open.when('request-extension', { fields: { due: '2020' }, reason: 'x' }).isRefused('ITEM.DUE_NOT_LATER');
    completed
      .when('request-extension', { fields: { due: '2021' }, reason: 'x' })
      .isRefused('ITEM.WRONG_STATE');
  });
});

describe('discontinuing and reopening', () => {
  const reason = 'Overtaken';

  it('is decided by the plan’s body, or by an approver whom it empowered', () => {
    today.when('discontinue', { by: 'registrar', reason }).isRefused('ITEM.DECISION_MISSING');
    today
      .when('discontinue', { by: 'registrar', reason, decidedBy: 'unsdg-principals' })
      .isRefused('ITEM.WRONG_BODY');
    today
      .when('discontinue', { by: 'registrar', reason, decidedBy: 'governing-body' })
      .leaves('Transitioned');
    today.when('discontinue', { by: 'approver', reason }).leaves('Transitioned');
    today.when('discontinue', { by: 'governing-body-approver', reason }).leaves('Transitioned');
    today
      .when('discontinue', { by: 'ecosoc-approver', reason })
      .isRefused('ITEM.ROLE_MISSING', 'ITEM.DECISION_MISSING');
    today.when('discontinue', { by: 'approver' }).isRefused('ITEM.REASON_MISSING');
    completed.when('discontinue', { by: 'approver', reason }).isRefused('ITEM.WRONG_STATE');
  });

  it('may name a successor that is there', () => {
    const fields = { successor: 'maf' };
    today.when('discontinue', { by: 'approver', reason, fields }).isRefused('ITEM.UNKNOWN');
    const discontinued = maf('draft').after('discontinue', { by: 'approver', reason, fields });
    expect(discontinued.state).toMatchObject({ state: 'discontinued', successor: 'maf' });
  });

  it('is reopened by an approver who does not answer for it', () => {
    completed.when('reopen', { reason }).isRefused('ITEM.ROLE_MISSING', 'ITEM.NOT_SEPARATE');
    completed.when('reopen', { by: 'approver' }).isRefused('ITEM.REASON_MISSING');
    const reopened = completed.when('reopen', { by: 'approver', reason }).leaves('Transitioned');
    expect(reopened.state).toMatchObject({ state: 'ongoing', doneOn: null });
    const dropped = waiting.after('discontinue', { by: 'approver', reason });
    dropped.when('reopen', { by: 'approver', reason }).isRefused('ITEM.PREREQUISITE_UNMET');
  });
});

describe('days', () => {
  it('may not lie ahead', () => {
    today.when('start', { effective: '2020-10-06' }).isRefused('ITEM.EFFECTIVE_IN_FUTURE');
    today.when('start', { effective: '2020' }).isRefused('ITEM.EFFECTIVE_IN_FUTURE');
    today.when('start', { effective: '2020-10-05' }).leaves('Transitioned');
  });

  it('may not precede the last transition, nor anything the opening', () => {
    ongoing.when('complete', { evidence, effective: '2020-10-04' }).isRefused('ITEM.EFFECTIVE_TOO_EARLY');
    ongoing
      .when('complete', { evidence, effective: '2020-10-05' })
      .leaves('Transitioned', 'EvidenceAttached');
    ongoing
      .when('report-progress', { fields: { text: 'x' }, effective: '2019-03-31' })
      .leaves('ProgressReported');
    ongoing
      .when('report-progress', { fields: { text: 'x' }, effective: '2019-03-30' })
      .isRefused('ITEM.EFFECTIVE_TOO_EARLY');
  });
});

describe('unknown transitions', () => {
  it('are answered with the nearest word', () => {
    const [message] = today.when('strat').isRefused('ITEM.UNKNOWN_TRANSITION');
    expect(message).toContain('Did you mean “start”?');
    today.when('constructor').isRefused('ITEM.UNKNOWN_TRANSITION');
  });
});
