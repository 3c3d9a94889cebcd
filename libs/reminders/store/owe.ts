import { randomUUID } from 'node:crypto';
import type { Day } from '#domain';
import type { Channel, StoredLine, SummaryLine } from '../reminder.js';
import type { ReminderStore } from './reminder-store.js';
import { messageIdOf, summaryId } from './summary-id.js';

/** What one person is to be reminded of, each item once. */
export interface Owed {
  readonly person: string;
  readonly channel: Channel;
  /** The ledger's day on which it falls due. */
  readonly dueOn: Day;
  readonly mailFrom: string;
  readonly lines: readonly SummaryLine[];
}

/**
 * Records what one person is owed, and makes the one summary that it goes out with where a rung of any
 * line is new; answers the summary's id, or null where all of it is known already. The keys of the
 * intents make each happen once, however many scanners try at once.
 */
export async function owe(store: ReminderStore, owed: Owed): Promise<string | null> {
  const { ledger } = store;
  const { person, channel, dueOn } = owed;
  const lines = [...owed.lines].sort((a, b) => compare(a.item, b.item));
  // In one order everywhere, so that two scanners wait for each other and never in a circle.
  const intents = lines.flatMap(({ item, dueRevision, rung, folded }) =>
    [...folded, rung].sort(compare).map((id) => ({ item, due_revision: dueRevision, rung: id })),
  );
  if (intents.length === 0) return null;
  return store.transaction(async (tables) => {
    const draft = randomUUID();
    const added = await tables
      .insertInto('intent')
      .values(intents.map((intent) => ({ ledger, ...intent, person, channel, summary: draft })))
      .onConflict((conflict) => conflict.doNothing())
      .returning(['item', 'rung'])
      .execute();
    const isNew = (item: string, rung: string) => added.some((one) => one.item === item && one.rung === rung);
    const stored: readonly StoredLine[] = lines.map((line) => ({
      ...line,
      folded: line.folded.filter((rung) => isNew(line.item, rung)),
      fresh: isNew(line.item, line.rung),
      owed: true,
    }));
    const fresh = stored.filter((line) => line.fresh);
    if (fresh.length === 0) return null;
    const summary = summaryId(ledger, channel, fresh);
    await tables.updateTable('intent').set({ summary }).where('summary', '=', draft).execute();
    await tables
      .insertInto('summary')
      .values({
        ...{ ledger, summary, person, channel, due_on: dueOn },
        message_id: messageIdOf(summary, owed.mailFrom),
        lines: JSON.stringify(stored),
      })
      .execute();
    return summary;
  });
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
