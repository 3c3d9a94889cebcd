import { once } from 'node:events';
import type { Socket } from 'node:net';
import { type AddressObject, type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

/** A mail server for specs, on a free port of 127.0.0.1, that keeps what it accepts. */
export interface MailServer {
  readonly url: string;
  readonly accepted: ParsedMail[];
  /** Breaks every connection, as a dying server would. */
  cut(): void;
  stop(): Promise<void>;
}

export async function startMailServer(behaviour: Partial<SMTPServerOptions> = {}): Promise<MailServer> {
  const accepted: ParsedMail[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    closeTimeout: 50,
    onData(stream, _session, done) {
      simpleParser(stream).then((mail) => {
        accepted.push(mail);
        done(null);
      }, done);
    },
    ...behaviour,
  });
  // A client that is killed leaves a broken connection behind, which is what some specs are about.
  server.on('error', () => undefined);
  const sockets = new Set<Socket>();
  server.server.on('connection', (socket: Socket) => sockets.add(socket));
  const cut = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  const address = server.server.address();
  if (address === null || typeof address === 'string') throw new Error('The mail server has no port.');
  return {
    url: `smtp://127.0.0.1:${address.port}`,
    accepted,
    cut,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        cut();
      }),
  };
}

/** The bare addresses that a mail is to. */
export const addressesTo = (mail: ParsedMail): readonly (string | undefined)[] =>
  [mail.to].flat().flatMap((to: AddressObject | undefined) => to?.value.map(({ address }) => address) ?? []);
