import type { DueForm, EffectiveOn, Facts, ItemEvent, StateMark, TypeDefinition, Via } from '#domain';
import type { NewEvent } from '#ledger';

/** A kind of item that is agreed, planned, done; enough for specs of views. */
export const followUp: TypeDefinition = {
  id: 'follow-up',
  version: 1,
  title: { en: 'Follow-up' },
  opens: { state: 'agreed', label: 'PlanEndorsed' },
  states: {
    agreed: { title: { en: 'Agreed' } },
    planned: { title: { en: 'Planned' } },
    ongoing: { title: { en: 'Ongoing' }, begun: true },
    completed: { title: { en: 'Completed' }, begun: true, done: true, final: true },
  },
  transitions: {
    start: {
      title: { en: 'Start' },
      act: 'transition',
      from: ['agreed', 'planned'],
      to: 'ongoing',
      label: 'FollowUpStarted',
      guards: [],
    },
    complete: {
      title: { en: 'Complete' },
      act: 'transition',
      from: ['agreed', 'ongoing'],
      to: 'completed',
      label: 'FollowUpCompleted',
      guards: [],
    },
  },
  print: {
    agreed: null,
    planned: [
      { when: 'start-not-past', text: 'Starting {start}', unmet: ' {phrase}' },
      { text: 'Not started', unmet: '; to start {phrase}' },
    ],
    ongoing: 'Ongoing',
    completed: 'Completed',
  },
};

export const followUpDigest = 'f0'.repeat(32);

/** True on a day and known to be, as the envelope has it. */
export const on = (day: string): EffectiveOn => ({ text: day, earliest: day, latest: day });

export const deadline = (text: string, latest: string): DueForm => ({
  text,
  kind: 'deadline',
  earliest: latest,
  latest,
  precision: 'day',
  readings: [{ earliest: latest, latest, meaning: `on ${latest}` }],
});

/** An item's event as `decide` would make it, to be appended. */
export const itemEvent = (event: ItemEvent, effectiveOn: EffectiveOn, decidedBy?: string): NewEvent => ({
  type: event.type,
  data: JSON.parse(JSON.stringify(event.data)),
  effectiveOn,
  ...(decidedBy === undefined ? {} : { decidedBy }),
});

export const opened = (
  title: string,
  more: {
    readonly number?: string;
    readonly plan?: string;
    readonly ordinal?: number;
    readonly owner?: string;
  } = {},
): ItemEvent => ({
  type: 'ItemOpened',
  data: {
    itemType: followUp.id,
    typeDigest: followUpDigest,
    state: 'agreed',
    label: 'PlanEndorsed',
    title,
    ...(more.plan === undefined ? {} : { component: 'only' }),
    ...more,
  },
});

const marks: Readonly<Record<string, readonly StateMark[]>> = {
  ongoing: ['begun'],
  completed: ['begun', 'done', 'final'],
};

/** How a transition of `followUp` stands in its event. */
export const via = (
  transition: string,
  from: string,
  to: string,
  label: string,
  saw: readonly { readonly guard: string; readonly facts: Facts }[] = [],
): Via => ({ transition, from, to, label, typeDigest: followUpDigest, marks: marks[to] ?? [], saw });
