import { z } from 'zod';
import { lineageRelations, roleNames } from '../events/index.js';
import { idPattern } from '../id.js';
import { actFields, fieldTitles, itemFields } from '../lifecycle/act-fields.js';
import { windowBound } from '../lifecycle/window-bound.js';
import { nearest } from '../nearest.js';
import { acts } from './type-definition.js';

const id = z
  .string()
  .regex(idPattern, 'An id: a small letter or digit, then letters, digits, ".", "_" or "-".');
const text = z.string().min(1, 'May not be blank.');

/** Words by language; a plain text stands for English. */
const labels = z.union([text.transform((en) => ({ en })), z.object({ en: text }).catchall(text)], {
  error: 'A text in English, or texts by language, of which “en” is one.',
});

const names = <T extends string>(...values: readonly T[]) => z.array(z.enum(values)).min(1);
const who = ['owner', 'deputy', 'reaction', ...roleNames] as const;
const others = ['owner', 'deputy', 'requester', 'finalizer', 'signer'] as const;
/** Those of the command's `fields` that no act takes as required. */
const ownFields = Object.keys(fieldTitles);

const bare = ['reason', 'ground', 'prerequisites', 'parts', 'evidence', 'acyclic'] as const;
const guardKinds = [
  'role',
  'separation',
  'decided-by',
  'fields',
  'sign-off',
  'linked-state',
  'window',
  'lineage',
  ...bare,
] as const;
const states = z.array(id).min(1);
/** "2020-09-30", "due", "due-30", "due+10". */
const bound = z
  .string()
  .refine(
    (value) => windowBound(value) !== null,
    'A day, such as 2020-09-30, or days from the due date: due, due-30, due+10.',
  );

const guardObject = z.discriminatedUnion(
  'kind',
  [
    z.strictObject({ kind: z.literal('role'), anyOf: names(...who) }),
    z.strictObject({ kind: z.literal('separation'), from: names(...others) }),
    z.strictObject({
      kind: z.literal('decided-by'),
      anyOf: z.array(z.union([z.enum(['$body', '$plan-body', '$endorser']), id])).min(1),
      orApprover: z.boolean().optional(),
    }),
    z.strictObject({ kind: z.literal('reason'), when: z.literal('start-late-or-replanned').optional() }),
    z.strictObject({ kind: z.literal('ground') }),
    z.strictObject({ kind: z.literal('prerequisites') }),
    z.strictObject({ kind: z.literal('parts') }),
    z.strictObject({ kind: z.literal('evidence') }),
    z.strictObject({
      kind: z.literal('fields'),
      required: z.array(z.enum(ownFields)).default([]),
      optional: z.array(z.enum(ownFields)).optional(),
    }),
    z.strictObject({
      kind: z.literal('sign-off'),
      policy: z.enum(['one-per-line', 'all-of', 'any-of', 'n-of-m']),
      of: z.array(id).min(1).optional(),
      n: z.int().min(1).optional(),
    }),
    z.strictObject({ kind: z.literal('acyclic') }),
    z
      .strictObject({
        kind: z.literal('linked-state'),
        relation: z.enum(lineageRelations).optional(),
        field: z.enum(itemFields).optional(),
        item: id.optional(),
        states,
      })
      .refine(
        ({ relation, field, item }) => [relation, field, item].filter((by) => by !== undefined).length === 1,
        'Say which item: one of “relation”, “field” and “item”.',
      ),
    z
      .strictObject({ kind: z.literal('window'), from: bound.optional(), until: bound.optional() })
      .refine(({ from, until }) => (from ?? until) !== undefined, 'Say “from”, “until” or both.'),
    z.strictObject({ kind: z.literal('lineage'), relation: z.enum(lineageRelations), types: states }),
  ],
  {
    error: ({ code, input }) =>
      code === 'invalid_union' ? `A guard is one of ${guardKinds.join(', ')}.${meant(input)}` : undefined,
  },
);

/** The kind of guard that somebody probably meant. */
function meant(input: unknown): string {
  const kind = (input as { readonly kind?: unknown } | null)?.kind;
  const near = typeof kind === 'string' ? nearest(kind, guardKinds) : null;
  return near === null ? '' : ` Did you mean “${near}”?`;
}

/** A guard that takes nothing may be written as its name. */
const guard = z.preprocess((value) => (typeof value === 'string' ? { kind: value } : value), guardObject);

const state = z.strictObject({
  title: labels,
  final: z.boolean().optional(),
  done: z.boolean().optional(),
  begun: z.boolean().optional(),
  inForce: z.boolean().optional(),
});

const transition = z.strictObject({
  title: labels,
  act: z.enum(acts).default('transition'),
  /** `any` stands for every state. */
  from: z.union([z.literal('any'), z.array(id).min(1)], { error: 'States, or “any”.' }),
  to: id,
  label: z
    .string()
    .regex(/^[A-Z][A-Za-z0-9]*$/, 'A label is written in capitals and small letters: ActionItemStarted.'),
  byReaction: z.boolean().optional(),
  guards: z.array(guard).default([]),
  fixesContent: z.boolean().optional(),
  endorsement: z.enum(['given', 'withdrawn']).optional(),
  lapsesSignOffs: z.boolean().optional(),
  predecessor: id.optional(),
});

const printRule = z.union(
  [
    text,
    z.null(),
    z
      .array(z.strictObject({ when: z.literal('start-not-past').optional(), text, unmet: text.optional() }))
      .min(1),
  ],
  { error: 'A text, null for nothing, or a list of cases with “when”, “text” and “unmet”.' },
);

const rung = z.strictObject({
  id,
  days: z.int().min(-3650).max(3650),
  every: z.int().min(1).max(3650).optional(),
  to: names('owner', 'deputy', 'partners'),
});

const fieldTypes = ['text', 'number', 'choice', 'day'] as const;
const field = z
  .strictObject({
    title: labels,
    type: z.enum(fieldTypes).default('text'),
    choices: z.array(text).min(1).optional(),
    required: z.boolean().optional(),
  })
  .refine(({ type, choices }) => (type === 'choice') === (choices !== undefined), {
    path: ['choices'],
    message: 'go with the type “choice”, and only with it.',
  });

/** A type as it is written. What a schema cannot say is checked afterwards. */
export const typeSchema = z.strictObject({
  id,
  version: z.int().min(1),
  title: labels,
  opens: z.strictObject({ state: id, label: text }),
  lines: z.array(id).min(1).optional(),
  states: z.record(id, state),
  transitions: z.record(id, transition),
  print: z.record(id, printRule),
  reminders: z.strictObject({ rungs: z.array(rung).min(1) }).optional(),
  due: z.strictObject({ undated: z.literal('allowed').optional() }).optional(),
  fields: z
    .record(z.string().regex(/^[a-z][A-Za-z0-9_-]{0,49}$/, 'A field’s name: riskRating.'), field)
    .optional(),
  migrates: z.strictObject({ states: z.record(id, id).optional() }).optional(),
});
export type WrittenType = z.infer<typeof typeSchema>;

/** The keys that a mapping at this place may have, for a hint at the nearest right word. */
export function keysAt(path: readonly PropertyKey[]): readonly string[] {
  const [first, , third] = path;
  if (path.length === 0) return Object.keys(typeSchema.shape);
  if (first === 'opens') return ['state', 'label'];
  if (first === 'states') return Object.keys(state.shape);
  if (first === 'print') return ['when', 'text', 'unmet'];
  if (first === 'due') return ['undated'];
  if (first === 'fields') return ['title', 'type', 'choices', 'required'];
  if (first === 'migrates') return ['states'];
  if (first === 'reminders') return path.length === 1 ? ['rungs'] : Object.keys(rung.shape);
  if (first === 'transitions' && third === 'guards')
    return [
      ...['kind', 'anyOf', 'from', 'orApprover', 'when', 'required', 'optional', 'policy', 'of', 'n'],
      ...['relation', 'field', 'item', 'states', 'until', 'types'],
    ];
  return first === 'transitions' ? Object.keys(transition.shape) : [];
}

/** Fields that the act takes itself; a guard need not name them. */
export const fieldsOfAct = (act: WrittenType['transitions'][string]['act']): readonly string[] =>
  actFields[act].map(({ name }) => name);
