import MailComposer from 'nodemailer/lib/mail-composer';
import { oneLine } from './mail-address.js';

/** A summary ready to leave. `to` is a plain address, checked; null only where none is needed. */
export interface OutgoingMessage {
  readonly summary: string;
  readonly messageId: string;
  readonly to: string | null;
  readonly name: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/**
 * delivered: it has it. refused: it certainly has not, and may be tried again. ambiguous: nobody can
 * tell. `error` says why in words that name no person.
 */
export type Delivery =
  | { readonly outcome: 'delivered' }
  | { readonly outcome: 'refused' | 'ambiguous'; readonly error: string };

export interface DeliveryChannel {
  /** Whether a person without a usable address can be reached through it. */
  readonly needsAddress: boolean;
  /**
   * Delivers one message. `handingOver` is awaited before the first byte of it leaves for another
   * program; where it answers false, nothing may leave. A channel that can deliver the same message
   * again without doubling it need not ask.
   */
  deliver(message: OutgoingMessage, handingOver: () => Promise<boolean>): Promise<Delivery>;
  /** Removes what the channel itself keeps of a message, if anything. */
  forget(summary: string): Promise<void>;
}

/** A message as RFC 5322 bytes. Names and subjects cannot start a header of their own. */
export function composeMail(message: OutgoingMessage, from: string): Promise<Buffer> {
  const to = message.to === null ? {} : { to: { name: oneLine(message.name), address: message.to } };
  return new MailComposer({
    ...to,
    from,
    subject: oneLine(message.subject),
    messageId: `<${message.messageId}>`,
    text: message.text,
    html: message.html,
    headers: { 'Auto-Submitted': 'auto-generated' },
    disableFileAccess: true,
    disableUrlAccess: true,
  })
    .compile()
    .build();
}
