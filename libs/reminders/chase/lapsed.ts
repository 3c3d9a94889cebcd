import type { Recorded, SignOffLapsed } from '#domain';
import type { SummaryLine } from '../reminder.js';
import type { ReminderRecord } from './record.js';

/** What a signer is told when the text that they cleared was returned to drafting. */
export async function lapsedNotice(
  event: Recorded<SignOffLapsed>,
  record: ReminderRecord,
): Promise<SummaryLine | null> {
  const item = event.stream.slice('item:'.length);
  const found = await record.item(item);
  if (found === null) return null;
  return {
    item,
    dueRevision: 0,
    rung: `lapsed@${event.position}`,
    person: event.data.person,
    because: 'signer',
    folded: [],
    number: found.state.number,
    title: found.state.title,
    dueText: null,
    dueLatest: null,
    waitsFor: null,
  };
}

/** Whether the notice still says something: not once the person has given their word again. */
export async function stillLapsed(line: SummaryLine, record: ReminderRecord): Promise<boolean> {
  const found = await record.item(line.item);
  return found !== null && !found.state.signOffs.some(({ person }) => person === line.person);
}
