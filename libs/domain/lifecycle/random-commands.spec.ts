import fc from 'fast-check';
import {
  foldItem,
  foldItemAsOf,
  type ItemEvent,
  printStatus,
  type Recorded,
  type TypeDefinition,
} from '#domain';
import { given, packType, type Scenario, type Step } from '#testing';
import { actFields } from './act-fields.js';

const actionItem = packType('action-item');
const framework = packType('framework-revision');
const cause = { stream: 'item:maf', position: 1, label: 'FrameworkIssued' };

const someText = fc.constantFrom(
  '2020',
  'By end 2021',
  '8a',
  'entity',
  'resident-coordinator',
  'maf',
  'x',
  'endorsed, issued',
  ' ',
  '{start}',
  '__proto__',
);
const fieldNames = [
  'start',
  'due',
  'prerequisite',
  'states',
  'phrase',
  'part',
  'partner',
  'basis',
  'title',
  'text',
  'line',
  'comment',
  'digest',
  'successor',
  'item',
  'relation',
  'reference',
];
const someFields = fc.dictionary(fc.constantFrom(...fieldNames), someText, { maxKeys: 4 });
const evidence = fc.constantFrom([], [{ kind: 'link', reference: 'https://example.org' } as const]);

const someStep = (definition: TypeDefinition) =>
  fc.record({
    transition: fc.constantFrom(...Object.keys(definition.transitions), 'toString'),
    maf: fc.constantFrom(...Object.keys(framework.states)),
    step: fc.record(
      {
        by: fc.constantFrom(
          'focal',
          'deputy',
          'registrar',
          'approver',
          'clear-entity',
          'clear-rc',
          'clear-both',
          'system:rule',
          'stranger',
        ),
        effective: fc.constantFrom('2020-09-30', '2019', 'by 2020-09-30', 'not stated', '2021'),
        decidedBy: fc.constantFrom('governing-body', 'unsdg-principals', 'nobody'),
        reason: fc.constantFrom('A reason', ''),
        ground: fc.constantFrom('¶7', ''),
        evidence,
        fields: someFields,
        cause: fc.constant(cause),
      },
      { requiredKeys: ['by'] },
    ),
  });

/** A full set of what a step may need, so that long ways through the lifecycle are found as well. */
const willing: Step = {
  reason: 'A reason',
  ground: '¶7',
  evidence: [{ kind: 'paragraph', reference: '¶44' }],
  fields: {
    start: '2021',
    prerequisite: 'maf',
    states: 'issued',
    phrase: 'after it',
    part: '8a',
    partner: 'ACTRAV',
    basis: 'b',
    title: 't',
    text: 't',
    comment: 'c',
    due: 'By end 2030',
    successor: 'maf',
    item: 'maf',
    relation: 'derives-from',
  },
  cause,
};

function opened(definition: TypeDefinition): Scenario {
  const parts = [{ id: '8a', title: 'A part' }];
  return given(definition, {
    due: 'By end 2019',
    body: 'unsdg-principals',
    lines: ['entity', 'resident-coordinator'],
    parts,
    planBody: 'governing-body',
  }).on('2020-09-30');
}

function isLegal(definition: TypeDefinition, { data }: Recorded<ItemEvent>, before: string): boolean {
  if (!('via' in data)) return true;
  const { via } = data;
  const transition = definition.transitions[via.transition];
  // Evidence that came with a step stands after it, where the step has led.
  const isBesides = via.label === 'EvidenceAttached' && transition?.act !== 'attach-evidence';
  return (
    via.from === before &&
    (isBesides || transition?.from.includes(before) === true) &&
    Object.hasOwn(definition.states, via.to)
  );
}

/** Those of the fields that the transition takes: any other is refused. */
function taken(definition: TypeDefinition, name: string, fields: { readonly [field: string]: string }) {
  const transition = Object.hasOwn(definition.transitions, name) ? definition.transitions[name] : undefined;
  const own = transition?.guards.flatMap((guard) =>
    guard.kind === 'fields' ? [...guard.required, ...(guard.optional ?? [])] : [],
  );
  const known = [...actFields[transition?.act ?? 'transition'].map((field) => field.name), ...(own ?? [])];
  // Of two that exclude each other the first is filled in.
  const unless = known.includes('basis') ? 'item' : known.includes('title') ? 'item' : '';
  return Object.fromEntries(
    Object.entries(fields).filter(([field]) => known.includes(field) && field !== unless),
  );
}

function walk(
  definition: TypeDefinition,
  steps: readonly { transition: string; maf: string; step: Step }[],
  isWilling: boolean,
): Scenario {
  return steps.reduce((scenario, { transition, maf, step }) => {
    const beside = scenario.beside('maf', maf, framework);
    const line = step.by === 'clear-rc' ? 'resident-coordinator' : 'entity';
    const fields = taken(definition, transition, { ...willing.fields, line, ...step.fields });
    const full = { ...willing, ...step, fields };
    const tried = beside.when(transition, isWilling ? full : step);
    if (!tried.decision.accepted)
      for (const { code, message } of tried.decision.refusals) {
        expect(code).toMatch(/^(ITEM|DUE)\.[A-Z_]+$/);
        expect(message).toMatch(/[.?]$/);
      }
    return tried.scenario;
  }, opened(definition));
}

describe.each([
  ['action-item', actionItem],
  ['framework-revision', framework],
  ['proposal', packType('proposal')],
  ['provision', packType('provision')],
  ['appraisal-contribution', packType('appraisal-contribution')],
])('any commands to an item of the type %s', (_, definition) => {
  it.each([true, false])(
    'never throw, and leave a history that the lifecycle allows (all filled in: %s)',
    (isWilling) => {
      fc.assert(
        fc.property(fc.array(someStep(definition), { maxLength: 25 }), (steps) => {
          const { events, state } = walk(definition, steps, isWilling);
          for (const [index, event] of events.entries()) {
            const before = foldItem(events.slice(0, index));
            if (before !== null) expect(isLegal(definition, event, before.state)).toBe(true);
          }
          expect(foldItem(structuredClone(events))).toEqual(state);
          expect(state.version).toBe(events.length);
          expect(state.path.at(-1)).toBe(state.state);
          expect(Object.hasOwn(definition.states, state.state)).toBe(true);
          for (const day of ['2019-03-31', '2019-12-31', '2020-09-30']) {
            const then = foldItemAsOf(events, day);
            if (then !== null) printStatus(definition, then, day);
          }
        }),
        { numRuns: 80 },
      );
    },
  );

  it('are told, when they ask first, no reason that the command would not get', () => {
    fc.assert(
      fc.property(
        fc.array(someStep(definition), { maxLength: 12 }),
        fc.constantFrom('focal', 'approver', 'clear-entity'),
        (steps, by) => {
          const scenario = walk(definition, steps, true).beside('maf', 'issued', framework);
          for (const [name, { byReaction, act }] of Object.entries(definition.transitions)) {
            if (byReaction === true || act === 'link-prerequisite') continue;
            const { allowed, refusals } = scenario.possibility(name, by);
            const tried = scenario.when(name, {
              ...willing,
              by,
              fields: taken(definition, name, { ...willing.fields, line: 'entity' }),
              decidedBy: name === 'discontinue' ? by : 'unsdg-principals',
            });
            const codes = tried.decision.accepted ? [] : tried.decision.refusals.map(({ code }) => code);
            for (const { code } of refusals) expect(codes).toContain(code);
            if (!allowed) expect(tried.decision.accepted).toBe(false);
          }
        },
      ),
      { numRuns: 30 },
    );
  });
});
