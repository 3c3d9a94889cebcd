import { type AppendRequest, InvalidLedgerRequest, type Ledger } from '#ledger';
import { appendTo, eventOf, progress, requestOf } from '../test-ledger.js';
import type { LedgerFactory } from './ledger-factory.js';

/** What appends that are under way at the same moment do to each other: nothing that one after the other would not. */
export function describeTogether(create: LedgerFactory): void {
  let ledger: Ledger;

  beforeEach(async () => {
    ledger = await create();
  });

  describe('appends that arrive together', () => {
    it('have a verdict each, and take positions in the order in which they came', async () => {
      const verdicts = await Promise.all([
        appendTo(ledger, 'item:a', 0, progress('1'), progress('2')),
        appendTo(ledger, 'item:b', 5, progress('conflict')),
        appendTo(ledger, 'item:c', 0, progress('3')),
      ]);
      expect(verdicts).toMatchObject([
        { verdict: 'appended', firstPosition: 2, lastPosition: 3 },
        { verdict: 'conflict', conflicts: [{ stream: 'item:b', expected: 5, actual: 0 }] },
        { verdict: 'appended', firstPosition: 4, events: [{ stream: 'item:c', version: 1, position: 4 }] },
      ]);
      expect((await ledger.readForward(1, 10)).map(({ position }) => position)).toEqual([2, 3, 4]);
    });

    it('see what those in front of them wrote', async () => {
      const verdicts = await Promise.all([
        appendTo(ledger, 'item:a', 0, progress('1')),
        appendTo(ledger, 'item:a', 1, progress('2')),
        appendTo(ledger, 'item:a', 1, progress('too late')),
        appendTo(ledger, 'item:a', 2, progress('3')),
      ]);
      expect(verdicts.map(({ verdict }) => verdict)).toEqual([
        'appended',
        'appended',
        'conflict',
        'appended',
      ]);
      expect((await ledger.readStream('item:a')).map(({ data }) => data)).toEqual([
        { text: '1' },
        { text: '2' },
        { text: '3' },
      ]);
    });

    it('do not fail for the sake of one that can never be appended', async () => {
      const [first, guilty, last] = await Promise.allSettled([
        appendTo(ledger, 'item:a', 0, progress('1')),
        appendTo(ledger, 'Item:No', 0, progress('2')),
        appendTo(ledger, 'item:a', 1, progress('3')),
      ]);
      expect(guilty).toMatchObject({ status: 'rejected', reason: expect.any(InvalidLedgerRequest) });
      expect([first, last]).toMatchObject([
        { value: { verdict: 'appended', firstPosition: 2 } },
        { value: { verdict: 'appended', firstPosition: 3 } },
      ]);
    });

    it('of more than one batch all go out', async () => {
      const items = Array.from({ length: 1_200 }, (_, item) => `item:${item}`);
      const verdicts = await Promise.all(items.map((item) => appendTo(ledger, item, 0, progress('1'))));
      expect(verdicts.every(({ verdict }) => verdict === 'appended')).toBe(true);
      expect((await ledger.readForward(1, 2_000)).map(({ stream }) => stream)).toEqual(items);
    });

    it('that rest on others are appended only if those are, whatever the versions say', async () => {
      await appendTo(ledger, 'item:a', 0, progress('somebody else’s'));
      const writes = (expectedVersion: number) =>
        [{ stream: 'item:a', expectedVersion, events: [progress(`after ${expectedVersion}`)] }] as const;
      const lost = requestOf(ledger, writes(0));
      const onLost = requestOf(ledger, writes(1), { restsOn: [lost] });
      expect(await Promise.all([ledger.append(lost), ledger.append(onLost)])).toMatchObject([
        { verdict: 'conflict' },
        { verdict: 'conflict' },
      ]);
      expect(await ledger.append({ ...onLost, restsOn: [lost] })).toEqual({
        verdict: 'conflict',
        conflicts: [],
      });
      const kept = requestOf(ledger, writes(1));
      const onKept = requestOf(ledger, writes(2), { restsOn: [kept] });
      expect(await Promise.all([ledger.append(kept), ledger.append(onKept)])).toMatchObject([
        { verdict: 'appended' },
        { verdict: 'appended' },
      ]);
    });

    it('take along what rests on them, where one beside them can never be appended', async () => {
      await appendTo(ledger, 'item:a', 0, progress('somebody else’s'));
      const writes = (expectedVersion: number) =>
        [{ stream: 'item:a', expectedVersion, events: [progress(`after ${expectedVersion}`)] }] as const;
      const lost = requestOf(ledger, writes(0));
      const second = requestOf(ledger, writes(1), { restsOn: [lost] });
      const third = requestOf(ledger, writes(1), { restsOn: [second] });
      // Halved until the guilty one stands alone, the last two are sent by themselves.
      const settled = await Promise.allSettled([
        appendTo(ledger, 'Item:No', 0, progress('guilty')),
        ...[lost, second, third].map((request) => ledger.append(request)),
      ]);
      expect(settled).toMatchObject([
        { reason: expect.any(InvalidLedgerRequest) },
        ...Array(3).fill({ value: { verdict: 'conflict' } }),
      ]);
    });

    it('hold to that where they are too many for one batch, and while others come and go', async () => {
      const chain: AppendRequest[] = [];
      for (let version = 0; version < 400; version += 1) {
        const last = chain.at(-1);
        // One in the middle saw a version that nobody left.
        const expectedVersion = version === 120 ? 7 : version;
        const writes = [{ stream: 'item:a', expectedVersion, events: [progress(`${version}`)] }] as const;
        chain.push(requestOf(ledger, writes, last === undefined ? {} : { restsOn: [last] }));
      }
      const others = Array.from({ length: 8 }, async (_, writer) => {
        for (let version = 0; version < 12; version += 1)
          expect(await appendTo(ledger, `item:of-${writer}`, version, progress('1'))).toMatchObject({
            verdict: 'appended',
          });
      });
      const verdicts = await Promise.all(chain.map((request) => ledger.append(request)));
      await Promise.all(others);
      expect(verdicts.map(({ verdict }) => verdict)).toEqual([
        ...Array(120).fill('appended'),
        ...Array(280).fill('conflict'),
      ]);
      expect((await ledger.readStream('item:a')).map(({ data }) => data)).toEqual(
        Array.from({ length: 120 }, (_, version) => ({ text: `${version}` })),
      );
    });

    it('are told nothing wrong about others of several batches, where one can never be appended', async () => {
      const streams = Array.from({ length: 250 }, (_, n) => (n === 97 ? 'Item:No' : `item:${n}`));
      const settled = await Promise.allSettled(
        streams.map((item) => appendTo(ledger, item, 0, progress('1'))),
      );
      const guilty = settled.filter(({ status }) => status === 'rejected');
      expect(guilty).toMatchObject([{ reason: expect.any(InvalidLedgerRequest) }]);
      expect(settled[97]).toBe(guilty[0]);
      expect(await ledger.lastPosition()).toBe(250);
    });

    it('wait for what they rest on, where that takes longer to be ready', async () => {
      const name = eventOf('PersonRegistered', { name: 'Ada', email: null, language: 'en' });
      const sealed = requestOf(ledger, [{ stream: 'person:ada', expectedVersion: 0, events: [name] }]);
      const role = eventOf('RoleGiven', { role: 'staff', from: '2020-01-01' });
      const plain = requestOf(ledger, [{ stream: 'person:ada', expectedVersion: 1, events: [role] }], {
        restsOn: [sealed],
      });
      expect(await Promise.all([ledger.append(sealed), ledger.append(plain)])).toMatchObject([
        { verdict: 'appended', firstPosition: 2 },
        { verdict: 'appended', firstPosition: 3 },
      ]);
    });
  });
}
