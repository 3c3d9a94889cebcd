import type { Via } from '../../events/index.js';
import { type Refusal, refuse } from '../../refusal.js';
import { either, quoted } from '../../sentence.js';
import { type CommandAttempt, fieldOf, subjectOf } from '../attempt.js';
import { linesOf } from '../lines.js';
import { type ActOutcome, groundsOf, leaves, turnsDown } from './act-outcome.js';

/** One person's clearance of the present text on one line. */
export function actClear(attempt: CommandAttempt, via: Via): ActOutcome {
  const judged = judgeText(attempt, 'clear');
  if (!judged.ok) return turnsDown(...judged.refusals);
  const { line, person, contentDigest } = judged;
  const comment = fieldOf(attempt.command, 'comment');
  const data = { via, ...groundsOf(attempt), line, person, contentDigest };
  return leaves({ type: 'SignedOff', data: comment === null ? data : { ...data, comment } });
}

/** One person's objection to the present text on one line, with what is wrong. */
export function actObject(attempt: CommandAttempt, via: Via): ActOutcome {
  const judged = judgeText(attempt, 'object');
  if (!judged.ok) return turnsDown(...judged.refusals);
  const { line, person, contentDigest } = judged;
  const comment = fieldOf(attempt.command, 'comment') ?? '';
  return leaves({
    type: 'Objected',
    data: { via, ...groundsOf(attempt), line, person, contentDigest, comment },
  });
}

export function digestRefusal(digest: string): readonly Refusal[] {
  if (/^[0-9a-f]{64}$/.test(digest)) return [];
  const message = 'A digest is SHA-256 in hexadecimal: 64 digits, small letters.';
  return [refuse('ITEM.FIELD_INVALID', message, { digest }, 'fields.digest')];
}

type JudgedText =
  | { readonly ok: true; readonly line: string; readonly person: string; readonly contentDigest: string }
  | { readonly ok: false; readonly refusals: readonly Refusal[] };

function judgeText({ state, command, context }: CommandAttempt, verdict: 'clear' | 'object'): JudgedText {
  const line = fieldOf(command, 'line') ?? '';
  const person = context.actor?.id ?? '';
  const present = state.contentDigest;
  const refusals: Refusal[] = [];
  const known = linesOf(context.definition, state);
  if (!known.includes(line)) {
    const lines = known.length === 0 ? 'none' : either(known.map(quoted), 'and');
    const message = `${subjectOf(state)} has no line ${quoted(line)}; it has ${lines}.`;
    refusals.push(refuse('ITEM.UNKNOWN_LINE', message, { line, lines: known }, 'fields.line'));
  }
  const given = fieldOf(command, 'digest') ?? present;
  if (present === null || given !== present) {
    const how =
      present === null
        ? 'no text of it has been fixed yet'
        : 'the text has changed since you read it; read the present one and decide again';
    const message = `${subjectOf(state)}: ${how}.`;
    refusals.push(refuse('ITEM.CONTENT_CHANGED', message, { given, present }, 'fields.digest'));
  }
  const before = state.signOffs.find((signOff) => signOff.line === line);
  if (verdict === 'clear' && before?.verdict === 'clear' && before.contentDigest === present) {
    const message = `${subjectOf(state)} is already cleared on the line ${quoted(line)}.`;
    refusals.push(refuse('ITEM.NOTHING_TO_DO', message, { line, person: before.person }, 'fields.line'));
  }
  if (refusals.length > 0 || present === null) return { ok: false, refusals };
  return { ok: true, line, person, contentDigest: present };
}
