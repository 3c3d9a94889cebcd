import {
  type Corrected,
  type CorrectionContext,
  type Decision,
  effectiveHistory,
  exactly,
  foldItem,
  foldItemAsOf,
  mayCorrect,
  parseEffectiveOn,
  printStatus,
} from '#domain';
import { type AskedCorrection, evidence, given, packType, type Scenario, tryCorrection } from '#testing';

const actionItem = packType('action-item');
const framework = packType('framework-revision');
const reason = 'It was mistyped';
const effective = (text: string) => {
  const parsed = parseEffectiveOn(text);
  if (!parsed.ok) throw new Error(parsed.refusal.message);
  return parsed.effectiveOn;
};

const correcting = (
  scenario: Scenario,
  by: string,
  asked: AskedCorrection,
  linkedOn?: CorrectionContext['linkedOn'],
) => tryCorrection(scenario, by, { reason, ...asked }, linkedOn === undefined ? {} : { linkedOn });

/** After a correction that the rules have to accept. */
function corrected(scenario: Scenario, by: string, asked: AskedCorrection): Scenario {
  const decision = correcting(scenario, by, asked);
  if (!decision.accepted) throw new Error(decision.refusals.map(({ message }) => message).join('\n'));
  return scenario.recorded(decision.events, by, exactly('2020-09-30'), null);
}

const codes = (decision: Decision<Corrected>) =>
  decision.accepted ? 'accepted' : decision.refusals.map(({ code }) => code);
const messages = (decision: Decision<Corrected>) =>
  decision.accepted ? [] : decision.refusals.map(({ message }) => message);
const changes = (decision: Decision<Corrected>) =>
  decision.accepted ? decision.events.map(({ data }) => [data.target.version, data.changes]) : [];

/** 1 opened, 2 due, 3 planned, 4 started, 5 reported, 6 completed, 7 its evidence. */
const done = given(actionItem, { due: 'By end 2019', number: '4' })
  .on('2020-09-30')
  .after('plan-start', { effective: '2019-04-15', fields: { start: 'June 2019' } })
  .after('start', { effective: '2019-06-01' })
  .after('report-progress', { effective: '2019-07-01', fields: { text: 'Half of it' } })
  .after('complete', { effective: '2020-03-01', evidence });
const [OPENED, DUE, PLANNED, STARTED, REPORTED, COMPLETED, EVIDENCE] = [1, 2, 3, 4, 5, 6, 7];

describe('the day of a step', () => {
  it('is corrected, back before the last transition as well', () => {
    const before = corrected(done, 'focal', { version: STARTED, effectiveOn: exactly('2019-05-01') });
    expect(foldItemAsOf(before.events, '2019-05-01')?.state).toBe('ongoing');
    expect(foldItemAsOf(before.events, '2019-04-30')?.state).toBe('planned');
    expect(before.state.doneOn?.text).toBe('2020-03-01');
  });

  it('takes along what came with the step', () => {
    const decision = correcting(done, 'focal', { version: COMPLETED, effectiveOn: effective('2019') });
    const day = [{ field: 'effectiveOn', from: '2020-03-01', to: '2019' }];
    expect(changes(decision)).toEqual([
      [COMPLETED, day],
      [EVIDENCE, day],
    ]);
  });

  it.each(['not stated', 'by 2020-01-31', 'June 2019', '2020'])('may be “%s”', (text) => {
    const asked = { version: COMPLETED, effectiveOn: effective(text) };
    expect(codes(correcting(done.on('2020-12-31'), 'focal', asked))).toBe('accepted');
  });

  it('lies neither before the step before it nor ahead', () => {
    const early = correcting(done, 'focal', { version: STARTED, effectiveOn: exactly('2019-04-01') });
    expect(codes(early)).toEqual(['ITEM.EFFECTIVE_TOO_EARLY']);
    const ahead = correcting(done, 'focal', { version: COMPLETED, effectiveOn: exactly('2020-10-01') });
    expect(codes(ahead)).toEqual(['ITEM.EFFECTIVE_IN_FUTURE']);
  });

  it('may not pass the step after it: that one is named', () => {
    const late = correcting(done, 'focal', { version: STARTED, effectiveOn: exactly('2020-03-02') });
    expect(codes(late)).toEqual(['ITEM.CORRECTION_ILLEGAL']);
    expect(messages(late)[0]).toContain(`entry ${COMPLETED} (ActionItemCompleted, 2020-03-01)`);
  });

  it('of the opening takes the due date along, and may not pass a step', () => {
    const opening = { version: OPENED, effectiveOn: exactly('2019-03-01') };
    expect(codes(correcting(done, 'registrar', opening))).toBe('accepted');
    expect(foldItemAsOf(corrected(done, 'registrar', opening).events, '2019-03-01')?.due).not.toBeNull();
    const late = correcting(done, 'registrar', { version: OPENED, effectiveOn: exactly('2019-05-01') });
    expect(codes(late)).toEqual(['ITEM.CORRECTION_ILLEGAL']);
  });
});

describe('the fields of a step', () => {
  it('are said anew, and what follows from them is worked out', () => {
    const planned = given(actionItem, { due: 'By end 2019' })
      .on('2020-09-30')
      .after('plan-start', { effective: '2019-04-15', fields: { start: '2020' }, reason: 'Late' });
    expect(planned.state.start?.outlook).toBe('will-miss');
    const decision = correcting(planned, 'focal', { version: PLANNED, fields: { start: 'June 2019' } });
    expect(changes(decision)).toEqual([
      [
        PLANNED,
        [
          { field: 'fields.start', from: '2020', to: 'June 2019' },
          { field: 'outlook', from: 'will-miss', to: 'in-time' },
        ],
      ],
    ]);
    const right = corrected(planned, 'focal', { version: PLANNED, fields: { start: 'June 2019' } });
    expect(right.state.start).toMatchObject({ form: { text: 'June 2019' }, outlook: 'in-time' });
    expect(printStatus(actionItem, right.state, '2019-05-01')).toBe('Starting June 2019');
  });

  it('are those of the step, readable, and complete', () => {
    const unknown = correcting(done, 'focal', { version: REPORTED, fields: { texd: 'x' } });
    expect(unknown).toMatchObject({ refusals: [{ code: 'ITEM.FIELD_INVALID', field: 'fields.texd' }] });
    const unreadable = correcting(done, 'focal', { version: PLANNED, fields: { start: 'soon' } });
    expect(unreadable).toMatchObject({ refusals: [{ code: 'DUE.UNREADABLE', field: 'fields.start' }] });
    const blank = correcting(done, 'focal', { version: REPORTED, fields: { text: ' ' } });
    expect(codes(blank)).toEqual(['ITEM.FIELD_MISSING']);
  });

  it('of the due date change what a later plan had worked out', () => {
    const reasoned = given(actionItem, { due: 'By end 2019' })
      .on('2020-09-30')
      .after('plan-start', { effective: '2019-04-15', fields: { start: '2020' }, reason: 'Late' });
    const decision = correcting(reasoned, 'registrar', { version: DUE, fields: { due: 'By end 2020' } });
    expect(changes(decision)).toEqual([
      [DUE, [{ field: 'fields.due', from: 'By end 2019', to: 'By end 2020' }]],
      [PLANNED, [{ field: 'outlook', from: 'will-miss', to: 'in-time' }]],
    ]);
  });

  it('of the due date may not leave a later plan without the reason it would have taken', () => {
    const decision = correcting(done, 'registrar', { version: DUE, fields: { due: 'By end March 2019' } });
    expect(codes(decision)).toEqual(['ITEM.CORRECTION_ILLEGAL']);
    expect(messages(decision)[0]).toContain('give a reason');
  });

  it('of an opening are its title and number, by a registrar', () => {
    const asked = { version: OPENED, fields: { title: 'The right title', number: '4a' } };
    expect(codes(correcting(done, 'focal', asked))).toEqual(['ITEM.ROLE_MISSING']);
    expect(corrected(done, 'registrar', asked).state).toMatchObject({
      title: 'The right title',
      number: '4a',
    });
  });

  it('may be evidence, of the step or beside it', () => {
    const right = [{ kind: 'paragraph', reference: 'GB.340/INS/6 ¶45' }] as const;
    const beside = corrected(done, 'focal', { version: COMPLETED, evidence: right });
    expect(beside.state.evidence).toEqual([{ ...right[0], beforeStart: false }]);
    const own = corrected(done, 'focal', { version: EVIDENCE, evidence: right });
    expect(own.state.evidence).toEqual(beside.state.evidence);
    const script = [{ kind: 'link', reference: 'javascript:alert(1)' }] as const;
    expect(correcting(done, 'focal', { version: COMPLETED, evidence: script })).toMatchObject({
      refusals: [{ code: 'ITEM.EVIDENCE_INVALID', field: 'evidence.0.reference' }],
    });
    const none = correcting(done, 'focal', { version: STARTED, evidence: right });
    expect(none).toMatchObject({ refusals: [{ code: 'ITEM.FIELD_INVALID', field: 'evidence' }] });
  });

  it('may be who decided: whose endorsement it was follows from it', () => {
    const endorsed = given(framework, { body: 'unsdg-principals' })
      .on('2020-09-30')
      .after('finalize')
      .after('endorse', { by: 'registrar', decidedBy: 'unsdg-principals' });
    const other = correcting(endorsed, 'registrar', { version: 3, decidedBy: 'governing-body' });
    expect(codes(other)).toEqual(['ITEM.WRONG_BODY']);
  });
});

describe('a step that never was', () => {
  it('is struck out with what came with it', () => {
    const open = corrected(done, 'focal', { version: COMPLETED, void: true });
    expect(open.state).toMatchObject({ state: 'ongoing', doneOn: null, evidence: [], version: 9 });
  });

  it('comes back with a later correction', () => {
    const open = corrected(done, 'focal', { version: COMPLETED, void: true });
    expect(codes(correcting(open, 'focal', { version: COMPLETED, void: true }))).toEqual([
      'ITEM.NOTHING_TO_DO',
    ]);
    const back = corrected(open, 'focal', { version: COMPLETED });
    expect(back.state).toMatchObject({ state: 'completed', evidence: [{ beforeStart: false }] });
  });

  it('does not come back where something else was done since that it would break', () => {
    const open = corrected(done, 'focal', { version: COMPLETED, void: true });
    const again = open.after('complete', { effective: '2020-04-01', evidence });
    expect(codes(correcting(again, 'focal', { version: COMPLETED }))).toEqual(['ITEM.CORRECTION_ILLEGAL']);
  });

  it('cannot be one that a later step needs: that one is named', () => {
    const half = given(actionItem, { parts: [{ id: '8a', title: 'First' }] })
      .on('2020-09-30')
      .after('start', { effective: '2019-06-01' })
      .after('complete-part', { effective: '2019-07-01', fields: { part: '8a' }, evidence })
      .after('complete', { effective: '2020-03-01' });
    for (const version of [2, 3]) {
      const decision = correcting(half, 'focal', { version, void: true });
      expect(codes(decision)).toContain('ITEM.CORRECTION_ILLEGAL');
      expect(half.events).toHaveLength(4);
    }
  });

  it('is never the opening', () => {
    expect(codes(correcting(done, 'registrar', { version: OPENED, void: true }))).toEqual([
      'ITEM.NOT_CORRECTABLE',
    ]);
  });
});

describe('who corrects, and why', () => {
  it.each([
    ['focal', 'accepted'],
    ['registrar', 'accepted'],
    ['deputy', ['ITEM.ROLE_MISSING']],
    ['approver', ['ITEM.ROLE_MISSING']],
  ])('%s, of a step that the focal point recorded: %s', (by, expected) => {
    const asked = { version: REPORTED, fields: { text: 'A third of it' } };
    expect(codes(correcting(done, by, asked))).toEqual(expected);
    const { actor } = done.context(by);
    const event = done.events[REPORTED - 1];
    expect(event !== undefined && actor !== null && mayCorrect(event, actor)).toBe(expected === 'accepted');
  });

  it('with a reason', () => {
    const asked = { version: REPORTED, fields: { text: 'A third of it' }, reason: ' ' };
    expect(codes(correcting(done, 'focal', asked))).toEqual(['ITEM.REASON_MISSING']);
  });

  it('something, and not twice over', () => {
    const same = { version: REPORTED, fields: { text: 'Half of it' } };
    expect(codes(correcting(done, 'focal', same))).toEqual(['ITEM.NOTHING_TO_DO']);
    const both = { version: REPORTED, void: true, fields: { text: 'x' } };
    expect(codes(correcting(done, 'focal', both))).toEqual(['ITEM.FIELD_INVALID']);
    expect(codes(correcting(done, 'focal', { version: 99 }))).toEqual(['ITEM.UNKNOWN_ENTRY']);
  });

  it('never a correction, nor what the ledger itself recorded', () => {
    const once = corrected(done, 'focal', { version: STARTED, effectiveOn: exactly('2019-05-01') });
    expect(codes(correcting(once, 'registrar', { version: 8, void: true }))).toEqual([
      'ITEM.NOT_CORRECTABLE',
    ]);
    const cause = { stream: 'item:maf', position: 9, label: 'FrameworkRevisionEndorsed' };
    const waiting = given(actionItem, {})
      .on('2020-09-30')
      .beside('maf', 'under_review', framework)
      .after('link-prerequisite', {
        reason,
        ground: '¶7',
        fields: { prerequisite: 'maf', states: 'endorsed', phrase: 'after it' },
      })
      .beside('maf', 'endorsed', framework)
      .after('prerequisite-met', { by: 'system:prerequisite', fields: { item: 'maf' }, cause });
    expect(codes(correcting(waiting, 'registrar', { version: 3, void: true }))).toEqual([
      'ITEM.NOT_CORRECTABLE',
    ]);
    const unlinked = corrected(waiting, 'focal', { version: 2, void: true });
    expect(unlinked.state).toMatchObject({ prerequisites: [], flags: [] });
  });

  it('never a migration: another one follows it', () => {
    const digests = { fromDigest: 'd'.repeat(64), fromVersion: 1, typeDigest: 'd'.repeat(64), toVersion: 2 };
    const data = { ...digests, from: 'completed', state: 'completed', path: ['completed'], marks: [] };
    const migrated = done.recorded(
      [{ type: 'ItemMigrated', data }],
      'registrar',
      exactly('2020-09-30'),
      null,
    );
    expect(codes(correcting(migrated, 'registrar', { version: 8, void: true }))).toEqual([
      'ITEM.NOT_CORRECTABLE',
    ]);
  });

  it('never one’s own request into an approval', () => {
    const asRegistrar = given(actionItem, { due: 'By end 2019', owner: 'registrar' })
      .on('2020-09-30')
      .after('request-extension', { by: 'registrar', reason, fields: { due: 'By mid-2020' } })
      .after('extend-due', { by: 'approver' });
    const asked = { version: 4, fields: { due: 'By end 2025' } };
    expect(codes(correcting(asRegistrar, 'registrar', asked))).toEqual(['ITEM.NOT_SEPARATE']);
    expect(codes(correcting(asRegistrar, 'approver', asked))).toBe('accepted');
  });
});

describe('a correction', () => {
  it('adds to an earlier one of the same entry', () => {
    const once = corrected(done, 'focal', { version: REPORTED, fields: { text: 'A third of it' } });
    const twice = corrected(once, 'focal', { version: REPORTED, effectiveOn: exactly('2019-08-01') });
    expect(twice.state.progress).toMatchObject({ text: 'A third of it', effectiveOn: exactly('2019-08-01') });
  });

  it('is not kept from happening by what was wrong before and has nothing to do with it', () => {
    const linked = given(actionItem, {})
      .on('2020-09-30')
      .beside('maf', 'endorsed', framework)
      .after('link-prerequisite', {
        effective: '2020-05-01',
        reason,
        ground: '¶7',
        fields: { prerequisite: 'maf', states: 'endorsed', phrase: 'after it' },
      })
      .after('start', { effective: '2020-06-01' })
      .after('report-progress', { effective: '2020-06-02', fields: { text: 'Begun' } });
    const wentBack = linked.beside('maf', 'under_review', framework);
    expect(codes(correcting(wentBack, 'focal', { version: 4, fields: { text: 'Well begun' } }))).toBe(
      'accepted',
    );
    const [endorsed, draft] = [linked.context('focal').linked, wentBack.context('focal').linked];
    const linkedOn = (day: string) => (day < '2020-05-20' ? draft : endorsed);
    const early = { version: 3, effectiveOn: exactly('2020-05-10') };
    expect(codes(correcting(linked, 'focal', early, linkedOn))).toEqual(['ITEM.PREREQUISITE_UNMET']);
  });

  it('names the published papers that it touches, from the earlier of both days on', () => {
    const papers = [{ number: 'GB.340/INS/6', asOf: '2020-02-29' }];
    const touchedBy = (day: string) => {
      const asked = { version: COMPLETED, effectiveOn: exactly(day) };
      const decision = tryCorrection(done, 'focal', asked, { papers });
      return decision.accepted ? decision.events[0]?.data.touches : decision.refusals;
    };
    expect(touchedBy('2020-02-01')).toEqual(papers);
    expect(touchedBy('2020-04-01')).toBeUndefined();
  });

  it('leaves the chapters of a text alone that has been fixed since', () => {
    const fixed = given(framework, {})
      .on('2020-09-30')
      .after('add-chapter', { fields: { title: 'Regional entities' } })
      .after('finalize');
    const asked = { version: 2, fields: { title: 'Regional level' } };
    const decision = correcting(fixed, 'focal', asked);
    expect(codes(decision)).toEqual(['ITEM.CONTENT_FIXED']);
    expect(messages(decision)[0]).toContain('return it to drafting first');
    const returned = fixed.after('return-to-drafting', { reason });
    expect(corrected(returned, 'focal', asked).state.chapters).toEqual(['Regional level']);
  });

  it('strikes the lapse out with the return to drafting: the clearance stands again', () => {
    const cleared = given(framework, { lines: ['entity'] })
      .on('2020-09-30')
      .after('finalize')
      .after('clear', { by: 'clear-entity', fields: { line: 'entity' } })
      .after('return-to-drafting', { reason });
    expect(cleared.state.signOffs).toEqual([]);
    const back = corrected(cleared, 'focal', { version: 4, void: true });
    expect(back.state).toMatchObject({ state: 'finalized', signOffs: [{ person: 'clear-entity' }] });
    expect(effectiveHistory(back.events).map(({ type }) => type)).not.toContain('SignOffLapsed');
    expect(foldItem(back.events.slice(0, 5))?.state).toBe('draft');
  });
});
