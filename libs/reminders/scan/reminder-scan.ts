import type { Day } from '#domain';
import { chase } from '../chase/chase.js';
import { ReminderRecord } from '../chase/record.js';
import type { QueuedSummary } from '../queue/reminder-queue.js';
import type { SummaryLine } from '../reminder.js';
import { owe } from '../store/owe.js';
import { type FollowParts, followEvents } from './follow-events.js';

/** Items that may owe a reminder on a day, as of a position; the scan judges each on its stream. */
export type ItemsInQuestion = (today: Day, position: number) => Promise<readonly string[]>;

export interface ReminderScanParts extends FollowParts {
  readonly itemsInQuestion: ItemsInQuestion;
  readonly queue: { enqueue(summaries: readonly QueuedSummary[]): Promise<void> };
}

const enqueuedAtOnce = 500;

/**
 * Finds out what is owed and wakes those who send it. Everything it does is done once however often,
 * and by however many, it is tried.
 */
export class ReminderScan {
  /** Where and when nothing was left to find. */
  private settled = { position: -1, today: '' };

  constructor(private readonly parts: ReminderScanParts) {}

  /** Records what has fallen due and enqueues what is to be sent now. Answers whether there was anything. */
  async scan(): Promise<boolean> {
    const { position, today } = this.settled;
    await this.oweWhatIsDue();
    const moved = position !== this.settled.position || today !== this.settled.today;
    // What was owed before counts as well: the queue may have forgotten it, or its worker died.
    const due = await this.parts.store.due(enqueuedAtOnce);
    await this.parts.queue.enqueue(due);
    return moved || due.length > 0;
  }

  private async oweWhatIsDue(): Promise<void> {
    const { ledger, store, channel, mailFrom } = this.parts;
    const position = await followEvents(this.parts);
    const record = new ReminderRecord(ledger);
    const clock = await record.clock();
    if (clock === null || !clock.begun) return;
    const { today } = clock;
    if (this.settled.position === position && this.settled.today === today) return;
    const byPerson = new Map<string, SummaryLine[]>();
    for (const item of await this.parts.itemsInQuestion(today, position)) {
      for (const line of await chase(item, today, record)) {
        const lines = byPerson.get(line.person) ?? [];
        byPerson.set(line.person, [...lines, line]);
      }
    }
    for (const [person, lines] of byPerson) {
      await owe(store, { person, channel, dueOn: today, mailFrom, lines });
    }
    this.settled = { position, today };
  }
}
