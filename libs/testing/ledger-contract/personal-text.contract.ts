import { randomUUID } from 'node:crypto';
import { InvalidLedgerRequest, type Ledger } from '#ledger';
import { appendTo, eventOf, requestOf } from '../test-ledger.js';
import type { LedgerFactory } from './ledger-factory.js';

/** What is sealed, and how it is erased. */
export function describePersonalText(create: LedgerFactory): void {
  let ledger: Ledger;

  beforeEach(async () => {
    ledger = await create();
  });

  describe('personal text', () => {
    const registered = eventOf('PersonRegistered', {
      name: 'Ada Lovelace',
      email: 'ada@example.org',
      language: 'en',
    });

    beforeEach(async () => {
      await appendTo(ledger, 'person:ada', 0, registered);
    });

    it('is read in plain text, and stored sealed', async () => {
      expect(await ledger.readStream('person:ada')).toMatchObject([{ data: registered.data }]);
      const [, entry] = await ledger.readEntries(0, 10);
      const stored = entry?.data.toString('utf8') ?? '';
      expect(stored).toContain('"language":"en"');
      expect(stored).not.toMatch(/ada@|lovelace/i);
    });

    it('reads "erased" once the key is destroyed, while what is stored stays as it was', async () => {
      const before = await ledger.readEntries(0, 10);
      expect(await ledger.destroyPersonKey('ada')).toBe(true);
      expect(await ledger.destroyPersonKey('ada')).toBe(false);
      const erased = { name: 'erased', email: 'erased', language: 'en' };
      expect(await ledger.readStream('person:ada')).toMatchObject([{ data: erased }]);
      expect(await ledger.readForward(1, 1)).toMatchObject([{ data: erased }]);
      expect(await ledger.readEntries(0, 10)).toEqual(before);
    });

    it('reads "erased" too where the page was on its way when the key was destroyed', async () => {
      for (const item of ['a', 'b', 'c'])
        await appendTo(ledger, `item:${item}`, 0, eventOf('ChapterAdded', { chapter: item }));
      await appendTo(ledger, 'person:grace', 0, registered);
      for (const position of [1, 2, 3, 4]) await ledger.readForward(position, 1);
      await ledger.destroyPersonKey('grace');
      expect(await ledger.readForward(5, 1)).toMatchObject([
        { stream: 'person:grace', data: { name: 'erased' } },
      ]);
    });

    it('of others, and of the same person registered anew, is not touched by that', async () => {
      await appendTo(
        ledger,
        'person:grace',
        0,
        eventOf('PersonRegistered', { name: 'Grace', email: null, language: 'en' }),
      );
      await ledger.destroyPersonKey('ada');
      await appendTo(ledger, 'person:ada', 1, registered);
      expect(await ledger.readStream('person:grace')).toMatchObject([
        { data: { name: 'Grace', email: null } },
      ]);
      expect((await ledger.readStream('person:ada')).map(({ data }) => data)).toMatchObject([
        { name: 'erased' },
        { name: 'Ada Lovelace' },
      ]);
    });

    it("belongs on a person's own stream", async () => {
      await expect(appendTo(ledger, 'item:a', 0, registered)).rejects.toThrow(InvalidLedgerRequest);
    });

    it('gives the same digest on every try, though it is sealed anew', async () => {
      const writes = [{ stream: 'person:eve', expectedVersion: 0, events: [registered] }] as const;
      const request = requestOf(ledger, writes, { commandId: randomUUID() });
      const first = await ledger.append(request);
      expect(await ledger.append(request)).toEqual({ ...first, verdict: 'repeated' });
    });
  });
}
