import { mkdir, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { composeMail, type Delivery, type DeliveryChannel, type OutgoingMessage } from './delivery.js';

/**
 * Without a mail server a message is its row on the outbox page and an `.eml` file named after the
 * summary. Writing the same file again changes nothing, so a crash can neither lose nor double it.
 */
export class OutboxChannel implements DeliveryChannel {
  readonly needsAddress = false;

  constructor(
    private readonly folder: string,
    private readonly from: string,
  ) {}

  async deliver(message: OutgoingMessage): Promise<Delivery> {
    const bytes = await composeMail(message, this.from);
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    const unfinished = join(this.folder, `.${message.summary}.part`);
    const file = await open(unfinished, 'w', 0o600);
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(unfinished, this.fileOf(message.summary));
    return { outcome: 'delivered' };
  }

  async forget(summary: string): Promise<void> {
    await rm(this.fileOf(summary), { force: true });
  }

  /** Where a summary's `.eml` file lies. */
  fileOf(summary: string): string {
    return join(this.folder, `${summary}.eml`);
  }
}
