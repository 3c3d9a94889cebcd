import {
  type Day,
  daysBetween,
  dueOf,
  type ItemState,
  isOverdue,
  isStartOwed,
  startStanding,
  stepsFrom,
  type TypeDefinition,
} from '#domain';
import type { WorkReason } from './work.answer.js';

/** Without a report for so many days somebody will ask. */
export const QUIET_DAYS = 90;
const SOON_DAYS = 30;

/** What about an item that somebody owes is pressing on a day, the most pressing first. */
export function reasonsOn(definition: TypeDefinition, state: ItemState, day: Day): WorkReason[] {
  return [
    ...dueReasons(definition, state, day),
    ...startReasons(definition, state, day),
    ...progressReasons(state, day),
    ...objections(state),
    ...state.flags.map(({ sentence }): WorkReason => ({ code: 'flagged', sentence })),
  ];
}

function dueReasons(definition: TypeDefinition, state: ItemState, day: Day): readonly WorkReason[] {
  const latest = dueOf(state)?.latest;
  if (latest === undefined) return [];
  const left = daysBetween(day, latest);
  if (isOverdue(definition, state, day))
    return [{ code: 'overdue', sentence: `Overdue by ${days(-left)}, since ${latest}.` }];
  if (left < 0 || left > SOON_DAYS) return [];
  const when = left === 0 ? 'today' : `in ${days(left)}, on ${latest}`;
  return [{ code: 'due-soon', sentence: `Due ${when}.` }];
}

function startReasons(definition: TypeDefinition, state: ItemState, day: Day): readonly WorkReason[] {
  const { start } = state;
  const missed = startStanding(state, day) === 'missed';
  if (isStartOwed(state, day))
    return [
      { code: 'start-owed', sentence: `A new planned start is owed: “${start?.form.text}” has passed.` },
    ];
  if (missed)
    return [
      { code: 'start-missed', sentence: `The planned start “${start?.form.text}” has missed the due date.` },
    ];
  const plannable = stepsFrom(definition, state, 'plan-start').length > 0;
  if (start !== null || state.begunOn !== null || !plannable) return [];
  return [{ code: 'start-owed', sentence: 'No start is planned.' }];
}

/** Of work that has begun. Where a report or the beginning gives no day, nobody can say how long ago it was. */
function progressReasons({ progress, begunOn }: ItemState, day: Day): readonly WorkReason[] {
  if (begunOn === null) return [];
  const last = (progress?.effectiveOn ?? begunOn).latest;
  if (last === null || daysBetween(last, day) < QUIET_DAYS) return [];
  const sentence =
    progress === null
      ? `No progress has been reported since it began (${begunOn.text}).`
      : `No progress has been reported for ${days(daysBetween(last, day))}.`;
  return [{ code: 'no-progress', sentence }];
}

const objections = ({ signOffs, contentDigest }: ItemState): readonly WorkReason[] =>
  signOffs
    .filter((one) => one.verdict === 'object' && one.contentDigest === contentDigest)
    .map(({ line, comment }) => ({
      code: 'objected',
      sentence: `Objected to on the line ${line}${comment === null ? '' : `: ${comment}`}.`,
    }));

const days = (count: number): string => (count === 1 ? '1 day' : `${count} days`);
