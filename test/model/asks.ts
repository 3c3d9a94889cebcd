import fc from 'fast-check';
import { type Ask, cast, givenRoles, type Item, type Person, type Step, type StepBy } from './ask.js';
import { actionTable, frameworkTable } from './tables.js';

const person = fc.constantFrom(...cast);
const token = fc.constantFrom<0 | 1>(0, 1);
const item = fc.constantFrom<Item>('action', 'framework');
/** Now and then somebody tries what has no chance. */
export const isBlind = fc.integer({ min: 0, max: 4 }).map((of) => of === 4);
const mostly = fc.integer({ min: 0, max: 9 }).map((of) => of > 0);

const two = <T>(one: T): readonly [T, T] => [one, one];

const details = {
  reason: mostly,
  ground: mostly,
  evidence: fc.boolean(),
  decidedBy: fc.constantFrom(null, 'governing-body' as const, ...two('unsdg-principals' as const)),
  year: fc.option(fc.integer({ min: 2026, max: 2040 })),
  line: fc.constantFrom<Step['line']>('entity', 'coordinator'),
  part: fc.constantFrom<Step['part']>('a', 'b'),
  comment: mostly,
  digest: fc.constantFrom<Step['digest']>(null, null, 'present', 'present', 'present', 'stale'),
  text: fc.option(fc.constantFrom('One', 'One\nTwo', 'Three')),
};

/** Ends come seldom, and what leads on often, so that walks get far. */
const weights: Readonly<Record<string, number>> = {
  ...{ discontinue: 1, abandon: 1, object: 1, 'report-progress': 1, 'attach-evidence': 2 },
  ...{ finalize: 6, clear: 12, endorse: 9, issue: 3, 'complete-part': 8, complete: 5, reopen: 5 },
};
const weighted = (table: object) =>
  fc.oneof(
    ...Object.keys(table).map((name) => ({ weight: weights[name] ?? 4, arbitrary: fc.constant(name) })),
  );
const transitions = { action: weighted(actionTable), framework: weighted(frameworkTable) };
const step = (of: Item): fc.Arbitrary<Step> => fc.record({ transition: transitions[of], ...details });

/** Whose turn a step is at first; who else tries it does so by what was given or lent meanwhile, or in vain. */
const turns: Readonly<Record<string, readonly Person[]>> = {
  'remove-prerequisite': ['approver', 'second'],
  'extend-due': ['approver', 'second'],
  'decline-extension': ['approver', 'second'],
  discontinue: ['approver', 'registrar'],
  reopen: ['approver', 'second'],
  clear: ['entity', 'coordinator', 'both'],
  object: ['entity', 'coordinator', 'both'],
  endorse: ['registrar'],
  'withdraw-endorsement': ['registrar'],
  supersede: ['registrar'],
};
const stepBy = (of: Item) =>
  step(of).chain((one) =>
    fc.record({
      by: fc.oneof(
        { weight: 2, arbitrary: fc.constantFrom(...(turns[one.transition] ?? ['focal', 'deputy'])) },
        { weight: 1, arbitrary: fc.constantFrom<Person>('stranger', 'deputy', 'focal', 'coordinator') },
        { weight: 1, arbitrary: person },
      ),
      token,
      step: fc.constant(one),
    }),
  );

/** Pairs of steps from one state of which the one leads where the other is not possible. */
const conflicting = {
  action: [
    ['start', 'start'],
    ['complete', 'discontinue'],
    ['discontinue', 'discontinue'],
    ['extend-due', 'decline-extension'],
    ['extend-due', 'extend-due'],
    ['reopen', 'reopen'],
    ['link-prerequisite', 'link-prerequisite'],
    ['remove-prerequisite', 'remove-prerequisite'],
  ],
  framework: [
    ['finalize', 'abandon'],
    ['finalize', 'finalize'],
    ['endorse', 'return-to-drafting'],
    ['return-to-drafting', 'return-to-drafting'],
    ['put-into-use', 'abandon'],
    ['clear', 'clear'],
    ['issue', 'issue'],
    ['supersede', 'withdraw-endorsement'],
  ],
} as const;

const sides = (of: Item) =>
  fc
    .tuple(fc.constantFrom(...conflicting[of]), stepBy(of), stepBy(of))
    .chain(([[first, second], one, other]) => {
      // Two who clear do so on one line, with their wits about them: it is who comes first that counts.
      const same = {
        line: one.step.line,
        digest: null,
        reason: true,
        ground: true,
        year: 2041,
        comment: true,
      };
      const side = (by: StepBy, transition: string) =>
        fc
          .constantFrom(by.by, ...(turns[transition] ?? ['focal' as const, 'deputy' as const]))
          .map((who): StepBy => ({ ...by, by: who, step: { ...by.step, ...same, transition } }));
      return fc.tuple(side(one, first), side(other, second));
    });

const acts = item.chain((of) => stepBy(of).map((by): Ask => ({ kind: 'step', item: of, ...by })));
const bulks = item.chain((of) =>
  fc
    .record({ by: person, token, steps: fc.array(step(of), { minLength: 2, maxLength: 3 }) })
    .map((bulk): Ask => ({ kind: 'bulk', item: of, ...bulk })),
);
const races = item.chain((of) =>
  fc
    .tuple(sides(of), fc.boolean())
    .map(([both, seen]): Ask => ({ kind: 'race', item: of, sides: both, seen })),
);
const assignments = fc
  .record({
    item,
    by: fc.constantFrom('registrar' as const, 'both' as const, 'focal' as const),
    owner: person,
    deputy: person,
  })
  .map((one): Ask => ({ kind: 'assign', ...one }));
const roles = fc
  .record({ person, role: fc.constantFrom(...givenRoles), end: fc.boolean() })
  .map((one): Ask => ({ kind: 'role', ...one }));
const delegations = fc
  .record({
    by: fc.option(person, { freq: 3 }),
    from: person,
    to: person,
    role: fc.constantFrom(...givenRoles, ...two('owner' as const), 'owner/action' as const),
    end: fc.integer({ min: 0, max: 3 }).map((of) => of === 0),
  })
  .map(({ by, ...one }): Ask => ({ kind: 'delegate', ...one, by: by ?? one.from }));

/** What people try, mostly steps; the same people meet again and again in other capacities. */
export const asks: readonly fc.Arbitrary<Ask>[] = [
  ...Array.from({ length: 11 }, () => acts),
  ...Array.from({ length: 2 }, () => races),
  bulks,
  assignments,
  roles,
  ...Array.from({ length: 2 }, () => delegations),
];
