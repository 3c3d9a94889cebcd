import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Ledger } from '#ledger';
import type { JobHandler } from './queue/reminder-jobs.js';
import { openReminderQueue, type ReminderQueue } from './queue/reminder-queue.js';
import type { Channel } from './reminder.js';
import { type ItemsInQuestion, ReminderScan } from './scan/reminder-scan.js';
import type { DeliveryChannel } from './send/delivery.js';
import { MailChannel } from './send/mail.channel.js';
import { OutboxChannel } from './send/outbox.channel.js';
import { ReminderSender } from './send/reminder-sender.js';
import type { ReminderStore } from './store/reminder-store.js';

export interface ReminderSettings {
  readonly databaseUrl: string;
  /** Null: the queue runs on Postgres. */
  readonly redisUrl: string | null;
  /** Null: messages go to the outbox. */
  readonly smtpUrl: string | null;
  readonly mailFrom: string;
  readonly publicUrl: string;
  /** Holds the outbox's files. */
  readonly dataFolder: string;
}

export interface RemindersParts {
  readonly ledger: Ledger;
  readonly store: ReminderStore;
  readonly itemsInQuestion: ItemsInQuestion;
  readonly settings: ReminderSettings;
  /** Told what made a scan, a job or the queue fail; it is tried again. */
  readonly onTrouble: (error: unknown) => void;
}

const shortestPauseMs = 500;
const longestPauseMs = 4_000;
/** So that scans take a small part of a worker's time, however many items there are. */
const restPerScan = 20;
const longestRestMs = 60_000;

/** The reminders of one ledger at work in one process: scans, and sends what the queue wakes it for. */
export class Reminders {
  readonly handlers: readonly JobHandler[];
  readonly scan: ReminderScan;
  private readonly queue: ReminderQueue;

  constructor(private readonly parts: RemindersParts) {
    const { ledger, store, itemsInQuestion, settings, onTrouble } = parts;
    const channels = channelsOf(settings);
    const channel: Channel = settings.smtpUrl === null ? 'outbox' : 'mail';
    const { mailFrom, publicUrl, redisUrl, databaseUrl } = settings;
    this.queue = openReminderQueue({ ledger: ledger.name, redisUrl, databaseUrl, onError: onTrouble });
    const common = { ledger, store, channels };
    this.scan = new ReminderScan({ ...common, channel, mailFrom, itemsInQuestion, queue: this.queue });
    this.handlers = [new ReminderSender({ ...common, publicUrl })];
  }

  /** Works until the signal aborts; then finishes the messages in hand. */
  async run(signal: AbortSignal): Promise<void> {
    this.queue.work(this.handlers);
    try {
      for (let wait = shortestPauseMs; !signal.aborted; ) {
        const began = performance.now();
        wait = (await this.round()) ? shortestPauseMs : Math.min(wait * 2, longestPauseMs);
        // While people write, every scan finds that the ledger has moved, and looks at all items anew.
        const rest = Math.min((performance.now() - began) * restPerScan, longestRestMs);
        await pause(Math.max(wait, rest), undefined, { signal }).catch(() => undefined);
      }
    } finally {
      await this.queue.close();
    }
  }

  /** Whether there was anything to do. */
  private async round(): Promise<boolean> {
    try {
      return await this.scan.scan();
    } catch (error) {
      this.parts.onTrouble(error);
      return false;
    }
  }
}

function channelsOf({
  smtpUrl,
  mailFrom,
  dataFolder,
}: ReminderSettings): ReadonlyMap<Channel, DeliveryChannel> {
  const channels = new Map<Channel, DeliveryChannel>([
    ['outbox', new OutboxChannel(join(dataFolder, 'outbox'), mailFrom)],
  ]);
  if (smtpUrl !== null) channels.set('mail', new MailChannel({ url: smtpUrl, from: mailFrom }));
  return channels;
}
