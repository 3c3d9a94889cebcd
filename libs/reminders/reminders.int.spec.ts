import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { simpleParser } from 'mailparser';
import { createTestDatabase, eventOf, type TestDatabase } from '#testing';
import { ChasedLedger } from './chased-ledger.fixture.js';
import { listMessages } from './outbox/list-messages.js';
import { ReminderScan } from './scan/reminder-scan.js';
import { OutboxChannel } from './send/outbox.channel.js';
import { ReminderSender } from './send/reminder-sender.js';
import { ReminderStore } from './store/reminder-store.js';

const mailFrom = 'Actum <actum@actum.example>';

describe('reminders', () => {
  let database: TestDatabase;
  let folder: string;
  let chased: ChasedLedger;
  let store: ReminderStore;
  let sender: ReminderSender;
  let items: string[];

  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(async () => {
    await database.close();
  });
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'actum-outbox-'));
    chased = await ChasedLedger.open(database.pool, '2020-09-30');
    store = new ReminderStore(database.pool, chased.ledger.name);
    await store.prepare();
    sender = new ReminderSender({ ...common(), publicUrl: 'http://127.0.0.1:3000/' });
    items = [];
    await chased.people('focal-4', 'focal-11', 'liaison', 'deputy');
  });
  afterEach(async () => {
    await rm(folder, { recursive: true });
  });

  const common = () => ({
    ledger: chased.ledger,
    store,
    channels: new Map([['outbox', new OutboxChannel(folder, mailFrom)]] as const),
  });
  const add = async (item: string, owner: string, due?: string, deputy?: string): Promise<void> => {
    await chased.item(item, owner, due, deputy);
    items.push(item);
  };
  /** A scan of a process of its own, whose queue is simply what it was given. */
  const scanner = (queued: string[]) =>
    new ReminderScan({
      ...common(),
      channel: 'outbox',
      mailFrom,
      itemsInQuestion: async () => items,
      queue: {
        enqueue: async (due) => {
          queued.push(...due.map(({ summary }) => summary));
        },
      },
    });
  /** One scan, and everything sent that it enqueued; answers what became of each. */
  const round = async (): Promise<readonly string[]> => {
    const queued: string[] = [];
    await scanner(queued).scan();
    return Promise.all(queued.map((summary) => sender.send(summary)));
  };
  const sentTo = async (): Promise<readonly (readonly [string, readonly string[]])[]> => {
    const { messages } = await listMessages({ ledger: chased.ledger, store });
    return messages
      .filter(({ status }) => status === 'sent')
      .map(({ person, lines }) => [person, lines.map(({ item }) => item)] as const)
      .sort(([a], [b]) => a.localeCompare(b));
  };

  it('sends one summary a person, each overdue item once, missed rungs folded into one', async () => {
    await add('4', 'focal-4', '2020-08-31');
    await add('5', 'focal-4', '2019-12-31');
    await add('6', 'focal-4', '2020-12-31');
    await add('7', 'focal-4');
    expect(await round()).toEqual(['sent']);
    expect(await sentTo()).toEqual([['focal-4', ['4', '5']]]);
    expect(await chased.reminded('5')).toEqual([['ReminderSent', 'focal-4', 'overdue-90']]);
    const [event] = await chased.ledger.readStream('reminders:5');
    expect(event).toMatchObject({
      actor: 'system:reminders',
      data: { folded: ['before-30', 'overdue-1'], channel: 'outbox', because: 'owner', dueRevision: 1 },
    });
  });

  it('shows the message on the outbox page and leaves the same as an .eml file', async () => {
    await add('4', 'focal-4', '2019-12-31');
    await round();
    const { messages } = await listMessages({ ledger: chased.ledger, store });
    const [message] = messages;
    expect(message).toMatchObject({
      personName: 'Name of focal-4',
      to: 'focal-4@example.org',
      subject: '1 action item needs your attention',
      status: 'sent',
      dueOn: '2020-09-30',
    });
    expect(await readdir(folder)).toEqual([`${message?.id}.eml`]);
    const mail = await simpleParser(await readFile(join(folder, `${message?.id}.eml`)));
    expect(mail.messageId).toBe(`<${message?.messageId}>`);
    expect(mail.text).toBe(message?.text);
  });

  it('sends nothing more when it scans again, and the next rung when its day comes', async () => {
    await add('4', 'focal-4', '2020-09-29');
    await add('5', 'focal-4', '2019-12-31');
    expect(await round()).toEqual(['sent']);
    expect(await round()).toEqual([]);
    await chased.advanceClock('2020-10-15');
    expect(await round()).toEqual([]);
    await chased.advanceClock('2020-12-28');
    expect(await round()).toEqual(['sent']);
    expect(await chased.reminded('4')).toEqual([
      ['ReminderSent', 'focal-4', 'overdue-1'],
      ['ReminderSent', 'focal-4', 'overdue-90'],
    ]);
    // Listed again because it is still overdue, but reminded of only once.
    expect((await sentTo()).map(([, lines]) => lines)).toEqual([
      ['4', '5'],
      ['4', '5'],
    ]);
    expect(await chased.reminded('5')).toHaveLength(1);
  });

  it('makes nothing twice when two scan at once', async () => {
    await add('4', 'focal-4', '2019-12-31');
    await add('11', 'focal-11', '2019-12-31');
    const queued: string[] = [];
    await Promise.all(Array.from({ length: 6 }, () => scanner(queued).scan()));
    expect(new Set(queued).size).toBe(2);
    await Promise.all(queued.map((summary) => sender.send(summary)));
    expect(await chased.reminded('4')).toHaveLength(1);
    expect(await chased.reminded('11')).toHaveLength(1);
  });

  it('chases the liaison of the body that an item waits for, then its own focal point', async () => {
    await chased.body('office', 'liaison');
    await add('maf', 'office');
    await add('11', 'focal-11', '2019-12-31');
    await chased.waitFor('11', 'maf');
    await round();
    expect(await sentTo()).toEqual([['liaison', ['11']]]);
    const [message] = (await listMessages({ ledger: chased.ledger, store })).messages;
    expect(message?.lines[0]?.because).toBe('prerequisite-owner');
    expect(message?.text).toContain('It waits for “Title of maf”');
    await chased.moveTo('maf', 'completed');
    await chased.meet('11', 'maf');
    await round();
    expect(await sentTo()).toEqual([
      ['focal-11', ['11']],
      ['liaison', ['11']],
    ]);
    await chased.advanceClock('2020-12-01');
    expect(await round()).toEqual([]);
  });

  it('never writes to a body, and to nobody for a body without a liaison', async () => {
    await chased.body('office', 'liaison');
    await chased.body('mute');
    await add('4', 'office', '2019-12-31');
    await add('5', 'mute', '2019-12-31');
    await round();
    expect(await sentTo()).toEqual([['liaison', ['4']]]);
    expect(await chased.reminded('5')).toEqual([]);
  });

  it('owes nothing for what is done or discontinued, and starts anew with a new due date', async () => {
    await add('4', 'focal-4', '2019-12-31');
    await add('5', 'focal-4', '2019-12-31');
    await add('6', 'focal-4', '2019-12-31');
    await chased.moveTo('4', 'completed');
    await chased.moveTo('5', 'discontinued');
    await chased.extend('6', '2020-12-31');
    expect(await round()).toEqual([]);
    await chased.advanceClock('2021-01-01');
    expect(await round()).toEqual(['sent']);
    expect(await sentTo()).toEqual([['focal-4', ['6']]]);
    const [event] = await chased.ledger.readStream('reminders:6');
    expect(event?.data).toMatchObject({ dueRevision: 2, rung: 'overdue-1', folded: ['before-30'] });
  });

  it('holds back what is no longer owed when it is to go out', async () => {
    await add('4', 'focal-4', '2019-12-31');
    const queued: string[] = [];
    await scanner(queued).scan();
    await chased.assign('4', 'focal-11');
    expect(await Promise.all(queued.map((summary) => sender.send(summary)))).toEqual(['held-back']);
    expect(await chased.reminded('4')).toEqual([['ReminderHeldBack', 'focal-4', 'overdue-90']]);
    expect(await readdir(folder)).toEqual([]);
    await round();
    expect(await sentTo()).toEqual([['focal-11', ['4']]]);
  });

  it('holds back what was owed on a due date that was put right, and chases the right one anew', async () => {
    await add('4', 'focal-4', '2020-08-31');
    const queued: string[] = [];
    await scanner(queued).scan();
    await chased.correctDue('4', '2020-12-31');
    expect(await Promise.all(queued.map((summary) => sender.send(summary)))).toEqual(['held-back']);
    expect(await round()).toEqual([]);
    await chased.advanceClock('2021-01-01');
    expect(await round()).toEqual(['sent']);
    const events = await chased.ledger.readStream('reminders:4');
    expect(events.map(({ type, data }) => ({ type, data }))).toMatchObject([
      { type: 'ReminderHeldBack', data: { dueRevision: 1, rung: 'overdue-1' } },
      { type: 'ReminderSent', data: { dueRevision: 2, rung: 'overdue-1', folded: ['before-30'] } },
    ]);
  });

  it('holds back what was owed on a date that has been extended meanwhile', async () => {
    await add('4', 'focal-4', '2019-12-31');
    const queued: string[] = [];
    await scanner(queued).scan();
    await chased.extend('4', '2020-12-31');
    expect(await Promise.all(queued.map((summary) => sender.send(summary)))).toEqual(['held-back']);
    expect(await chased.reminded('4')).toEqual([['ReminderHeldBack', 'focal-4', 'overdue-90']]);
    expect(await round()).toEqual([]);
    await chased.advanceClock('2020-12-01');
    expect(await round()).toEqual(['sent']);
    const [, event] = await chased.ledger.readStream('reminders:4');
    expect(event).toMatchObject({ type: 'ReminderSent', data: { dueRevision: 2, rung: 'before-30' } });
  });

  it('sends nothing to a person whose key is destroyed, and blanks what it kept', async () => {
    await add('4', 'focal-4', '2020-09-29');
    await round();
    await database.pool.query('delete from keys.person_key where ledger = $1 and person = $2', [
      chased.ledger.name,
      'focal-4',
    ]);
    await chased.append('ledger', eventOf('KeyDestroyed', { person: 'focal-4' }));
    await chased.advanceClock('2020-12-28');
    expect(await round()).toEqual(['held-back']);
    const { messages } = await listMessages({ ledger: chased.ledger, store });
    expect(messages.map(({ status, text, to, personName }) => [status, text, to, personName])).toEqual([
      ['held back', '', null, 'erased'],
      ['sent', '', null, 'erased'],
    ]);
    expect(await readdir(folder)).toEqual([]);
  });

  it('tells a signer once that a clearance lapsed', async () => {
    await add('maf', 'focal-4');
    await chased.clearanceLapsed('maf', 'focal-11');
    expect(await round()).toEqual(['sent']);
    expect(await round()).toEqual([]);
    const [message] = (await listMessages({ ledger: chased.ledger, store })).messages;
    expect(message).toMatchObject({ person: 'focal-11', subject: 'A clearance of yours has lapsed' });
  });

  describe('partners', () => {
    beforeEach(async () => {
      await chased.body('act-emp', 'liaison');
      await chased.body('mute');
    });

    it('row 10: a partner’s liaison is told once, and anybody by name only is not', async () => {
      await add('1', 'focal-4', '2020-12-31');
      await chased.addPartner('1', 'act-emp', 'act-emp');
      await chased.addPartner('1', 'mute', 'mute');
      await chased.addPartner('1', 'The Chamber');
      expect(await round()).toEqual(['sent']);
      expect(await round()).toEqual([]);
      const [message, ...others] = (await listMessages({ ledger: chased.ledger, store })).messages;
      expect(others).toEqual([]);
      expect(message).toMatchObject({ person: 'liaison', lines: [{ item: '1', because: 'partner' }] });
      expect(message).toMatchObject({ subject: '1 item has a partner that you speak for' });
      expect(message?.text).toContain('for a partner of it, which has been added');
      const [event] = await chased.ledger.readStream('reminders:1');
      expect(event).toMatchObject({ type: 'ReminderSent', data: { because: 'partner', dueRevision: 0 } });
    });

    it('are reminded on the rungs that name them, and on no other', async () => {
      await add('1', 'focal-4', '2020-10-15');
      await chased.addPartner('1', 'act-emp', 'act-emp');
      await round();
      const told = async () =>
        (await chased.reminded('1')).filter(([, person]) => person === 'liaison').map(([, , rung]) => rung);
      expect((await told()).filter((rung) => !rung.startsWith('partner@'))).toEqual(['before-30']);
      await chased.advanceClock('2020-10-16');
      expect(await round()).toEqual(['sent']);
      expect((await chased.reminded('1')).at(-1)).toEqual(['ReminderSent', 'focal-4', 'overdue-1']);
      expect(await told()).toHaveLength(2);
    });

    it('that an entry is put right to name are told, and who it had named is told nothing more', async () => {
      await chased.people('other');
      await chased.body('actrav', 'other');
      await add('1', 'focal-4');
      await chased.addPartner('1', 'act-emp', 'act-emp');
      await chased.namePartner('1', 2, 'actrav');
      expect(await round()).toEqual(expect.arrayContaining(['sent']));
      expect((await sentTo()).map(([person]) => person)).toEqual(['other']);
    });

    it('get one notice where several scan at once', async () => {
      await add('1', 'focal-4');
      await chased.addPartner('1', 'act-emp', 'act-emp');
      const queued: string[] = [];
      await Promise.all(Array.from({ length: 6 }, () => scanner(queued).scan()));
      expect(new Set(queued).size).toBe(1);
      await Promise.all(queued.map((summary) => sender.send(summary)));
      expect(await chased.reminded('1')).toHaveLength(1);
    });
  });
});
