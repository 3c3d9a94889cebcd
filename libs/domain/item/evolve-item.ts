import { dayOfInstant } from '../due/day.js';
import { countsFrom } from '../due/effective-on.js';
import type { Corrected, Illustrative, ItemEvent, ItemOpened, Recorded, Via } from '../events/index.js';
import { quoted } from '../sentence.js';
import type { Flag, ItemState } from './item-state.js';
import { linked, progressAfter, withPartner } from './links.js';
import { fixed, partiesTo, signed } from './sign-offs.js';

/**
 * The item after one more of its events. What the events say is enough: neither its type nor any other
 * stream is looked at. A correction by itself changes nothing: what it says of an earlier event is told by
 * `effectiveHistory`, so an item with corrections is folded from all of its events, by `foldItem`.
 * @throws Error where the stream does not begin with `ItemOpened`, which append does not let happen
 */
export function evolveItem(state: ItemState | null, event: Recorded<ItemEvent>): ItemState {
  if (event.type === 'ItemOpened') return opened(event);
  if (state === null) throw new Error(`The stream ${event.stream} begins with ${event.type}.`);
  if (event.type === 'Corrected')
    return { ...state, due: afterCorrection(state.due, event), version: event.version };
  const moved = 'via' in event.data ? follow(state, event.data.via, event) : state;
  return {
    ...applied(moved, event),
    illustrative: withAll(state.illustrative, event.data.illustrative),
    ...stoodIn(state, event),
    version: event.version,
  };
}

/** A due date that was put right is another deadline: what was owed on the wrong one is owed no more. */
function afterCorrection(due: ItemState['due'], { data }: Recorded<Corrected>): ItemState['due'] {
  const isAboutIt = data.target.type === 'DueSet' || data.target.type === 'DueExtended';
  const isTheDay = data.replacement?.effectiveOn !== undefined && data.replacement.data === undefined;
  return due === null || !isAboutIt || isTheDay ? due : { ...due, revision: due.revision + 1 };
}

function opened(event: Recorded<ItemOpened>): ItemState {
  const { data, effectiveOn } = event;
  const openedOn = countsFrom(effectiveOn, dayOfInstant(event.recordedAt));
  return {
    item: event.stream.slice(event.stream.indexOf(':') + 1),
    itemType: data.itemType,
    typeDigest: data.typeDigest,
    title: data.title,
    number: data.number ?? null,
    plan: data.plan ?? null,
    component: data.component ?? null,
    ordinal: data.ordinal ?? null,
    state: data.state,
    marks: [],
    path: [data.state],
    cameFrom: null,
    since: effectiveOn,
    openedOn,
    lastTransitionOn: openedOn,
    begunOn: null,
    owner: data.owner ?? null,
    deputy: data.deputy ?? null,
    formerParties: [],
    body: data.body ?? null,
    lines: data.lines ?? [],
    succeeds: data.succeeds ?? null,
    successor: null,
    due: null,
    fields: data.fields ?? {},
    undated: data.undated ?? null,
    extensionRequest: null,
    start: null,
    prerequisites: [],
    parts: (data.parts ?? []).map(({ id, title }) => ({ id, title, done: false, doneOn: null })),
    partners: [],
    bases: [],
    chapters: [],
    chapterTexts: [],
    companions: [],
    lineage:
      data.succeeds === undefined ? [] : [{ relation: 'succeeds', item: data.succeeds, reference: null }],
    outcomes: [],
    evidence: [],
    contentDigest: null,
    finalizedBy: null,
    proposers: [],
    texts: [],
    endorsedBy: null,
    signOffs: [],
    clearances: [],
    progress: null,
    flags: [],
    illustrative: data.illustrative ?? [],
    doneOn: null,
    version: event.version,
  };
}

/**
 * Goes where the event leads. A state that is on the path already cuts the way back to it. What did not move
 * the item when it was recorded moves it on no other day either: a report of June may be put on record in
 * October, when the item stood elsewhere.
 */
function follow(state: ItemState, via: Via, event: Recorded<ItemEvent>): ItemState {
  if (via.from === via.to || via.to === state.state) return state;
  const marks = via.marks ?? [];
  const known = state.path.indexOf(via.to);
  const path = known === -1 ? [...state.path, via.to] : state.path.slice(0, known + 1);
  const isDone = marks.includes('done');
  return {
    ...state,
    state: via.to,
    marks,
    path,
    cameFrom: path.at(-2) ?? null,
    since: event.effectiveOn,
    lastTransitionOn: countsFrom(event.effectiveOn, dayOfInstant(event.recordedAt)),
    begunOn: marks.includes('begun') ? (state.begunOn ?? event.effectiveOn) : state.begunOn,
    doneOn: isDone ? (state.doneOn ?? event.effectiveOn) : null,
  };
}

type Later = Exclude<Recorded<ItemEvent>, ItemOpened | Corrected>;

function applied(state: ItemState, event: Later): ItemState {
  const { effectiveOn, actor } = event;
  const on = countsFrom(effectiveOn, dayOfInstant(event.recordedAt));
  switch (event.type) {
    case 'ItemMigrated': {
      const { typeDigest, state: to, path, marks, fields = {} } = event.data;
      return {
        ...state,
        ...{ typeDigest, state: to, path, marks, fields },
        cameFrom: path.at(-2) ?? null,
        // What stands elsewhere by the new version came there on that day: nothing leads there earlier.
        ...(to === state.state ? {} : { lastTransitionOn: on }),
      };
    }
    case 'DueSet':
      return { ...state, due: { original: event.data.due, revised: null, revision: 1 } };
    case 'DueExtensionRequested': {
      const { due, reason = '', via } = event.data;
      const askers = withAll(state.extensionRequest?.askers ?? [], partiesTo(via, actor));
      const onBehalfOf = via.onBehalfOf ?? null;
      return { ...state, extensionRequest: { due, by: actor, onBehalfOf, reason, askers } };
    }
    case 'DueExtensionDeclined':
      return { ...state, extensionRequest: null };
    case 'DueExtended': {
      const { due } = event.data;
      const original = state.due?.original ?? due;
      const revision = (state.due?.revision ?? 0) + 1;
      return { ...state, due: { original, revised: due, revision }, extensionRequest: null };
    }
    case 'Assigned': {
      const { owner, deputy = null } = event.data;
      const gone = [state.owner, state.deputy].filter((id) => id !== null && id !== owner && id !== deputy);
      return { ...state, owner, deputy, formerParties: withAll(state.formerParties, gone.map(String)) };
    }
    case 'Transitioned': {
      const { contentDigest, endorsedBy, successor } = event.data;
      return {
        ...(contentDigest === undefined
          ? state
          : fixed(state, contentDigest, { data: event.data, actor, on })),
        ...(endorsedBy === undefined ? {} : { endorsedBy }),
        ...(successor === undefined ? {} : { successor }),
      };
    }
    case 'StartPlanned':
      return { ...state, start: { form: event.data.start, outlook: event.data.outlook } };
    case 'PrerequisiteLinked': {
      const { prerequisite, met } = event.data;
      const others = state.prerequisites.filter(({ item }) => item !== prerequisite.item);
      return { ...state, prerequisites: [...others, { ...prerequisite, met }] };
    }
    case 'PrerequisiteRemoved': {
      const { item } = event.data;
      const prerequisites = state.prerequisites.filter((one) => one.item !== item);
      return { ...state, prerequisites, flags: unflagged(state.flags, item) };
    }
    case 'PrerequisiteMet': {
      const { item, early } = event.data;
      const flags = unflagged(state.flags, item);
      const isFlagged = early === true && hasBegunFor(state, item);
      return { ...withMet(state, item, true), flags: isFlagged ? [...flags, tooEarly(item)] : flags };
    }
    case 'PrerequisiteUnmet': {
      const { item, flagged } = event.data;
      const flags = unflagged(state.flags, item);
      const isFlagged = flagged && hasBegunFor(state, item);
      return { ...withMet(state, item, false), flags: isFlagged ? [...flags, withdrawn(item)] : flags };
    }
    case 'SignedOff':
    case 'Objected': {
      const { via, line, person, contentDigest, comment = null } = event.data;
      const verdict = event.type === 'SignedOff' ? 'clear' : 'object';
      const onBehalfOf = via.onBehalfOf ?? null;
      return signed(state, { line, person, onBehalfOf, verdict, contentDigest, on, comment });
    }
    case 'SignOffLapsed':
      return { ...state, signOffs: state.signOffs.filter(({ line }) => line !== event.data.line) };
    case 'EvidenceAttached': {
      const { evidence, beforeStart } = event.data;
      const added = evidence.map((one) => ({ ...one, beforeStart }));
      const flags = beforeStart ? [...early(state.flags), evidenceBeforeStart] : state.flags;
      return { ...state, evidence: [...state.evidence, ...added], flags };
    }
    case 'PartCompleted': {
      const { part, evidence } = event.data;
      const parts = state.parts.map((one) => (one.id === part ? { ...one, done: true, doneOn: on } : one));
      const added = evidence.map((one) => ({ ...one, beforeStart: false }));
      return { ...state, parts, evidence: [...state.evidence, ...added] };
    }
    case 'PartnerAdded':
      return withPartner(state, event.data.partner, event.data.body ?? null);
    case 'BasisLinked': {
      const { basis, item = null } = event.data;
      const bases = withAll(state.bases, [basis]);
      return { ...state, bases, lineage: linked(state.lineage, 'rests-on', item, basis) };
    }
    case 'ChapterAdded':
      return {
        ...state,
        chapters: [...state.chapters, event.data.title],
        chapterTexts: [...state.chapterTexts, event.data.text ?? null],
      };
    case 'CompanionLinked':
      return {
        ...state,
        companions: withAll(state.companions, [event.data.title]),
        lineage: linked(state.lineage, 'goes-with', event.data.item ?? null, event.data.title),
      };
    case 'ProgressReported':
      return { ...state, progress: progressAfter(state.progress, event.data, effectiveOn) };
    case 'LineageLinked': {
      const { relation, item = null, reference = null } = event.data;
      const lineage = linked(state.lineage, relation, item, reference);
      return {
        ...state,
        lineage,
        succeeds: relation === 'succeeds' ? (item ?? state.succeeds) : state.succeeds,
      };
    }
    case 'OutcomeAdded': {
      const { outcome, text, reason } = event.data;
      const added = { outcome, text, copiedFrom: null, exception: reason ?? null };
      return { ...state, outcomes: [...state.outcomes, added] };
    }
    case 'OutcomeCopied': {
      const { outcome, text, item } = event.data;
      const added = { outcome, text, copiedFrom: item, exception: null };
      return { ...state, outcomes: [...state.outcomes, added] };
    }
  }
}

const withMet = (state: ItemState, item: string, met: boolean): ItemState => ({
  ...state,
  prerequisites: state.prerequisites.map((one) => (one.item === item ? { ...one, met } : one)),
});

const withdrawn = (item: string): Flag => ({
  code: 'PREREQUISITE_WITHDRAWN',
  item,
  sentence: `It had begun when ${quoted(item)}, which it had waited for, went back.`,
});
const tooEarly = (item: string): Flag => ({
  code: 'BEGUN_TOO_EARLY',
  item,
  sentence: `It had begun before ${quoted(item)}, which it waited for, was there.`,
});
const unflagged = (flags: readonly Flag[], item: string): readonly Flag[] =>
  flags.filter((flag) => flag.code === 'EVIDENCE_BEFORE_START' || flag.item !== item);

/** On an earlier day it had not; and a link that a correction took back leaves nothing to flag. */
const hasBegunFor = ({ marks, prerequisites }: ItemState, item: string): boolean =>
  (marks.includes('begun') || marks.includes('done')) && prerequisites.some((one) => one.item === item);

const evidenceBeforeStart: Flag = {
  code: 'EVIDENCE_BEFORE_START',
  item: null,
  sentence: 'Some of the evidence is from before the start.',
};
const early = (flags: readonly Flag[]): readonly Flag[] =>
  flags.filter(({ code }) => code !== 'EVIDENCE_BEFORE_START');

function withAll<T extends Illustrative | string>(
  present: readonly T[],
  more: readonly T[] = [],
): readonly T[] {
  return [...new Set([...present, ...more])];
}

/** Whoever has stood in for the focal point or officer-in-charge has answered for it as they have. */
function stoodIn(
  { owner, deputy, formerParties }: ItemState,
  { actor, data }: Recorded<ItemEvent>,
): Partial<ItemState> {
  const onBehalfOf = 'via' in data ? data.via.onBehalfOf : undefined;
  if (onBehalfOf === undefined || (onBehalfOf !== owner && onBehalfOf !== deputy)) return {};
  return { formerParties: withAll(formerParties, [actor]) };
}
