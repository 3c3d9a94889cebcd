import type { OutgoingMessage } from './delivery.js';
import { MailChannel } from './mail.channel.js';
import { addressesTo, type MailServer, startMailServer } from './mail-server.fixture.js';

const message: OutgoingMessage = {
  summary: '7d9c8a54-6d63-5e3b-9a43-111111111111',
  messageId: '7d9c8a54-6d63-5e3b-9a43-111111111111@actum.example',
  to: 'focal@example.org',
  name: 'Focal Point',
  subject: '2 action items need your attention',
  text: 'Dear Focal Point,\n.\nA line that is only a dot.\n',
  html: '<p>Dear Focal Point</p>',
};

describe('delivering over SMTP', () => {
  let server: MailServer;
  let asked: number;
  const handingOver = async (): Promise<boolean> => {
    asked += 1;
    return true;
  };
  const channel = (url = server.url) =>
    new MailChannel({ url, from: 'Actum <actum@actum.example>', silence: 2_000 });

  beforeEach(() => {
    asked = 0;
  });
  afterEach(async () => {
    await server.stop();
  });

  it('hands the message over whole, under its Message-ID, after asking once', async () => {
    server = await startMailServer();
    expect(await channel().deliver(message, handingOver)).toEqual({ outcome: 'delivered' });
    const [mail] = server.accepted;
    expect(server.accepted).toHaveLength(1);
    expect(mail?.messageId).toBe(`<${message.messageId}>`);
    expect(mail?.subject).toBe(message.subject);
    expect(mail?.text).toBe(message.text);
    expect(asked).toBe(1);
  });

  it('does not let a name or a subject start a header or name another recipient', async () => {
    server = await startMailServer();
    const name = 'Eve\r\nBcc: everybody@example.org\r\n\r\n<script>';
    const subject = 'Hello\r\nX-Injected: yes';
    await channel().deliver({ ...message, name, subject }, handingOver);
    const [mail] = server.accepted;
    expect(mail?.headers.has('bcc')).toBe(false);
    expect(mail?.headers.has('x-injected')).toBe(false);
    expect(mail === undefined ? [] : addressesTo(mail)).toEqual(['focal@example.org']);
  });

  it('is refused, without ever having asked to hand over, when the recipient is', async () => {
    server = await startMailServer({
      onRcptTo: (_address, _session, done) =>
        done(Object.assign(new Error('try later'), { responseCode: 451 })),
    });
    expect(await channel().deliver(message, handingOver)).toEqual({
      outcome: 'refused',
      error: 'mail server EENVELOPE RCPT TO 451',
    });
    expect(asked).toBe(0);
  });

  it('is refused when the server answers no to the whole message', async () => {
    server = await startMailServer({
      onData(stream, _session, done) {
        stream.resume();
        stream.on('end', () => done(Object.assign(new Error('no'), { responseCode: 554 })));
      },
    });
    expect(await channel().deliver(message, handingOver)).toMatchObject({ outcome: 'refused' });
    expect(asked).toBe(1);
  });

  it('is ambiguous when the line is cut after the message left', async () => {
    server = await startMailServer({
      onData(stream) {
        stream.resume();
        stream.on('end', () => server.cut());
      },
    });
    expect(await channel().deliver(message, handingOver)).toMatchObject({ outcome: 'ambiguous' });
  });

  it('is ambiguous when the server takes the message and never answers', async () => {
    server = await startMailServer({ onData: (stream) => void stream.resume() });
    const impatient = new MailChannel({ url: server.url, from: 'actum@actum.example', silence: 300 });
    expect(await impatient.deliver(message, handingOver)).toMatchObject({ outcome: 'ambiguous' });
  });

  it('sends nothing when handing over is no longer allowed', async () => {
    server = await startMailServer();
    expect(await channel().deliver(message, async () => false)).toMatchObject({ outcome: 'refused' });
    expect(server.accepted).toEqual([]);
  });

  it('is refused when nobody listens', async () => {
    server = await startMailServer();
    await server.stop();
    expect(await channel().deliver(message, handingOver)).toMatchObject({ outcome: 'refused' });
    expect(asked).toBe(0);
  });
});
