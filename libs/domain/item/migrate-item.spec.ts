import { type ItemState, migrateItem, type PublishedType, parseType, type TypeDefinition } from '#domain';
import { given, packType } from '#testing';

const old = packType('action-item');
/** The next version: “ongoing” is called “under way”, an item says how risky it is, nothing is planned any more. */
const next: TypeDefinition = {
  ...old,
  version: 2,
  states: {
    ...without(old.states, 'ongoing', 'planned'),
    under_way: old.states.ongoing ?? { title: { en: '' } },
  },
  print: { ...without(old.print, 'ongoing', 'planned'), under_way: 'Under way' },
  fields: {
    risk: { title: { en: 'Risk rating' }, type: 'choice', choices: ['High', 'Low'], required: true },
  },
  migrates: { states: { ongoing: 'under_way' } },
};
const versions: readonly PublishedType[] = [
  { definition: old, digest: 'd'.repeat(64) },
  { definition: next, digest: 'e'.repeat(64) },
];
const context = {
  today: '2020-09-30',
  actor: { id: 'registrar', roles: [{ role: 'registrar' as const, scope: null }] },
  versions,
  version: null,
};
const reason = 'The office words it so now';

function without<T>(values: { readonly [key: string]: T }, ...keys: readonly string[]): { [key: string]: T } {
  return Object.fromEntries(Object.entries(values).filter(([key]) => !keys.includes(key)));
}
const codes = (state: ItemState, more: object = {}, by: object = {}) => {
  const decision = migrateItem(state, { reason, fields: { risk: 'High' }, ...more }, { ...context, ...by });
  return decision.accepted ? [] : decision.refusals.map(({ code, field }) => [code, field]);
};

describe('putting an item on another version of its type', () => {
  const ongoing = given(old, { due: 'By end 2019' }).after('start');

  it('names the papers that it comes too late for', () => {
    const papers = ['2020-06-30', '2020-09-30'].map((asOf) => ({ number: `Paper of ${asOf}`, asOf }));
    const command = { reason, fields: { risk: 'High' } };
    const decision = migrateItem(ongoing.state, command, { ...context, papers });
    const touches = [{ number: 'Paper of 2020-09-30', asOf: '2020-09-30' }];
    expect(decision).toMatchObject({ events: [{ data: { touches } }] });
  });

  it('takes it to where the new version says, and keeps the way there', () => {
    const decision = migrateItem(ongoing.state, { reason, fields: { risk: 'High' } }, context);
    expect(decision).toMatchObject({
      events: [
        {
          type: 'ItemMigrated',
          data: {
            ...{
              fromVersion: 1,
              toVersion: 2,
              from: 'ongoing',
              state: 'under_way',
              marks: ['begun'],
              reason,
            },
            ...{ path: ['agreed', 'under_way'], fields: { risk: 'High' }, typeDigest: 'e'.repeat(64) },
          },
        },
      ],
    });
    const events = decision.accepted ? decision.events : [];
    const { state } = ongoing.recorded(events, 'registrar', ongoing.state.since, null);
    expect(state).toMatchObject({
      ...{ state: 'under_way', cameFrom: 'agreed', typeDigest: 'e'.repeat(64), fields: { risk: 'High' } },
      due: { original: { text: 'By end 2019' } },
      begunOn: ongoing.state.begunOn,
    });
    expect(codes(state)).toEqual([['ITEM.NOTHING_TO_DO', 'version']]);
  });

  it('is refused where its state is gone, with what a version would have to say', () => {
    const planned = given(old, {}).after('plan-start', { fields: { start: '2020' } });
    const decision = migrateItem(planned.state, { reason, fields: { risk: 'Low' } }, context);
    expect(decision).toMatchObject({
      refusals: [
        {
          code: 'ITEM.STATE_UNMAPPED',
          message: expect.stringContaining('migrates: { states: { planned: … } }'),
          facts: { state: 'planned', version: 2 },
        },
      ],
    });
  });

  it('is refused without a reason, without what the version asks for, and to anybody else', () => {
    expect(codes(ongoing.state, { reason: ' ' })).toEqual([['ITEM.REASON_MISSING', 'reason']]);
    expect(codes(ongoing.state, { fields: {} })).toEqual([['ITEM.FIELD_MISSING', 'fields.risk']]);
    expect(codes(ongoing.state, { fields: { risk: 'Hgh' } })).toEqual([
      ['ITEM.FIELD_INVALID', 'fields.risk'],
    ]);
    expect(codes(ongoing.state, {}, { actor: { id: 'focal', roles: [] } })).toEqual([
      ['PERSON.ROLE_MISSING', undefined],
    ]);
    expect(codes(ongoing.state, {}, { version: 7 })).toEqual([['TYPE.VERSION', 'version']]);
  });

  it('goes through the versions between, each saying where the states before it went', () => {
    const third: TypeDefinition = {
      ...next,
      version: 3,
      states: {
        ...without(next.states, 'under_way'),
        active: next.states.under_way ?? { title: { en: '' } },
      },
      migrates: { states: { under_way: 'active' } },
    };
    const far = { ...context, versions: [...versions, { definition: third, digest: 'f'.repeat(64) }] };
    expect(migrateItem(ongoing.state, { reason, fields: { risk: 'Low' } }, far)).toMatchObject({
      events: [{ data: { toVersion: 3, state: 'active' } }],
    });
  });
});

test('a type says what its fields are, and each fault is named with its line', () => {
  const yaml = `id: t
version: 1
title: T
opens: { state: open, label: Opened }
states: { open: { title: Open, final: true } }
transitions: {}
print: { open: Open }
fields:
  risk: { title: Risk, type: choise }
  grade: { title: Grade, type: choice }
  Bad: { title: Bad }
migrates: { states: { old: opne } }
`;
  const parsed = parseType(yaml, 't.yaml');
  expect(parsed.ok ? [] : parsed.problems.map(({ line, message }) => `${line}: ${message}`)).toEqual([
    expect.stringMatching(/^9: “choise” is none of text, number, choice or day/),
    expect.stringMatching(/^10: .*go with the type “choice”/),
    expect.stringMatching(/^11: “Bad”/),
  ]);
  const rest = parseType(
    yaml.replace('choise', 'text').replace('type: choice', 'type: text').replace('Bad:', 'b:'),
    't.yaml',
  );
  expect(rest.ok ? [] : rest.problems.map(({ line, message }) => `${line}: ${message}`)).toEqual([
    expect.stringMatching(/^12: There is no state “opne”. Did you mean “open”/),
  ]);
});
