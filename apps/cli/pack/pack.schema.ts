import { z } from 'zod';
import { idPattern, roleNames } from '#domain';

const id = z.string().regex(idPattern, 'must be an id: lower-case letters, digits, dots, hyphens');
const day = z.iso.date('must be a day, YYYY-MM-DD');
const words = z.string().min(1, 'must not be empty');
const illustrative = z.array(z.enum(['day', 'person', 'link', 'reason', 'step']));
const parts = z.array(z.strictObject({ id, title: words }));
const ownFields = z.record(z.string(), words);
const evidence = z.strictObject({
  kind: z.enum(['link', 'paragraph', 'file']),
  reference: words,
  title: words.optional(),
  digest: words.optional(),
});

/** Who puts a fact on record, on which day of the simulated clock, and what stands beside it. */
const onRecord = {
  as: id,
  /** On a simulated clock only. */
  day: day.optional(),
  effective: words.optional(),
  'decided-by': id.optional(),
  session: words.optional(),
  reference: words.optional(),
  reason: words.optional(),
  ground: words.optional(),
  illustrative: illustrative.optional(),
};

export const packFile = z.strictObject({
  pack: id,
  title: words,
  ledger: z.strictObject({ origin: words, clock: z.enum(['real', 'simulated']), at: day.optional() }),
  today: day.optional(),
  founder: z.strictObject({ id, name: words, email: words.optional() }),
  illustrative: words.optional(),
});

export const periodsFile = z.array(z.strictObject({ name: words, from: day, until: day }));

export const bodiesFile = z.array(
  z.strictObject({ id, name: words, liaison: id.optional(), illustrative: z.boolean().optional() }),
);

export const peopleFile = z.array(
  z.strictObject({
    id,
    name: words,
    email: words.optional(),
    language: words.optional(),
    roles: z.array(
      z.strictObject({
        role: z.enum(roleNames),
        scope: id.optional(),
        from: day.optional(),
        until: day.optional(),
      }),
    ),
    illustrative: z.boolean().optional(),
  }),
);

export const planFile = z.strictObject({
  plan: id,
  title: words,
  body: id,
  type: id,
  endorsement: z.strictObject(onRecord),
  components: z.array(z.strictObject({ id, title: words })).min(1),
  /** The items one by one, or the CSV file that they stand in. */
  items: z.unknown(),
});

export const plannedItem = z.strictObject({
  item: id.optional(),
  number: words,
  component: id,
  title: words,
  due: words.optional(),
  latest: day.optional(),
  owner: id.optional(),
  deputy: id.optional(),
  parts: parts.optional(),
  fields: ownFields.optional(),
});

/** Which column of a CSV file says what. */
export const itemsFromCsv = z.strictObject({
  from: words,
  columns: z.strictObject({
    number: words,
    title: words,
    component: words.optional(),
    due: words.optional(),
    latest: words.optional(),
    owner: words.optional(),
    deputy: words.optional(),
    parts: words.optional(),
    item: words.optional(),
    fields: z.record(z.string(), words).optional(),
  }),
  /** What words in a cell stand for, by column of ours: owner: { Head of Finance: cfo }. */
  words: z
    .strictObject({
      component: z.record(z.string(), id).optional(),
      owner: z.record(z.string(), id).optional(),
      deputy: z.record(z.string(), id).optional(),
    })
    .optional(),
});

export const itemsFile = z.array(
  z.strictObject({
    item: id,
    type: id,
    title: words,
    number: words.optional(),
    due: words.optional(),
    latest: day.optional(),
    fields: ownFields.optional(),
    body: id.optional(),
    lines: z.array(id).optional(),
    parts: parts.optional(),
    succeeds: id.optional(),
    owner: id.optional(),
    deputy: id.optional(),
    ...onRecord,
  }),
);

const storyEntry = z.strictObject({
  step: id,
  /** By id, or by number while only one item has it. */
  item: words.optional(),
  transition: id.optional(),
  evidence: z.array(evidence).optional(),
  fields: z.record(z.string(), words).optional(),
  publish: id.optional(),
  number: words.optional(),
  'as-of': day.optional(),
  ...onRecord,
});

/** A step moves an item, or publishes a paper about a plan. */
const storyStep = storyEntry
  .superRefine(({ item, transition, publish, number }, { addIssue }) => {
    const fault = (field: string, message: string) => addIssue({ code: 'custom', path: [field], message });
    if (publish === undefined) {
      if (item === undefined) fault('item', 'is missing: a step names an item or, under "publish", a plan');
      if (transition === undefined) fault('transition', 'is missing: what is done with the item');
    } else {
      if (number === undefined) fault('number', 'is missing: the paper’s number');
      if (item !== undefined || transition !== undefined)
        fault('publish', 'a step that publishes moves no item: make it two steps');
    }
  })
  .transform((entry) => {
    const {
      item = '',
      transition = '',
      publish,
      number = '',
      evidence,
      fields,
      'as-of': asOf,
      ...step
    } = entry;
    return publish === undefined
      ? { kind: 'advance' as const, ...step, item, transition, evidence, fields }
      : { kind: 'publish' as const, ...step, plan: publish, number, asOf };
  });
export const storyFile = z.array(storyStep);

export type PackFile = z.infer<typeof packFile>;
export type PeriodEntry = z.infer<typeof periodsFile>[number];
export type PlannedItemEntry = z.infer<typeof plannedItem>;
export type ItemsFromCsv = z.infer<typeof itemsFromCsv>;
export type BodyEntry = z.infer<typeof bodiesFile>[number];
export type PersonEntry = z.infer<typeof peopleFile>[number];
export type PlanFile = z.infer<typeof planFile>;
export type ItemEntry = z.infer<typeof itemsFile>[number];
export type StoryStep = z.infer<typeof storyFile>[number];
