import type { Ledger } from '#ledger';
import { chase } from '../chase/chase.js';
import { stillLapsed } from '../chase/lapsed.js';
import { stillPartner } from '../chase/partner.js';
import { ReminderRecord } from '../chase/record.js';
import type { JobHandler } from '../queue/reminder-jobs.js';
import type { Channel, StoredLine } from '../reminder.js';
import type { Claim, ReminderStore } from '../store/reminder-store.js';
import type { DeliveryChannel, OutgoingMessage } from './delivery.js';
import { isMailAddress } from './mail-address.js';
import { type LineOutcome, outcomeCommand, recordOutcomes } from './reminder-events.js';
import { subjectOf, summaryText } from './summary-text.js';

export interface ReminderSenderParts {
  readonly ledger: Ledger;
  readonly store: ReminderStore;
  readonly channels: ReadonlyMap<Channel, DeliveryChannel>;
  /** Address of the web application, for links. */
  readonly publicUrl: string;
}

/** What became of one try; `not-ours` where another worker holds the summary or it is over. */
export type SendOutcome = 'sent' | 'held-back' | 'ambiguous' | 'backed-off' | 'not-ours';

/**
 * Sends one summary: takes it, checks on the streams that it is still owed, hands it over, puts it on
 * record, and only then lets go of it. Killed anywhere in between, the next holder finds out from the
 * ledger and from the row how far it came.
 */
export class ReminderSender implements JobHandler {
  readonly job = 'send-summary';

  constructor(private readonly parts: ReminderSenderParts) {}

  async run(id: string): Promise<void> {
    await this.send(id);
  }

  async send(summary: string): Promise<SendOutcome> {
    const { store, ledger } = this.parts;
    const claim = await store.claim(summary);
    if (claim === null) return 'not-ours';
    const command = outcomeCommand(ledger, summary, 'sent');
    const known = await ledger.findCommand(command.commandId, command.requestDigest);
    if (known !== null) {
      await store.sent(summary, known.appended.recordedAt);
      return 'sent';
    }
    if (claim.handedOverAt !== null) return this.ambiguous(claim, claim.handedOverAt);
    const channel = this.parts.channels.get(claim.channel);
    if (channel === undefined) return this.backOff(claim, `no ${claim.channel} configured`);
    return this.deliver(claim, channel);
  }

  private async deliver(claim: Claim, channel: DeliveryChannel): Promise<SendOutcome> {
    const { store } = this.parts;
    const record = new ReminderRecord(this.parts.ledger);
    const lines = await this.owedLines(claim, record);
    if (!lines.some(({ fresh, owed }) => fresh && owed))
      return this.heldBack(claim, channel, 'no longer owed');
    const addressee = await record.addressee(claim.person);
    if (addressee === null) return this.heldBack(claim, channel, 'unknown or erased person');
    const to = isMailAddress(addressee.email) ? addressee.email : null;
    if (to === null && channel.needsAddress) return this.heldBack(claim, channel, 'no mail address');
    const message = await this.compose(claim, lines, { name: addressee.name, to }, record);
    if (!(await store.keepMessage(claim, { to, text: message.text, lines }))) return 'not-ours';

    const handedOver = { at: '' };
    const delivery = await channel.deliver(message, async () => {
      const at = await store.handingOver(claim);
      handedOver.at = at ?? '';
      return at !== null;
    });
    switch (delivery.outcome) {
      case 'delivered':
        return this.sent(claim, lines);
      case 'refused':
        return this.backOff(claim, delivery.error);
      case 'ambiguous':
        return this.ambiguous(claim, handedOver.at);
    }
  }

  /** Judges every line again, as a scan would now: what changed since is not sent. */
  private async owedLines(claim: Claim, record: ReminderRecord): Promise<readonly StoredLine[]> {
    const clock = await record.clock();
    if (clock === null || !clock.begun) return claim.lines.map((line) => ({ ...line, owed: false }));
    return Promise.all(
      claim.lines.map(async (line): Promise<StoredLine> => {
        if (line.because === 'signer') return { ...line, owed: await stillLapsed(line, record) };
        // A notice chases no deadline; a partner may be reminded of one as well.
        if (line.because === 'partner' && line.dueRevision === 0)
          return { ...line, owed: await stillPartner(line, record) };
        const now = await chase(line.item, clock.today, record);
        const owed = now.some(
          ({ person, rung, dueRevision }) =>
            person === line.person && rung === line.rung && dueRevision === line.dueRevision,
        );
        return { ...line, owed };
      }),
    );
  }

  private async compose(
    claim: Claim,
    lines: readonly StoredLine[],
    addressee: { readonly name: string; readonly to: string | null },
    record: ReminderRecord,
  ): Promise<OutgoingMessage> {
    const listed = lines.filter(({ owed }) => owed);
    const clock = await record.clock();
    const facts = {
      name: addressee.name,
      lines: listed,
      today: clock?.today ?? claim.dueOn,
      simulated: clock?.simulated ?? false,
      publicUrl: this.parts.publicUrl.replace(/\/+$/, ''),
    };
    const { summary, messageId } = claim;
    return { summary, messageId, ...addressee, subject: subjectOf(listed), ...summaryText(facts) };
  }

  private async sent(claim: Claim, lines: readonly StoredLine[]): Promise<SendOutcome> {
    const { ledger, store } = this.parts;
    const outcomes = freshOutcomes(lines, ({ owed }) => (owed ? 'ReminderSent' : 'ReminderHeldBack'));
    const command = outcomeCommand(ledger, claim.summary, 'sent');
    const { recordedAt } = await recordOutcomes(ledger, command, claim, outcomes);
    await store.sent(claim.summary, recordedAt);
    return 'sent';
  }

  private async heldBack(claim: Claim, channel: DeliveryChannel, why: string): Promise<SendOutcome> {
    const { ledger, store } = this.parts;
    const command = outcomeCommand(ledger, claim.summary, 'held-back');
    await recordOutcomes(
      ledger,
      command,
      claim,
      freshOutcomes(claim.lines, () => 'ReminderHeldBack'),
    );
    // A crash may have left a message behind that was never put on record.
    await channel.forget(claim.summary);
    await store.heldBack(claim, why);
    return 'held-back';
  }

  private async ambiguous(claim: Claim, handedOverAt: string): Promise<SendOutcome> {
    const { ledger, store } = this.parts;
    const command = outcomeCommand(ledger, claim.summary, 'ambiguous', handedOverAt);
    await recordOutcomes(
      ledger,
      command,
      claim,
      freshOutcomes(claim.lines, () => 'ReminderAmbiguous'),
    );
    await store.ambiguous(claim);
    return 'ambiguous';
  }

  private async backOff(claim: Claim, error: string): Promise<SendOutcome> {
    await this.parts.store.backOff(claim, error);
    return 'backed-off';
  }
}

const freshOutcomes = (
  lines: readonly StoredLine[],
  typeOf: (line: StoredLine) => LineOutcome['type'],
): readonly LineOutcome[] => lines.filter(({ fresh }) => fresh).map((line) => ({ type: typeOf(line), line }));
