import { parseDue } from '../due/parse-due.js';
import type { Corrected, CorrectedPart, Evidence, ItemEvent, Recorded } from '../events/index.js';
import { corrected, correctionsIn, effectiveHistory } from '../item/effective-history.js';
import { foldHistory } from '../item/fold-item.js';
import type { CommandAttempt } from '../lifecycle/attempt.js';
import { act } from '../lifecycle/decide-item.js';
import { type Refusal, refuse } from '../refusal.js';
import { correctionOf, withCorrections } from './as-recorded.js';
import { changedPart, evidencePart, fieldParts, withEvidence } from './changed-parts.js';
import { unknownFields } from './correctable-fields.js';
import type { CorrectionCommand, CorrectionContext } from './correction-command.js';
import { withDifferences } from './differences.js';
import { attemptAgain } from './replay.js';
import { evidenceIn, isCompanion, type Step, stepAt, viaOf } from './step.js';

type History = readonly Recorded<ItemEvent>[];
type Replacement = NonNullable<Corrected['data']['replacement']>;
type Fields = NonNullable<CorrectionCommand['fields']>;
type NonEmpty<T> = readonly [T, ...T[]];

export type Rewriting =
  | { readonly ok: true; readonly corrections: readonly Corrected[] }
  | { readonly ok: false; readonly refusals: NonEmpty<Refusal> };

/** The corrections of the event named and of what came with it, where the command itself makes sense. */
export function rewritten(
  events: History,
  target: Recorded<ItemEvent>,
  command: CorrectionCommand,
  context: CorrectionContext,
): Rewriting {
  // As it stands by earlier corrections, and in its place even where it had been struck out.
  const back = correctionOf(target, {}, [], command);
  const placed = effectiveHistory(withCorrections(events, [back]));
  const index = placed.findIndex(({ version }) => version === target.version);
  const step = stepAt(placed, index) ?? { event: target, companions: [] };
  if (command.void === true) return strikeOut(events, target, command);
  const data = newData(placed, index, step, command, context);
  if (!data.ok) return data;
  const { effectiveOn, decidedBy } = command;
  const { event } = step;
  const replacement: Replacement = {
    ...(effectiveOn === undefined ? {} : { effectiveOn }),
    ...(decidedBy === undefined || decidedBy === event.decidedBy ? {} : { decidedBy }),
    ...(data.data === null ? {} : { data: data.data }),
  };
  const day = changedPart('effectiveOn', event.effectiveOn.text, effectiveOn?.text);
  const isBack = correctionsIn(events).get(target.version)?.isVoid === true;
  const changes = [...day, ...changedPart('decidedBy', event.decidedBy, decidedBy), ...data.changes];
  return {
    ok: true,
    corrections: [
      correctionOf(target, said(replacement), changes, command),
      ...companionsOf(events, target).flatMap((companion) => {
        const evidence = data.besides === null ? [] : evidencePart(companion, data.besides);
        const companionData =
          evidence.length === 0 ? {} : { data: withEvidence(companion, data.besides ?? []) };
        const along = { ...(effectiveOn === undefined ? {} : { effectiveOn }), ...companionData };
        const wasVoid = correctionsIn(events).get(companion.version)?.isVoid === true;
        if (Object.keys(along).length === 0 && !(wasVoid && isBack)) return [];
        // What had been struck out by itself stays so.
        const stays = wasVoid && !isBack ? { void: true as const } : {};
        const replacement = { ...stays, ...said(along as Replacement) };
        return [correctionOf(companion, replacement, [...day, ...evidence], command)];
      }),
    ],
  };
}

const said = (replacement: Replacement) => (Object.keys(replacement).length === 0 ? {} : { replacement });

/** What came with an event, as first recorded; with an opening, its due date. */
function companionsOf(events: History, target: Recorded<ItemEvent>): History {
  const index = events.findIndex(({ version }) => version === target.version);
  const next = events[index + 1];
  if (target.type === 'ItemOpened' && next?.type === 'DueSet' && next.commandId === target.commandId)
    return [next];
  return stepAt(events, index)?.companions ?? [];
}

function strikeOut(events: History, target: Recorded<ItemEvent>, command: CorrectionCommand): Rewriting {
  const isVoid = (event: Recorded<ItemEvent>) => correctionsIn(events).get(event.version)?.isVoid === true;
  if (isVoid(target)) {
    const message = `Entry ${target.version} is struck out already.`;
    return { ok: false, refusals: [refuse('ITEM.NOTHING_TO_DO', message, {}, 'version')] };
  }
  const all = [target, ...companionsOf(events, target).filter((companion) => !isVoid(companion))];
  return { ok: true, corrections: all.map((event) => correctionOf(event, { void: true }, [], command)) };
}

type NewData =
  | {
      readonly ok: true;
      readonly data: ItemEvent['data'] | null;
      readonly changes: readonly CorrectedPart[];
      /** Evidence that came with the step, beside it; null: as it was. */
      readonly besides: readonly Evidence[] | null;
    }
  | { readonly ok: false; readonly refusals: NonEmpty<Refusal> };

const turnDown = (...refusals: NonEmpty<Refusal>): NewData => ({ ok: false, refusals });

/** What the event should have said, by its own act on the item as it stood before it. */
function newData(
  placed: History,
  index: number,
  step: Step,
  command: CorrectionCommand,
  context: CorrectionContext,
): NewData {
  const { event, companions } = step;
  const before = foldHistory(placed.slice(0, index));
  const attempt = before === null || isCompanion(event) ? null : attemptAgain(placed, index, before, context);
  const via = viaOf(event);
  const [unknown, ...more] = unknownFields(event, command, attempt);
  if (unknown !== undefined) return turnDown(unknown, ...more);
  const isOwn = event.type === 'EvidenceAttached' || event.type === 'PartCompleted';
  if (command.evidence !== undefined && !isOwn && companions.flatMap(evidenceIn).length === 0) {
    const message = `Entry ${event.version} came without evidence; attach it by a step of its own.`;
    return turnDown(refuse('ITEM.FIELD_INVALID', message, {}, 'evidence'));
  }
  const besides = isOwn ? null : (command.evidence ?? null);
  const changes = [
    ...fieldParts(event, command, context),
    ...(isOwn ? evidencePart(event, command.evidence) : []),
  ];
  if (before === null || attempt === null || via === null) {
    const own = isOwn && command.evidence !== undefined ? withEvidence(event, command.evidence) : null;
    return withoutAct(event, command, changes, own, context);
  }
  const moved = corrected(event, changesOfEnvelope(command));
  const again = attemptAgain(placed.with(index, moved), index, before, context) ?? attempt;
  const asked = withFields(again, command);
  const baseline = act(attempt, via);
  const outcome = act(asked, via);
  const [refusal, ...others] = outcome.ok ? [] : outcome.refusals;
  if (refusal !== undefined && (command.fields ?? command.evidence) !== undefined)
    return turnDown(refusal, ...others);
  const [was] = baseline.ok ? baseline.events : [event];
  const [is] = outcome.ok ? outcome.events : [was];
  if (was === undefined || is === undefined) return { ok: true, data: null, changes, besides };
  const difference = withDifferences(event.data, was.data, is.data);
  const worked = difference?.changes.filter(({ field }) => workedOut.has(field)) ?? [];
  return { ok: true, data: difference?.data ?? null, changes: [...changes, ...worked], besides };
}

/** Parts of an event that nobody says, and its act works out. */
const workedOut: ReadonlySet<string> = new Set(['outlook', 'met', 'beforeStart', 'endorsedBy']);

const changesOfEnvelope = ({ effectiveOn, decidedBy }: CorrectionCommand): Replacement => ({
  ...(effectiveOn === undefined ? {} : { effectiveOn }),
  ...(decidedBy === undefined ? {} : { decidedBy }),
});

function withFields(attempt: CommandAttempt, { fields, evidence }: CorrectionCommand): CommandAttempt {
  return {
    ...attempt,
    command: {
      ...attempt.command,
      fields: { ...withoutStaleDay(attempt.command.fields, fields), ...fields },
      ...(evidence === undefined ? {} : { evidence }),
    },
  };
}

/** A last day that was given for a text is not that of another text. */
function withoutStaleDay(present: Fields, fields: Fields = {}): Fields {
  if (fields.start === undefined && fields.due === undefined) return present;
  const { latest: _, ...others } = present;
  return others;
}

/** An event that no transition left: an opening, its due date. */
function withoutAct(
  event: Recorded<ItemEvent>,
  { fields }: CorrectionCommand,
  changes: readonly CorrectedPart[],
  own: ItemEvent['data'] | null,
  { periods = [] }: CorrectionContext,
): NewData {
  if (fields === undefined) return { ok: true, data: own, changes, besides: null };
  if (event.type === 'DueSet') {
    const latest = fields.latest?.trim() ?? '';
    const text = fields.due ?? event.data.due.text;
    const parsed = parseDue(text, latest === '' ? { periods } : { periods, latest });
    if (!parsed.ok) {
      const about = parsed.refusal.code.startsWith('DUE.LATEST') ? 'latest' : 'due';
      return turnDown({ ...parsed.refusal, field: `fields.${about}` });
    }
    return { ok: true, data: { ...event.data, due: parsed.due }, changes, besides: null };
  }
  if (event.type !== 'ItemOpened') return { ok: true, data: own, changes, besides: null };
  const { number: _, ...data } = event.data;
  const title = (fields.title ?? event.data.title).trim();
  const number = (fields.number ?? event.data.number ?? '').trim();
  if (title === '') return turnDown(refuse('ITEM.FIELD_MISSING', 'An item has a title.', {}, 'fields.title'));
  return {
    ok: true,
    data: { ...data, title, ...(number === '' ? {} : { number }) },
    changes,
    besides: null,
  };
}
