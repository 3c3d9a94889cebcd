import {
  type DecisionReference,
  type EffectiveOn,
  type Evidence,
  type ItemEvent,
  type Recorded,
  touchedSentence,
} from '#domain';
import type { Names } from '../directory/names.js';
import { correctedSentence } from './corrections.js';
import { labelInWords } from './label-in-words.js';
import { actsFor } from './mentioned.js';

/** What a sentence calls things by: people and bodies, and the titles of other items. */
export interface Wording {
  readonly names: Names;
  readonly titles: ReadonlyMap<string, string>;
}

/**
 * An event in words: what happened, who decided, when it took effect, who put it on record, and why.
 * "Framework revision endorsed, decided by UNSDG principals (GB.340/INS/6), effective 2020-10-05;
 * recorded on 2020-10-06 by Martine Favre (illustrative). Ground: …"
 */
export function sentenceOn(event: Recorded<ItemEvent>, { names, titles }: Wording): string {
  const { decidedBy, effectiveOn, actor, recordedAt, data } = event;
  const decided =
    decidedBy === null ? '' : `, decided by ${names.decider(decidedBy)}${referenceOf(data.decision)}`;
  const invented = names.isIllustrative(actor) ? ' (illustrative)' : '';
  const onBehalfOf = actsFor(event);
  const behalf = onBehalfOf === null ? '' : ` for ${names.person(onBehalfOf)}`;
  const recorded = `recorded on ${recordedAt.slice(0, 10)} by ${names.person(actor)}${invented}${behalf}`;
  const because = [
    data.reason === undefined ? '' : ` Reason: ${sentenceEnd(data.reason)}`,
    data.ground === undefined ? '' : ` Ground: ${sentenceEnd(data.ground ?? notStatedInTheSource)}`,
    ...(data.touches ?? []).map((touched) => ` ${touchedSentence(touched)}.`),
  ].join('');
  // A correction says which day was right; its own is that of the record.
  const when = event.type === 'Corrected' ? '' : effective(effectiveOn);
  return `${happened(event, { names, titles })}${decided}${when}; ${recorded}.${because}`;
}

function happened(event: ItemEvent, { names, titles }: Wording): string {
  const title = (item: string) => `“${titles.get(item) ?? item}”`;
  switch (event.type) {
    case 'ItemOpened':
      return `${labelInWords(event.data.label)}${event.data.number === undefined ? '' : `: item ${event.data.number}`}`;
    case 'DueSet':
      return `Due date set: “${event.data.due.text}”`;
    case 'DueExtensionRequested':
      return `Extension of the due date to “${event.data.due.text}” requested`;
    case 'DueExtensionDeclined':
      return `Extension of the due date to “${event.data.due.text}”, requested by ${names.person(event.data.requestedBy)}, declined`;
    case 'DueExtended':
      return `Due date extended to “${event.data.due.text}”, as requested by ${names.person(event.data.requestedBy)}`;
    case 'Assigned': {
      const { owner, deputy } = event.data;
      const standIn = deputy === undefined ? '' : `, officer-in-charge ${names.person(deputy)}`;
      return `Assigned: focal point ${names.person(owner)}${standIn}`;
    }
    case 'Transitioned': {
      const { via, successor } = event.data;
      return `${labelInWords(via.label)}${successor === undefined ? '' : `, succeeded by ${title(successor)}`}`;
    }
    case 'StartPlanned':
      return `Start planned for “${event.data.start.text}”${outlooks[event.data.outlook]}`;
    case 'PrerequisiteLinked': {
      const { prerequisite, met } = event.data;
      return `Made to wait for ${title(prerequisite.item)} (${prerequisite.phrase})${met ? ', which is there already' : ''}`;
    }
    case 'PrerequisiteRemoved':
      return `No longer made to wait for ${title(event.data.item)}`;
    case 'PrerequisiteMet': {
      const { item, state, early } = event.data;
      const effect = early === true ? ', after the work had begun, and flagged' : '';
      return `What it waits for is there: ${title(item)} is ${state.replaceAll('_', ' ')}${effect}`;
    }
    case 'PrerequisiteUnmet': {
      const { item, state, flagged } = event.data;
      const effect = flagged ? 'withdrawn after the work had begun, and flagged' : 'it waits again';
      return `${title(item)} went back to ${state.replaceAll('_', ' ')}: ${effect}`;
    }
    case 'SignedOff':
      return `Cleared on the line ${event.data.line} by ${names.person(event.data.person)}${event.data.comment === undefined ? '' : `: “${event.data.comment}”`}`;
    case 'Objected':
      return `Objection on the line ${event.data.line} by ${names.person(event.data.person)}: “${event.data.comment}”`;
    case 'SignOffLapsed':
      return `The clearance of ${names.person(event.data.person)} on the line ${event.data.line} lapsed: the text changed`;
    case 'EvidenceAttached':
      return `Evidence attached: ${shown(event.data.evidence)}${event.data.beforeStart ? ', before the start' : ''}`;
    case 'PartCompleted':
      return `Part ${event.data.part} completed: ${shown(event.data.evidence)}`;
    case 'PartnerAdded':
      return `Partner added: ${event.data.body === undefined ? event.data.partner : names.decider(event.data.body)}`;
    case 'BasisLinked':
      return `Basis linked: ${event.data.basis}`;
    case 'ChapterAdded':
      return `Chapter added: ${event.data.title}`;
    case 'CompanionLinked':
      return `Companion piece linked: ${event.data.title}`;
    case 'ItemMigrated': {
      const { fromVersion, toVersion, from, state } = event.data;
      const where = from === state ? '' : `, where ${quoted(from)} is ${quoted(state)}`;
      return `Put on version ${toVersion} of its type, from version ${fromVersion}${where}`;
    }
    case 'ProgressReported':
      return event.data.unchanged === true
        ? `No change reported; still: “${event.data.text}”`
        : `Progress reported: “${event.data.text}”`;
    case 'LineageLinked': {
      const { relation, item, reference = '' } = event.data;
      return `${lineages[relation]} ${item === undefined ? reference : title(item)}`;
    }
    case 'OutcomeAdded':
      return `Outcome ${event.data.outcome} added: “${event.data.text}”`;
    case 'OutcomeCopied':
      return `Outcome ${event.data.outcome} copied to the letter from ${title(event.data.item)}: “${event.data.text}”`;
    case 'Corrected':
      return correctedSentence(event.data, names);
  }
}

export const notStatedInTheSource = 'not stated in the source';
const quoted = (state: string): string => `“${state.replaceAll('_', ' ')}”`;

/** A person's own words, with one full stop after them. */
const sentenceEnd = (words: string): string => (/[.!?…]$/.test(words) ? words : `${words}.`);

const lineages = { 'derives-from': 'Derives from', cites: 'Cites', succeeds: 'Succeeds' } as const;

const outlooks = {
  'in-time': '',
  'may-miss': ', which may miss the due date',
  'will-miss': ', which will miss the due date',
  'no-due-date': '',
} as const;

const shown = (evidence: readonly Evidence[]): string =>
  evidence
    .map(({ title, reference }) => (title === undefined ? reference : `${title} (${reference})`))
    .join('; ');

function referenceOf({ session, reference }: DecisionReference = {}): string {
  if (session === null && reference === null) return ` (session and reference ${notStatedInTheSource})`;
  const stated = [
    session === null ? `session ${notStatedInTheSource}` : session,
    reference === null ? `reference ${notStatedInTheSource}` : reference,
  ].filter((part) => part !== undefined);
  return stated.length === 0 ? '' : ` (${stated.join(', ')})`;
}

const effective = ({ text, latest }: EffectiveOn): string =>
  latest === null ? ', on a day not stated' : `, effective ${text}`;
