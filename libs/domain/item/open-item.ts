import {
  type DirectoryContext,
  groundsIn,
  judgeId,
  judgeText,
  mayRegister,
  type OnRecordFields,
  registrarFor,
  unless,
} from '../directory/directory-rules.js';
import type { PublishedType } from '../directory/type.js';
import type { Day, DueForm, EffectiveOn, Period } from '../due/due-form.js';
import { countsFrom } from '../due/effective-on.js';
import { namesNoDate, parseDue } from '../due/parse-due.js';
import type { Assigned, ItemEvent } from '../events/index.js';
import { signOffGuards } from '../lifecycle/lines.js';
import { type Decision, type Refusal, refuse } from '../refusal.js';
import { either, quoted } from '../sentence.js';
import type { TypeDefinition } from '../type/type-definition.js';
import { filledIn, type ItemFields, judgeItemFields } from './item-fields.js';
import type { ItemState } from './item-state.js';

export interface OpenItemCommand extends OnRecordFields {
  readonly item: string;
  readonly itemType: string;
  readonly title: string;
  readonly effectiveOn: EffectiveOn;
  readonly number?: string;
  readonly plan?: string;
  readonly component?: string;
  /** 1-based place in the plan. */
  readonly ordinal?: number;
  /** As written: "By mid-2020". */
  readonly due?: string;
  /** The last day in time, where the text does not say. */
  readonly dueLatest?: Day;
  readonly parts?: readonly { readonly id: string; readonly title: string }[];
  readonly lines?: readonly string[];
  /** The body whose decision endorses or discontinues it. */
  readonly body?: string;
  /** The item that this one is to replace. */
  readonly succeeds?: string;
  /** A person or a body. */
  readonly owner?: string;
  readonly deputy?: string;
  /** What the type has it say of itself. */
  readonly fields?: ItemFields;
}

/** What an opening may look at besides the command. */
export interface OpeningContext extends Pick<DirectoryContext, 'today' | 'actor'> {
  /** Newest published version of each type named, by id. */
  readonly types: ReadonlyMap<string, PublishedType>;
  /** Of the item ids named (`item`, `succeeds`): those that are on record. */
  readonly items: ReadonlySet<string>;
  /** Of the ids named: people in the directory. */
  readonly people: ReadonlySet<string>;
  /** Of the ids named: bodies in the directory. */
  readonly bodies: ReadonlySet<string>;
  /** Stretches of days that due texts may name; none where absent. */
  readonly periods?: readonly Period[];
}

/** Opens an item outside any plan; a registrar does. */
export function openItem(command: OpenItemCommand, context: OpeningContext): Decision<ItemEvent> {
  const refusals = [...mayRegister(context), ...judgeOpeningDay(command.effectiveOn, context)];
  const opening = judgeOpening({ ...command, ...registrarFor(context) }, context, '');
  return unless([...refusals, ...opening.refusals], ...opening.events);
}

/** An opening's own events, and what is wrong with it. Who may, and on what day, is judged once by the caller. */
export function judgeOpening(
  command: OpenItemCommand,
  context: OpeningContext,
  path: string,
): { readonly refusals: readonly Refusal[]; readonly events: readonly ItemEvent[] } {
  const at = (field: string): string => `${path}${field}`;
  const { item, itemType, title, parts = [], lines = [], body, succeeds } = command;
  const type = context.types.get(itemType);
  const judgedDue = judgeDue(command, type?.definition, context);
  const refusals: Refusal[] = [...judgeId(item, at('item')), ...judgeText(title, at('title'))];
  if (context.items.has(item))
    refusals.push(refuse('ITEM.EXISTS', `There is an item ${quoted(item)} already.`, { item }, at('item')));
  if (type === undefined)
    refusals.push(
      refuse('TYPE.UNKNOWN', `No type ${quoted(itemType)} has been published.`, { itemType }, at('itemType')),
    );
  if (judgedDue.refusal !== null)
    refusals.push({ ...judgedDue.refusal, field: at(judgedDue.refusal.field ?? 'due') });
  if (hasTwice(parts.map(({ id }) => id)))
    refusals.push(refuse('ITEM.FIELD_INVALID', 'Two parts have the same id.', {}, at('parts')));
  if (hasTwice(lines))
    refusals.push(refuse('ITEM.FIELD_INVALID', 'A line stands there twice.', {}, at('lines')));
  if (type !== undefined) refusals.push(...judgeLines(type, lines, at('lines')));
  if (body !== undefined && !context.bodies.has(body))
    refusals.push(refuse('BODY.UNKNOWN', `There is no body ${quoted(body)}.`, { body }, at('body')));
  if (succeeds !== undefined && !context.items.has(succeeds))
    refusals.push(
      refuse('ITEM.UNKNOWN', `There is no item ${quoted(succeeds)}.`, { succeeds }, at('succeeds')),
    );
  for (const field of ['owner', 'deputy'] as const)
    refusals.push(...judgeParty(command[field], context, at(field)));
  if (type === undefined) return { refusals, events: [] };
  refusals.push(...judgeItemFields(type.definition, command.fields ?? {}, at('fields.')));
  return { refusals, events: openingEvents(command, type, judgedDue) };
}

interface JudgedDue {
  readonly due: DueForm | null;
  readonly undated: string | null;
  readonly refusal: Refusal | null;
}

/** The due date as written, or the words that stand for one where the type allows it. */
export function judgeDue(
  { due: text, dueLatest: latest }: Pick<OpenItemCommand, 'due' | 'dueLatest'>,
  definition: TypeDefinition | undefined,
  { periods = [] }: Pick<OpeningContext, 'periods'>,
): JudgedDue {
  const nothing = { due: null, undated: null, refusal: null };
  if (text === undefined) return latest === undefined ? nothing : { ...nothing, refusal: dueMissing(latest) };
  const parsed = parseDue(text, latest === undefined ? { periods } : { periods, latest });
  if (parsed.ok) return { ...nothing, due: parsed.due };
  const { refusal } = parsed;
  if (refusal.code.startsWith('DUE.LATEST'))
    return { ...nothing, refusal: { ...refusal, field: 'dueLatest' } };
  if (refusal.code !== 'DUE.UNREADABLE') return { ...nothing, refusal };
  const mayBeUndated = definition?.due?.undated === 'allowed';
  if (mayBeUndated && namesNoDate(text)) return { ...nothing, undated: text };
  const but = mayBeUndated ? ' Words without a date are taken as they stand; these name part of one.' : '';
  return {
    ...nothing,
    refusal: { ...refusal, message: `${refusal.message}${but} Or give its last day beside it.` },
  };
}

const dueMissing = (latest: Day): Refusal =>
  refuse('DUE.TEXT_MISSING', 'Give the due date as it is written, beside its last day.', { latest }, 'due');

/** Its lines are ones that the type knows, and enough for every condition on clearances to hold one day. */
function judgeLines(
  { definition }: PublishedType,
  lines: readonly string[],
  field: string,
): readonly Refusal[] {
  const known = definition.lines ?? lines;
  const unknown = lines.filter((line) => !known.includes(line));
  const needed = Math.max(
    0,
    ...signOffGuards(definition).map(({ policy, n, of }) =>
      of === undefined && (policy === 'n-of-m' || policy === 'any-of') ? (n ?? 1) : 0,
    ),
  );
  const refusals: Refusal[] = [];
  if (unknown.length > 0) {
    const message = `Items of this type have the lines ${either(known.map(quoted), 'and')}, not ${either(unknown.map(quoted))}.`;
    refusals.push(refuse('ITEM.UNKNOWN_LINE', message, { unknown, lines: known }, field));
  }
  if (lines.length < needed) {
    const message = `Items of this type need clearance on ${needed} of their lines: name at least that many.`;
    refusals.push(refuse('ITEM.FIELD_INVALID', message, { needed, lines }, field));
  }
  return refusals;
}

function openingEvents(
  command: OpenItemCommand,
  { definition, digest }: PublishedType,
  { due, undated }: JudgedDue,
): readonly ItemEvent[] {
  const { itemType, title, number, plan, component, ordinal, parts, lines, body, succeeds, owner, deputy } =
    command;
  const fields = filledIn(command.fields);
  const opened: ItemEvent = {
    type: 'ItemOpened',
    data: {
      itemType,
      typeDigest: digest,
      state: definition.opens.state,
      label: definition.opens.label,
      title,
      ...(number === undefined ? {} : { number }),
      ...(plan === undefined ? {} : { plan }),
      ...(component === undefined ? {} : { component }),
      ...(ordinal === undefined ? {} : { ordinal }),
      ...(parts === undefined || parts.length === 0 ? {} : { parts }),
      ...(lines === undefined || lines.length === 0 ? {} : { lines }),
      ...(body === undefined ? {} : { body }),
      ...(succeeds === undefined ? {} : { succeeds }),
      ...(owner === undefined ? {} : { owner }),
      ...(deputy === undefined ? {} : { deputy }),
      ...(undated === null ? {} : { undated }),
      ...(fields === undefined ? {} : { fields }),
      ...groundsIn(command),
    },
  };
  return due === null ? [opened] : [opened, { type: 'DueSet', data: { due } }];
}

export function judgeOpeningDay(
  effectiveOn: EffectiveOn,
  { today }: Pick<OpeningContext, 'today'>,
): readonly Refusal[] {
  if (countsFrom(effectiveOn, today) <= today) return [];
  const message = `${quoted(effectiveOn.text)} has not passed yet: it is ${today}.`;
  return [
    refuse('ITEM.EFFECTIVE_IN_FUTURE', message, { effectiveOn: effectiveOn.text, today }, 'effectiveOn'),
  ];
}

export interface AssignItemCommand {
  readonly owner: string;
  readonly deputy?: string;
}

/** Says who answers for an item, and who stands in; a registrar does. */
export function assignItem(
  state: ItemState | null,
  { owner, deputy }: AssignItemCommand,
  context: Pick<OpeningContext, 'actor' | 'people' | 'bodies'>,
): Decision<Assigned> {
  const refusals: Refusal[] = [...mayRegister(context)];
  if (state === null) refusals.push(refuse('ITEM.UNKNOWN', 'There is no such item.'));
  refusals.push(...judgeParty(owner, context, 'owner'), ...judgeParty(deputy, context, 'deputy'));
  if (deputy === owner)
    refusals.push(
      refuse(
        'ITEM.NOT_SEPARATE',
        'Whoever stands in is somebody other than the focal point.',
        { owner },
        'deputy',
      ),
    );
  if (state?.owner === owner && state.deputy === (deputy ?? null))
    refusals.push(
      refuse('ITEM.NOTHING_TO_DO', 'It is assigned so already.', { owner, deputy: deputy ?? null }),
    );
  return unless<Assigned>(refusals, {
    type: 'Assigned',
    data: { owner, ...(deputy === undefined ? {} : { deputy }), ...registrarFor(context) },
  });
}

function judgeParty(
  id: string | undefined,
  { people, bodies }: Pick<OpeningContext, 'people' | 'bodies'>,
  field: string,
): readonly Refusal[] {
  if (id === undefined || people.has(id) || bodies.has(id)) return [];
  return [refuse('PERSON.UNKNOWN', `There is no person or body ${quoted(id)}.`, { id }, field)];
}

const hasTwice = (ids: readonly string[]): boolean => new Set(ids).size < ids.length;
