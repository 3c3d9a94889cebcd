import type { Actor } from '../decide/item-command.js';
import type { ItemEvent, Recorded } from '../events/index.js';
import { isReaction } from '../lifecycle/attempt.js';
import { type Refusal, refuse } from '../refusal.js';
import { viaOf } from './step.js';

/** Whether people correct such an event at all, and whether this person may: who recorded it, for whom it was recorded, or a registrar. */
export function judgeCorrector(event: Recorded<ItemEvent>, actor: Actor): readonly Refusal[] {
  const { type, version } = event;
  const why = notByPeople(event);
  if (why !== null)
    return [refuse('ITEM.NOT_CORRECTABLE', `Entry ${version} ${why}`, { version, type }, 'version')];
  const isTheirs = [event.actor, event.decidedBy, viaOf(event)?.onBehalfOf].includes(actor.id);
  if (registrarsIn(actor).length > 0 || (isTheirs && viaOf(event) !== null)) return [];
  const who =
    viaOf(event) === null
      ? 'This is for a registrar'
      : 'This is for whoever recorded the entry, for whom it was recorded, or a registrar';
  const facts = { version, actor: actor.id, recordedBy: event.actor, decidedBy: event.decidedBy };
  return [refuse('ITEM.ROLE_MISSING', `${who}, as held today.`, facts)];
}

/** As whose registrar somebody acts: their own, or of those who have delegated that to them. */
export const registrarsIn = ({ id, roles, delegations = [] }: Actor): readonly string[] =>
  roles.some(({ role }) => role === 'registrar')
    ? [id]
    : delegations.filter(({ role }) => role === 'registrar').map(({ by }) => by);

/** For somebody who looks at a history: whether it offers them a correction. */
export const mayCorrect = (event: Recorded<ItemEvent>, actor: Actor): boolean =>
  judgeCorrector(event, actor).length === 0;

function notByPeople({ type, actor }: Recorded<ItemEvent>): string | null {
  switch (type) {
    case 'Corrected':
      return 'is a correction; correct the entry that it corrects once more.';
    case 'ItemMigrated':
      return 'put the item on another version of its type, which stays so.';
    case 'SignOffLapsed':
      return 'came with the step before it; correct that one.';
    default:
      return isReaction(actor) ? 'was recorded by the ledger itself; correct what caused it.' : null;
  }
}
