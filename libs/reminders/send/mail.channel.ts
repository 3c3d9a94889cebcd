import { Readable } from 'node:stream';
import type { NodemailerError } from 'nodemailer';
import { parseConnectionUrl } from 'nodemailer/lib/shared';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import { composeMail, type Delivery, type DeliveryChannel, type OutgoingMessage } from './delivery.js';

export interface MailSettings {
  /** `smtp://user:password@host:port`, or `smtps://`. */
  readonly url: string;
  /** RFC 5322 address that messages come from. */
  readonly from: string;
  /** How long the server may be silent, in milliseconds. */
  readonly silence?: number;
}

/**
 * Delivers over SMTP, one connection a message. The message's bytes are given to the connection only
 * after the server said "354 go ahead" to DATA, so what came before that is certainly not sent.
 */
export class MailChannel implements DeliveryChannel {
  readonly needsAddress = true;

  constructor(private readonly settings: MailSettings) {}

  async deliver(message: OutgoingMessage, handingOver: () => Promise<boolean>): Promise<Delivery> {
    const bytes = await composeMail(message, this.settings.from);
    let leaving = false;
    const body = new Readable({
      read() {
        handingOver().then(
          (allowed) => {
            leaving = allowed;
            if (allowed) {
              this.push(bytes);
              this.push(null);
            } else this.destroy(new Error('no longer allowed to send'));
          },
          (error: Error) => this.destroy(error),
        );
      },
    });
    try {
      await this.converse(message.to ?? '', body);
      return { outcome: 'delivered' };
    } catch (error) {
      const { code, command, responseCode } = error as NodemailerError;
      const answered = responseCode !== undefined && command === 'DATA';
      const words = ['mail server', code, command, responseCode]
        .filter((word) => word !== undefined)
        .join(' ');
      return { outcome: leaving && !answered ? 'ambiguous' : 'refused', error: words };
    }
  }

  async forget(): Promise<void> {
    // What a mail server has is beyond reach.
  }

  private async converse(to: string, body: Readable): Promise<void> {
    const { silence = 20_000, url, from } = this.settings;
    const options = parseConnectionUrl(url);
    const connection = new SMTPConnection({
      ...options,
      connectionTimeout: silence,
      greetingTimeout: silence,
      socketTimeout: silence,
      logger: false,
    });
    const broken = new Promise<never>((_resolve, reject) => connection.on('error', reject));
    const step = (run: (done: (error?: Error | null) => void) => void): Promise<void> =>
      Promise.race([
        broken,
        new Promise<void>((resolve, reject) => run((error) => (error ? reject(error) : resolve()))),
      ]);
    try {
      await step((done) => connection.connect(done));
      const { auth } = options;
      if (auth !== undefined) await step((done) => connection.login({ ...auth }, done));
      await step((done) => connection.send({ from: addressIn(from), to: [to] }, body, done));
      connection.quit();
    } catch (error) {
      body.destroy();
      connection.close();
      throw error;
    }
  }
}

/** The bare address in `Name <address>`. */
const addressIn = (from: string): string => /<([^<>]+)>\s*$/.exec(from)?.[1] ?? from;
