import type { EffectiveOn, ReminderEvent } from '#domain';
import type { AppendVerdict, Json, Ledger, NewEvent, StreamWrite } from '#ledger';
import type { StoredLine, Summary } from '../reminder.js';
import { reminderUuid } from '../store/summary-id.js';

export interface RecordedReminders {
  readonly recordedAt: string;
}

/** What became of one line, to be put on record. */
export interface LineOutcome {
  readonly type: ReminderEvent['type'];
  readonly line: StoredLine;
}

const actor = 'system:reminders';
const tries = 20;

/**
 * The command that records one outcome of a summary. The same summary and outcome is the same command
 * whatever else was found out in between; `part` tells apart what may happen to a summary twice.
 */
export function outcomeCommand(
  ledger: Ledger,
  summary: string,
  outcome: 'sent' | 'held-back' | 'ambiguous',
  part = '',
): { readonly commandId: string; readonly requestDigest: Buffer } {
  return {
    commandId: reminderUuid(outcome, ledger.name, summary, part),
    requestDigest: ledger.requestDigest({ reminder: outcome, summary, part }),
  };
}

/**
 * Appends one event a fresh line to the reminders' streams of their items, all in one append.
 * Answers when they are on record, also where an earlier try put them there.
 * @throws Error where the streams stay contended or the command id was used for something else.
 */
export async function recordOutcomes(
  ledger: Ledger,
  command: { readonly commandId: string; readonly requestDigest: Buffer },
  summary: Summary,
  outcomes: readonly LineOutcome[],
): Promise<RecordedReminders> {
  const effectiveOn = exactly((await ledger.now()).slice(0, 10));
  for (let attempt = 0; attempt < tries; attempt += 1) {
    const writes = await writesOf(ledger, summary, outcomes, effectiveOn);
    const [first, ...rest] = writes;
    if (first === undefined) throw new Error('A summary without a fresh line has no outcome.');
    const verdict = await ledger.append({
      ...command,
      actor,
      correlationId: summary.summary,
      causationId: null,
      writes: [first, ...rest],
      reads: [],
    });
    const recorded = recordedIn(verdict);
    if (recorded !== null) return recorded;
  }
  throw new Error('The streams of the reminders stayed contended.');
}

async function writesOf(
  ledger: Ledger,
  summary: Summary,
  outcomes: readonly LineOutcome[],
  effectiveOn: EffectiveOn,
): Promise<readonly StreamWrite[]> {
  return Promise.all(
    outcomes.map(async (outcome): Promise<StreamWrite> => {
      const stream = `reminders:${outcome.line.item}`;
      const { length } = await ledger.readStream(stream);
      return { stream, expectedVersion: length, events: [eventOf(summary, outcome, effectiveOn)] };
    }),
  );
}

function eventOf(summary: Summary, { type, line }: LineOutcome, effectiveOn: EffectiveOn): NewEvent {
  const { person, rung, dueRevision, because, folded } = line;
  const { channel, messageId } = summary;
  const key = { person, rung, dueRevision, channel, messageId, because };
  const data: Json = folded.length === 0 ? key : { ...key, folded };
  return { type, data, effectiveOn };
}

function recordedIn(verdict: AppendVerdict): RecordedReminders | null {
  switch (verdict.verdict) {
    case 'appended':
    case 'repeated':
      return { recordedAt: verdict.recordedAt };
    case 'conflict':
      return null;
    case 'command-id-reused':
      throw new Error(`The command ${verdict.commandId} was used for something else.`);
  }
}

const exactly = (day: string): EffectiveOn => ({ text: day, earliest: day, latest: day });
