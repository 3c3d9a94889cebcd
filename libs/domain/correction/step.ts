import type { ItemCommand } from '../decide/item-command.js';
import type { DueForm, Period } from '../due/due-form.js';
import { parseDue } from '../due/parse-due.js';
import type { Evidence, ItemEvent, Recorded, Via } from '../events/index.js';
import { notStated } from '../not-stated.js';

/** An event that somebody's command is about, and the events that came with it and stand after it. */
export interface Step {
  readonly event: Recorded<ItemEvent>;
  readonly companions: readonly Recorded<ItemEvent>[];
}

/** The transition that an event went through; null for an opening, an assignment and the like. */
export const viaOf = ({ data }: ItemEvent): Via | null => ('via' in data ? data.via : null);

const standAlone: ReadonlySet<ItemEvent['type']> = new Set([
  'ItemOpened',
  'DueSet',
  'Assigned',
  'Corrected',
  'ItemMigrated',
]);

/**
 * Whether an event came with the one before it: clearances that lapsed, evidence attached besides. What its
 * own command was about keeps what the conditions saw, and the due date of an opening is its own affair.
 */
export function isCompanion({ type, data }: ItemEvent): boolean {
  if (standAlone.has(type)) return false;
  return !('via' in data) || (type === 'EvidenceAttached' && data.via.saw === undefined);
}

/** The event with what came with it, in a history that may be corrected. */
export function stepAt(history: readonly Recorded<ItemEvent>[], index: number): Step | null {
  const event = history[index];
  if (event === undefined) return null;
  const rest = isCompanion(event) ? [] : history.slice(index + 1);
  const end = rest.findIndex((one) => !isCompanion(one) || one.commandId !== event.commandId);
  return { event, companions: end === -1 ? rest : rest.slice(0, end) };
}

/** The command that leaves this step, read back from it. */
export function commandOf(
  { event, companions }: Step,
  transition: string,
  periods: readonly Period[] = [],
): ItemCommand {
  const { data, effectiveOn, decidedBy } = event;
  const { reason, ground, decision, illustrative } = data;
  const evidence = [...evidenceIn(event), ...companions.flatMap(evidenceIn)];
  return {
    transition,
    effectiveOn,
    fields: fieldsOf(event, periods),
    ...(decidedBy === null ? {} : { decidedBy }),
    ...(decision === undefined ? {} : { decision }),
    ...(reason === undefined ? {} : { reason }),
    ...(ground === undefined ? {} : { ground: ground ?? notStated }),
    ...(illustrative === undefined ? {} : { illustrative }),
    ...(evidence.length === 0 ? {} : { evidence }),
  };
}

export const evidenceIn = ({ data }: ItemEvent): readonly Evidence[] =>
  'evidence' in data ? data.evidence : [];

/** What the event's act took as fields, or the like of an event without one. */
export function fieldsOf(event: ItemEvent, periods: readonly Period[]): { readonly [name: string]: string } {
  switch (event.type) {
    case 'ItemOpened': {
      const { title, number } = event.data;
      return number === undefined ? { title } : { title, number };
    }
    case 'DueSet':
    case 'DueExtensionRequested':
    case 'DueExtended':
      return dueFields('due', event.data.due, periods);
    case 'Transitioned': {
      const { fields, contentDigest: digest, successor, text } = event.data;
      return {
        ...(text === undefined ? {} : { text }),
        ...(digest === undefined ? {} : { digest }),
        ...fields,
        ...(successor === undefined ? {} : { successor }),
      };
    }
    case 'StartPlanned':
      return dueFields('start', event.data.start, periods);
    case 'PrerequisiteLinked': {
      const { item, states, phrase } = event.data.prerequisite;
      return { prerequisite: item, states: states.join(', '), phrase };
    }
    case 'PrerequisiteRemoved':
      return { prerequisite: event.data.item };
    case 'PrerequisiteMet':
    case 'PrerequisiteUnmet':
      return { item: event.data.item };
    case 'SignedOff':
    case 'Objected': {
      const { line, contentDigest: digest, comment } = event.data;
      return comment === undefined ? { line, digest } : { line, digest, comment };
    }
    case 'PartCompleted':
      return { part: event.data.part };
    case 'PartnerAdded':
      return { partner: event.data.partner };
    case 'BasisLinked':
      return event.data.item === undefined ? { basis: event.data.basis } : { item: event.data.item };
    case 'ChapterAdded': {
      const { title, text } = event.data;
      return text === undefined ? { title } : { title, text };
    }
    case 'CompanionLinked':
      return event.data.item === undefined ? { title: event.data.title } : { item: event.data.item };
    case 'ProgressReported':
      return event.data.unchanged === true ? { unchanged: 'yes' } : { text: event.data.text };
    case 'LineageLinked': {
      const { relation, item, reference } = event.data;
      return {
        relation,
        ...(item === undefined ? {} : { item }),
        ...(reference === undefined ? {} : { reference }),
      };
    }
    case 'OutcomeAdded':
      return { outcome: event.data.outcome, text: event.data.text };
    case 'OutcomeCopied': {
      const { item, outcome, text } = event.data;
      return { item, outcome, text };
    }
    case 'Assigned':
    case 'DueExtensionDeclined':
    case 'SignOffLapsed':
    case 'EvidenceAttached':
    case 'Corrected':
    case 'ItemMigrated':
      return {};
  }
}

/** The text alone where it reads as it did, else with the last day that somebody gave for it. */
function dueFields(
  name: 'due' | 'start',
  { text, latest, readings }: DueForm,
  periods: readonly Period[],
): { readonly [name: string]: string } {
  const parsed = parseDue(text, { periods });
  const isPlain = parsed.ok && parsed.due.latest === latest && parsed.due.readings.length === readings.length;
  return isPlain ? { [name]: text } : { [name]: text, latest };
}
