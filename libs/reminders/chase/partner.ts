import type { Corrected, PartnerAdded, Recorded } from '#domain';
import type { SummaryLine } from '../reminder.js';
import type { ReminderRecord } from './record.js';

/**
 * What a partner's liaison is told when the partner is added, or an entry is put right to name it; null where it
 * is no body, or has no liaison. Whoever was told by that entry is not told again.
 */
export async function partnerNotice(
  event: Recorded<PartnerAdded | Corrected>,
  record: ReminderRecord,
): Promise<SummaryLine | null> {
  const { body, position } = addedBy(event);
  const to = body === undefined ? null : await record.personFor(body);
  const item = event.stream.slice('item:'.length);
  const found = await record.item(item);
  if (found === null || to === null || !to.liaison) return null;
  return {
    item,
    dueRevision: 0,
    rung: `partner@${position}`,
    person: to.person,
    because: 'partner',
    folded: [],
    number: found.state.number,
    title: found.state.title,
    dueText: found.state.due?.original.text ?? null,
    dueLatest: null,
    waitsFor: null,
  };
}

function addedBy(event: Recorded<PartnerAdded | Corrected>): { readonly body?: string; position: number } {
  if (event.type === 'PartnerAdded') return { ...event.data, position: event.position };
  const { target, replacement } = event.data;
  const data = replacement?.data;
  const body =
    target.type === 'PartnerAdded' && data !== undefined && 'partner' in data ? data.body : undefined;
  return { ...(body === undefined ? {} : { body }), position: target.position };
}

/** Whether the notice still says something: the person speaks for a partner of the item. */
export async function stillPartner(line: SummaryLine, record: ReminderRecord): Promise<boolean> {
  const found = await record.item(line.item);
  for (const { body } of found?.state.partners ?? []) {
    if (body !== null && (await record.personFor(body))?.person === line.person) return true;
  }
  return false;
}
