import fc from 'fast-check';
import { type Day, exactly, type ItemEvent, parseDue, parseEffectiveOn, type TypeDefinition } from '#domain';
import { tryCorrection } from './corrections.js';
import { given, packType, type Scenario, type Step } from './given-when-then.js';

const actionItem = packType('action-item');
const framework = packType('framework-revision');
const types = { 'action-item': actionItem, 'framework-revision': framework } as const;
type TypeName = keyof typeof types;

/** When something is said to have been true, as people write it. */
const someDay = fc.constantFrom(
  ...['2019-04-10', '2019-06-01', '2019-06-20', '2019-09-15', '2020-01-10', '2020-03-15', '2020-08-01'],
  ...['June 2019', 'Q3 2019', '2019', '2020', '2019–20', 'March 2020', 'By end 2019', 'By October 2019'],
  ...['by 2019-07-31', 'by 2020-03-31', 'not stated'],
);

type Move =
  | {
      readonly kind: 'step';
      readonly transition: number;
      readonly by: string;
      readonly effective: string;
      readonly maf: string;
    }
  | {
      readonly kind: 'correct';
      readonly pick: number;
      readonly what: 'day' | 'void' | 'words' | 'back';
      readonly effective: string;
      readonly asRegistrar: boolean;
    }
  | { readonly kind: 'assign'; readonly owner: string };

const someMove: fc.Arbitrary<Move> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('step' as const),
      transition: fc.nat(99),
      by: fc.constantFrom('focal', 'focal', 'registrar', 'approver', 'clear-entity', 'system:rule'),
      effective: someDay,
      maf: fc.constantFrom('issued', 'issued', 'under_review'),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('correct' as const),
      pick: fc.nat(99),
      what: fc.constantFrom(
        'day' as const,
        'day' as const,
        'void' as const,
        'words' as const,
        'back' as const,
      ),
      effective: someDay,
      asRegistrar: fc.boolean(),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('assign' as const),
      owner: fc.constantFrom('focal', 'registrar', 'olga'),
    }),
  },
);

/** Something that people try with an item; what the rules refuse leaves nothing. */
export interface RandomHistory {
  readonly type: TypeName;
  readonly opened: string;
  readonly due: string;
  /** By round: what is tried while the clock stands at the round’s day. */
  readonly rounds: readonly (readonly Move[])[];
}

/** The clock of each round. */
export const roundDays: readonly Day[] = [
  ...['2019-03-31', '2019-06-05', '2019-07-10', '2019-10-01', '2020-01-15', '2020-04-01'],
  ...['2020-08-15', '2020-12-31', '2021-01-02'],
];

export const someHistory: fc.Arbitrary<RandomHistory> = fc.record({
  type: fc.constantFrom<TypeName>('action-item', 'action-item', 'framework-revision'),
  opened: fc.constantFrom('2019-03-01', 'March 2019', 'by 2019-03-31', 'not stated'),
  due: fc.constantFrom('By end March 2019', 'By October 2019', 'By end 2019', '2019–20', 'By mid-2020'),
  rounds: fc.array(fc.array(someMove, { maxLength: 3 }), {
    minLength: roundDays.length,
    maxLength: roundDays.length,
  }),
});

/** The item just opened, in the first round. */
export function beginning({ type, opened, due }: RandomHistory): Scenario {
  const definition = types[type];
  const read = parseDue(due);
  const on = parseEffectiveOn(opened);
  if (!read.ok || !on.ok) throw new Error('These can be read.');
  const empty = given(definition, {
    opened: roundDays[0] ?? '',
    body: 'unsdg-principals',
    planBody: 'governing-body',
    lines: ['entity'],
    parts: [{ id: '8a', title: 'A part' }],
  });
  const [opening] = empty.events;
  if (opening === undefined) throw new Error('It has been opened.');
  const { type: opens, data } = opening;
  const events = [{ type: opens, data } as ItemEvent, { type: 'DueSet', data: { due: read.due } } as const];
  return empty.unopened().recorded(events, 'registrar', on.effectiveOn, 'governing-body');
}

/** What becomes of the item in one round. */
export function afterRound(scenario: Scenario, moves: readonly Move[], day: Day): Scenario {
  return moves.reduce((before, move) => after(before, move, day), scenario.on(day));
}

function after(scenario: Scenario, move: Move, day: Day): Scenario {
  switch (move.kind) {
    case 'assign':
      return scenario.recorded(
        [{ type: 'Assigned', data: { owner: move.owner } }],
        'registrar',
        exactly(day),
        null,
      );
    case 'correct':
      return corrected(scenario, move, day);
    case 'step': {
      const { definition } = scenario.context('focal');
      const names = Object.keys(definition.transitions);
      const name = names[move.transition % names.length] ?? '';
      const beside = scenario.beside('maf', move.maf, framework);
      const step = { ...willing(definition, name), by: move.by };
      const tried = beside.when(name, { ...step, effective: move.effective });
      return (tried.decision.accepted ? tried : beside.when(name, step)).scenario;
    }
  }
}

/** A full set of what a step may need, so that long ways through the lifecycle are found. */
function willing({ transitions }: TypeDefinition, name: string): Step {
  const wanted: { readonly [act: string]: { readonly [field: string]: string } } = {
    'plan-start': { start: '2020' },
    'link-prerequisite': { prerequisite: 'maf', states: 'issued', phrase: 'after it' },
    'remove-prerequisite': { prerequisite: 'maf' },
    'prerequisite-met': { item: 'maf' },
    'prerequisite-unmet': { item: 'maf' },
    'report-progress': { text: 'Half of it' },
    'add-partner': { partner: 'ACTRAV' },
    'link-basis': { basis: 'The strategy' },
    'add-chapter': { title: 'Regional entities' },
    'link-companion': { title: 'A companion' },
    'complete-part': { part: '8a' },
    'request-extension': { due: 'By end 2021' },
    clear: { line: 'entity' },
    object: { line: 'entity', comment: 'Not yet' },
  };
  const act = transitions[name]?.act ?? '';
  const successor = name === 'supersede' ? { successor: 'maf' } : {};
  return {
    decidedBy: name === 'discontinue' ? 'governing-body' : 'unsdg-principals',
    reason: 'A reason',
    ground: '¶7',
    evidence: [{ kind: 'paragraph', reference: '¶44' }],
    fields: { ...wanted[act], ...successor },
    cause: { stream: 'item:maf', position: 1, label: 'FrameworkIssued' },
  };
}

function corrected(scenario: Scenario, move: Extract<Move, { kind: 'correct' }>, day: Day): Scenario {
  const { events } = scenario;
  const event = events[move.pick % events.length];
  const on = parseEffectiveOn(move.effective);
  if (event === undefined || !on.ok) return scenario;
  const { version, type, actor } = event;
  const by = move.asRegistrar ? 'registrar' : actor;
  const asked = {
    day: { version, effectiveOn: on.effectiveOn },
    void: { version, void: true },
    back: { version },
    words: { version, fields: rightWords[type] ?? { text: 'A third of it' } },
  }[move.what];
  const decision = tryCorrection(scenario, by, asked);
  return decision.accepted ? scenario.recorded(decision.events, by, exactly(day), null) : scenario;
}

const rightWords: { readonly [type: string]: { readonly [field: string]: string } } = {
  ItemOpened: { title: 'Another title' },
  DueSet: { due: 'By end 2020' },
  StartPlanned: { start: 'June 2019' },
  PrerequisiteLinked: { states: 'issued, superseded' },
  PartnerAdded: { partner: 'ACT/EMP' },
  DueExtended: { due: 'By end 2022' },
  Objected: { comment: 'Not like this' },
};
