import type { Ledger } from '#ledger';
import { lapsedNotice } from '../chase/lapsed.js';
import { partnerNotice } from '../chase/partner.js';
import { ReminderRecord } from '../chase/record.js';
import type { Channel, SummaryLine } from '../reminder.js';
import type { DeliveryChannel } from '../send/delivery.js';
import { owe } from '../store/owe.js';
import type { ReminderStore } from '../store/reminder-store.js';

export interface FollowParts {
  readonly ledger: Ledger;
  readonly store: ReminderStore;
  readonly channels: ReadonlyMap<Channel, DeliveryChannel>;
  /** The channel that people are reached through now. */
  readonly channel: Channel;
  readonly mailFrom: string;
}

const batch = 500;

/**
 * Follows the ledger's events from where it was left: tells signers that their clearance lapsed and
 * partners that they were added, and blanks what is kept of a person whose key was destroyed. Following the
 * same event again changes nothing, so the place is kept after the work. Answers the last position followed.
 */
export async function followEvents(parts: FollowParts): Promise<number> {
  const { ledger, store } = parts;
  let { position, begun } = await store.followed();
  for (;;) {
    const events = await ledger.readForward(position, batch);
    for (const event of events) {
      switch (event.type) {
        case 'LedgerOpened':
          begun = event.data.reminders;
          break;
        case 'RemindersBegun':
          begun = true;
          break;
        case 'KeyDestroyed':
          await erase(parts, event.data.person);
          break;
        case 'SignOffLapsed':
          if (begun) await notify(parts, event, await lapsedNotice(event, new ReminderRecord(ledger)));
          break;
        case 'PartnerAdded':
        case 'Corrected':
          if (begun) await notify(parts, event, await partnerNotice(event, new ReminderRecord(ledger)));
          break;
        default:
          break;
      }
      position = event.position;
    }
    if (events.length > 0) await store.follow({ position, begun });
    if (events.length < batch) return position;
  }
}

async function erase({ store, channels }: FollowParts, person: string): Promise<void> {
  for (const { summary, channel } of await store.erase(person)) await channels.get(channel)?.forget(summary);
}

async function notify(
  parts: FollowParts,
  { recordedAt }: { readonly recordedAt: string },
  line: SummaryLine | null,
): Promise<void> {
  if (line === null) return;
  await owe(parts.store, {
    person: line.person,
    channel: parts.channel,
    dueOn: recordedAt.slice(0, 10),
    mailFrom: parts.mailFrom,
    lines: [line],
  });
}
