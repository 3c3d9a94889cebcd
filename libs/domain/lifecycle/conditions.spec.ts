import { fixtureType, given, packType } from '#testing';

const programme = fixtureType('country-programme');
const analysis = fixtureType('country-analysis');
const actionItem = packType('action-item');

describe('a window of days', () => {
  const due = given(programme, { due: 'By mid-2020' }).beside('national-priorities', 'validated', analysis);

  it.each([
    ['2019-12-31', 'from 2020-01-01 on'],
    ['2020-07-11', 'up to 2020-07-10'],
  ])('%s is outside', (day, when) => {
    const [message] = due.on('2020-12-31').when('sign', { effective: day }).isRefused('ITEM.OUTSIDE_WINDOW');
    expect(message).toContain(when);
  });

  it.each(['2020-01-01', 'by 2020-03-31', '2020-07-10'])('%s is within', (day) => {
    due.on('2020-12-31').when('sign', { effective: day }).leaves('Transitioned');
  });

  it('has no end that counts from a due date where nothing is due', () => {
    const undated = given(programme, {}).beside('national-priorities', 'validated', analysis);
    undated.on('2030-01-01').when('sign').leaves('Transitioned');
  });

  it('is not open yet for those who ask, and may have been in time after it closed', () => {
    expect(due.on('2019-06-30').possibility('sign').allowed).toBe(false);
    expect(due.on('2021-06-30').possibility('sign').allowed).toBe(true);
  });
});

describe('an item that the type itself names', () => {
  it('is looked at, and has to be on record', () => {
    const item = given(programme, {}).on('2020-03-31');
    const [missing] = item.when('sign').isRefused('ITEM.LINKED_STATE');
    expect(missing).toContain('“national-priorities” is not on record');
    item.beside('national-priorities', 'draft', analysis).when('sign').isRefused('ITEM.LINKED_STATE');
  });
});

describe('fields that the transition does not take', () => {
  const framework = given(packType('framework-revision'), {});

  it('are refused with the nearest right one, and nothing is finalized', () => {
    const [message] = framework
      .when('finalize', { fields: { digset: 'a'.repeat(64) } })
      .isRefused('ITEM.UNKNOWN_FIELD');
    expect(message).toContain('Did you mean “digest”?');
    const { decision } = framework.when('finalize', { fields: { digset: 'x' } });
    expect(decision.accepted ? null : decision.refusals[0].field).toBe('fields.digset');
  });

  it('say what it takes, or where the word belongs', () => {
    const item = given(actionItem, {}).on('2019-06-30');
    const said = (fields: { readonly [field: string]: string }) =>
      item.when('start', { fields }).isRefused('ITEM.UNKNOWN_FIELD')[0];
    expect(said({ colour: 'blue' })).toContain('It takes none.');
    expect(said({ reason: 'Because' })).toContain('stands beside the fields');
    expect(said({ __proto__x: '' })).toContain('__proto__x');
  });
});

describe('evidence', () => {
  const item = given(actionItem, {}).on('2019-06-30');
  const attach = (evidence: {
    kind: 'link' | 'paragraph' | 'file';
    reference: string;
    title?: string;
    digest?: string;
  }) => item.when('attach-evidence', { evidence: [evidence] });

  it.each([
    ['a paragraph', { kind: 'paragraph', reference: 'GB.340/INS/6 ¶44' }],
    ['a link', { kind: 'link', reference: 'https://undocs.org/a/res/72/279' }],
    ['a file with its digest', { kind: 'file', reference: 'minutes.pdf', digest: 'a'.repeat(64) }],
  ] as const)('is %s, before the start as well, flagged', (_, evidence) => {
    const { state } = attach(evidence).leaves('EvidenceAttached');
    expect(state.evidence).toEqual([{ ...evidence, beforeStart: true }]);
    expect(state.flags.map(({ code }) => code)).toEqual(['EVIDENCE_BEFORE_START']);
  });

  it.each([
    ['a script', { kind: 'link', reference: 'javascript:alert(1)' }, 'reference'],
    ['a file by address', { kind: 'link', reference: 'file:///etc/passwd' }, 'reference'],
    ['no address', { kind: 'link', reference: 'undocs.org/a' }, 'reference'],
    ['words after an address', { kind: 'link', reference: 'https://a.org b' }, 'reference'],
    ['a blank', { kind: 'paragraph', reference: ' ' }, 'reference'],
    ['a file without a digest', { kind: 'file', reference: 'minutes.pdf' }, 'digest'],
    ['a digest that is none', { kind: 'file', reference: 'minutes.pdf', digest: 'A'.repeat(64) }, 'digest'],
    ['a reference too long', { kind: 'paragraph', reference: '¶'.repeat(1001) }, 'reference'],
    ['a title too long', { kind: 'paragraph', reference: '¶', title: 't'.repeat(501) }, 'title'],
  ] as const)('is refused where it is %s, naming the field', (_, evidence, field) => {
    const { decision } = attach(evidence);
    expect(decision.accepted ? [] : decision.refusals).toEqual([
      expect.objectContaining({ code: 'ITEM.EVIDENCE_INVALID', field: `evidence.0.${field}` }),
    ]);
  });
});

describe('progress', () => {
  const item = given(actionItem, { number: '4', plan: 'office-plan' });
  const unchanged = { fields: { unchanged: 'yes' } };
  const day = (text: string) => ({ text, earliest: text, latest: text });

  it('“no change” keeps the last words, moves their day, and says since when they stand', () => {
    const reported = item.on('2019-06-30').after('report-progress', { fields: { text: 'Training held' } });
    const once = reported.on('2019-09-30').when('report-progress', unchanged).leaves('ProgressReported');
    const twice = once.on('2019-12-31').after('report-progress', unchanged);
    expect(twice.state.progress).toEqual({
      text: 'Training held',
      effectiveOn: day('2019-12-31'),
      unchangedSince: day('2019-06-30'),
    });
    expect(twice.events.at(-1)?.data).toMatchObject({ text: 'Training held', unchanged: true });
    const news = twice.on('2020-01-31').after('report-progress', { fields: { text: 'Guidance sent' } });
    expect(news.state.progress).toMatchObject({ text: 'Guidance sent', unchangedSince: null });
  });

  it('“no change” before anything was reported counts from the plan’s endorsement', () => {
    const { progress } = item.on('2019-06-30').after('report-progress', unchanged).state;
    expect(progress).toEqual({
      text: 'No change since the plan was endorsed',
      effectiveOn: day('2019-06-30'),
      unchangedSince: null,
    });
    const alone = given(actionItem, {}).after('report-progress', unchanged).state.progress;
    expect(alone?.text).toBe('No change since it was opened');
  });

  it('says something, or “yes”, and not both', () => {
    const report = (fields: { readonly [field: string]: string }) => item.when('report-progress', { fields });
    report({}).isRefused('ITEM.FIELD_MISSING');
    report({ unchanged: 'no' }).isRefused('ITEM.FIELD_INVALID');
    report({ unchanged: 'yes', text: 'Much' }).isRefused('ITEM.FIELD_INVALID');
  });
});

describe('partners', () => {
  const item = given(actionItem, { number: '1' });

  it('are bodies of the directory, or anybody by name, each once', () => {
    const both = item
      .after('add-partner', { fields: { partner: 'act-emp' } })
      .after('add-partner', { fields: { partner: 'The Chamber of O’Brien' } });
    expect(both.state.partners).toEqual([
      { partner: 'act-emp', body: 'act-emp' },
      { partner: 'The Chamber of O’Brien', body: null },
    ]);
    const [message] = both
      .when('add-partner', { fields: { partner: 'act-emp' } })
      .isRefused('ITEM.ALREADY_LINKED');
    expect(message).toContain('ACT/EMP');
  });
});

describe('what the source does not state', () => {
  it('is kept as not stated, and satisfies who asks for a ground', () => {
    const framework = given(packType('framework-revision'), { body: 'unsdg-principals' });
    framework.when('put-into-use').isRefused('ITEM.GROUND_MISSING');
    const used = framework.when('put-into-use', { ground: 'Not stated' }).leaves('Transitioned');
    expect(used.events.at(-1)?.data).toMatchObject({ ground: null });
    const endorsed = framework.after('finalize').after('endorse', {
      by: 'registrar',
      decidedBy: 'unsdg-principals',
      decision: { session: 'not stated in the source', reference: 'UNSDG/2019/3' },
    });
    expect(endorsed.events.at(-1)?.data).toMatchObject({
      decision: { session: null, reference: 'UNSDG/2019/3' },
    });
  });
});
