import { openLines, type SignOffGuard, type TypeDefinition } from '#domain';
import { given, packType, type Scenario } from '#testing';

const framework = packType('framework-revision');
const reason = 'A chapter is missing';
const endorsement = { by: 'registrar', decidedBy: 'unsdg-principals' };
const three = ['entity', 'resident-coordinator', 'legal'];

/** The pack's framework, endorsed on another policy. */
function under(policy: Omit<SignOffGuard, 'kind'>): TypeDefinition {
  const { endorse, ...others } = framework.transitions;
  if (endorse === undefined) throw new Error('The pack has no endorsement.');
  const guards = endorse.guards.map((guard) =>
    guard.kind === 'sign-off' ? ({ kind: 'sign-off', ...policy } as const) : guard,
  );
  return { ...framework, transitions: { ...others, endorse: { ...endorse, guards } } };
}
const finalizedUnder = (policy: Omit<SignOffGuard, 'kind'>, lines: readonly string[] = three): Scenario =>
  given(under(policy), { title: 'MAF', body: 'unsdg-principals', lines }).on('2020-10-05').after('finalize');

const clear = (scenario: Scenario, ...signers: readonly string[]): Scenario =>
  signers.reduce((before, by) => {
    const line = { 'clear-entity': 'entity', 'clear-rc': 'resident-coordinator' }[by] ?? 'legal';
    return before.after('clear', { by, fields: { line } });
  }, scenario);
const missing = (scenario: Scenario): string =>
  scenario.when('endorse', endorsement).isRefused('ITEM.SIGN_OFF_MISSING').join(' ');

describe('policies of clearance', () => {
  it('take all of the lines named, whatever else the item requires', () => {
    const all = finalizedUnder({ policy: 'all-of', of: ['entity', 'resident-coordinator'] });
    expect(missing(clear(all, 'clear-entity'))).toContain('on the line “resident-coordinator”');
    clear(all, 'clear-entity', 'clear-rc').when('endorse', endorsement).leaves('Transitioned');
    // The item's own lines are those that count where none is named.
    expect(missing(clear(finalizedUnder({ policy: 'all-of' }), 'clear-entity', 'clear-rc'))).toContain(
      'legal',
    );
  });

  it('take any of them', () => {
    const any = finalizedUnder({ policy: 'any-of' });
    expect(missing(any)).toContain('1 more of the lines “entity”, “resident-coordinator” and “legal”');
    clear(any, 'clear-rc').when('endorse', endorsement).leaves('Transitioned');
  });

  it('take so many of them', () => {
    const two = finalizedUnder({ policy: 'n-of-m', n: 2 });
    expect(missing(clear(two, 'clear-legal'))).toContain('1 more of the lines');
    clear(two, 'clear-legal', 'clear-rc').when('endorse', endorsement).leaves('Transitioned');
    expect(missing(finalizedUnder({ policy: 'n-of-m', n: 2 }, ['entity']))).toContain('has only 1');
  });

  it('wait for nobody once they have enough, and for nobody again who has spoken', () => {
    const open = (policy: Omit<SignOffGuard, 'kind'>, then: (one: Scenario) => Scenario) =>
      openLines(under(policy), then(finalizedUnder(policy)).state);
    const [any, two] = [{ policy: 'any-of' }, { policy: 'n-of-m', n: 2 }] as const;
    expect(open(any, (one) => one)).toEqual(three);
    expect(open(any, (one) => clear(one, 'clear-rc'))).toEqual([]);
    expect(open(two, (one) => clear(one, 'clear-rc'))).toEqual(['entity', 'legal']);
    expect(open(two, (one) => clear(one, 'clear-rc', 'clear-legal'))).toEqual([]);
    const objection = { by: 'clear-rc', fields: { line: 'resident-coordinator', comment: '¶4' } };
    expect(open(any, (one) => one.after('object', objection))).toEqual(['entity', 'legal']);
    const named = { policy: 'any-of', of: ['entity', 'legal'] } as const;
    expect(open(named, (one) => clear(one, 'clear-entity'))).toEqual(['resident-coordinator']);
  });

  it('let lines be cleared that only the policy names', () => {
    const named = finalizedUnder({ policy: 'any-of', of: ['entity'] }, []);
    named
      .when('clear', { by: 'clear-rc', fields: { line: 'resident-coordinator' } })
      .isRefused('ITEM.UNKNOWN_LINE');
    clear(named, 'clear-entity').when('endorse', endorsement).leaves('Transitioned');
  });

  it('are kept from holding on a line by an objection, until that line clears', () => {
    const objected = clear(finalizedUnder({ policy: 'n-of-m', n: 2 }), 'clear-entity', 'clear-rc').after(
      'object',
      { by: 'clear-rc', fields: { line: 'resident-coordinator', comment: '¶4 is missing' } },
    );
    expect(missing(objected)).toContain('1 more of the lines “resident-coordinator” and “legal”');
    clear(objected, 'clear-legal').when('endorse', endorsement).leaves('Transitioned');
    clear(objected, 'clear-rc').when('endorse', endorsement).leaves('Transitioned');
  });

  it('count no person twice, and nobody who put the text forward, even where a type forgets to say so', () => {
    const forgetful = under({ policy: 'n-of-m', n: 2 });
    const { clear: careful } = forgetful.transitions;
    if (careful === undefined) throw new Error('The pack has no clearance.');
    const guards = careful.guards.filter(({ kind }) => kind !== 'separation');
    const definition = {
      ...forgetful,
      transitions: { ...forgetful.transitions, clear: { ...careful, guards } },
    };
    const opened = given(definition, { body: 'unsdg-principals', lines: three, deputy: 'clear-legal' });
    const both = opened
      .on('2020-10-05')
      .after('finalize')
      .after('clear', { by: 'clear-both', fields: { line: 'entity' } })
      .after('clear', { by: 'clear-both', fields: { line: 'resident-coordinator' } });
    expect(missing(both)).toContain('1 more');
    clear(both, 'clear-legal').when('endorse', endorsement).leaves('Transitioned');
    const own = clear(
      opened.on('2020-10-05').after('finalize', { by: 'clear-legal' }),
      'clear-legal',
      'clear-rc',
    );
    expect(missing(own)).toContain('1 more');
  });

  it('show what they saw', () => {
    const endorsed = clear(finalizedUnder({ policy: 'n-of-m', n: 2 }), 'clear-legal', 'clear-rc').after(
      'endorse',
      endorsement,
    );
    const via = 'via' in (endorsed.events.at(-1)?.data ?? {}) ? endorsed.events.at(-1)?.data : null;
    expect(via).toMatchObject({
      via: {
        saw: expect.arrayContaining([
          {
            guard: 'sign-off',
            facts: expect.objectContaining({ policy: 'n-of-m', needed: 2, missing: ['entity'] }),
          },
        ]),
      },
    });
  });
});

describe('a clearance', () => {
  const finalized = given(framework, { body: 'unsdg-principals', lines: three })
    .on('2020-10-05')
    .after('finalize');

  it('may say something; an objection has to', () => {
    const fields = { line: 'entity', comment: 'With ¶7 as it stands now' };
    const said = finalized.after('clear', { by: 'clear-entity', fields });
    expect(said.state.signOffs).toMatchObject([{ verdict: 'clear', comment: fields.comment }]);
    finalized
      .when('object', { by: 'clear-entity', fields: { line: 'entity' } })
      .isRefused('ITEM.FIELD_MISSING');
  });

  it('is remembered after it lapsed, as each person’s last', () => {
    const back = clear(finalized, 'clear-entity', 'clear-rc').after('return-to-drafting', { reason });
    expect(back.state.signOffs).toEqual([]);
    expect(back.state.clearances.map(({ person }) => person)).toEqual(['clear-entity', 'clear-rc']);
    const again = clear(
      back.after('add-chapter', { fields: { title: 'ECOSOC' } }).after('finalize'),
      'clear-rc',
    );
    expect(again.state.clearances).toMatchObject([
      { person: 'clear-entity', contentDigest: finalized.state.contentDigest },
      { person: 'clear-rc', contentDigest: again.state.contentDigest },
    ]);
    expect(missing(again)).toContain('entity');
  });

  it('stays where the endorsement of the same text is withdrawn, and lapses with the text', () => {
    const endorsed = clear(finalized, 'clear-entity', 'clear-rc', 'clear-legal').after(
      'endorse',
      endorsement,
    );
    const withdrawn = endorsed.after('withdraw-endorsement', { ...endorsement, reason });
    withdrawn.when('endorse', endorsement).leaves('Transitioned');
    withdrawn
      .when('return-to-drafting', { reason })
      .leaves('Transitioned', 'SignOffLapsed', 'SignOffLapsed', 'SignOffLapsed');
  });

  it('lapses wherever another text is fixed, though the type does not say so', () => {
    const { finalize } = framework.transitions;
    if (finalize === undefined) throw new Error('The pack does not finalize.');
    const direct = { ...finalize, from: [...finalize.from, 'finalized'] };
    const definition = { ...framework, transitions: { ...framework.transitions, finalize: direct } };
    const cleared = clear(
      given(definition, { lines: three }).on('2020-10-05').after('finalize'),
      'clear-entity',
    );
    cleared.when('finalize', { fields: { digest: 'a'.repeat(64) } }).leaves('Transitioned', 'SignOffLapsed');
    cleared.when('finalize').leaves('Transitioned');
  });
});
