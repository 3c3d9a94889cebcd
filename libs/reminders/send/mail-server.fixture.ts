import { once } from 'node:events';
import type { Socket } from 'node:net';
import { type AddressObject, type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

/** What the server does instead of accepting. It may change while the server runs. */
export type MailBehaviour = Pick<SMTPServerOptions, 'onRcptTo' | 'onData'>;

/** A mail server for specs, on a free port of 127.0.0.1, that keeps what it accepts. */
export interface MailServer {
  readonly url: string;
  readonly accepted: readonly ParsedMail[];
  behaviour: MailBehaviour;
  /** Breaks every connection, as a dying server would. */
  cut(): void;
  stop(): Promise<void>;
}

export async function startMailServer(behaviour: MailBehaviour = {}): Promise<MailServer> {
  const accepted: ParsedMail[] = [];
  const accept: NonNullable<SMTPServerOptions['onData']> = (stream, _session, done) => {
    simpleParser(stream).then((mail) => {
      accepted.push(mail);
      done(null);
    }, done);
  };
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    closeTimeout: 50,
    onRcptTo(...asked) {
      const [, , done] = asked;
      if (running.behaviour.onRcptTo === undefined) done();
      else running.behaviour.onRcptTo.apply(this, asked);
    },
    onData(...asked) {
      (running.behaviour.onData ?? accept).apply(this, asked);
    },
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
  const running: MailServer = {
    url: `smtp://127.0.0.1:${address.port}`,
    accepted,
    behaviour,
    cut,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        cut();
      }),
  };
  return running;
}

/** The bare addresses that a mail is to. */
export const addressesTo = (mail: ParsedMail): readonly (string | undefined)[] =>
  [mail.to].flat().flatMap((to: AddressObject | undefined) => to?.value.map(({ address }) => address) ?? []);
