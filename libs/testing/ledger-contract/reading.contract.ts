import { InvalidLedgerRequest, type Ledger } from '#ledger';
import { appendTo, progress } from '../test-ledger.js';
import type { LedgerFactory } from './ledger-factory.js';

/** What comes out, and in which order. */
export function describeReading(create: LedgerFactory): void {
  let ledger: Ledger;

  beforeEach(async () => {
    ledger = await create();
  });

  describe('reading', () => {
    beforeEach(async () => {
      await appendTo(ledger, 'item:a', 0, progress('1'), progress('2'));
      await appendTo(ledger, 'item:b', 0, progress('3'));
    });

    it('goes forward in pages, in order of position, and skips nothing', async () => {
      const pages = [
        await ledger.readForward(0, 3),
        await ledger.readForward(3, 3),
        await ledger.readForward(4, 3),
      ];
      expect(pages.map((page) => page.map(({ position }) => position))).toEqual([[1, 2, 3], [4], []]);
    });

    it('gives a stream from its first version on', async () => {
      expect((await ledger.readStream('item:a')).map(({ version, data }) => [version, data])).toEqual([
        [1, { text: '1' }],
        [2, { text: '2' }],
      ]);
      expect(await ledger.readStream('item:none')).toEqual([]);
    });

    it('resolves an instant to the last position recorded by then', async () => {
      const events = await ledger.readForward(0, 10);
      for (const { recordedAt } of events) {
        const last = events.findLast((event) => event.recordedAt <= recordedAt);
        expect(await ledger.positionAt(recordedAt)).toBe(last?.position);
      }
      expect(await ledger.positionAt('1999-12-31T23:59:59Z')).toBe(0);
      expect(await ledger.positionAt('2999-12-31T23:59:59.999999Z')).toBe(4);
      await expect(ledger.positionAt('yesterday')).rejects.toThrow(InvalidLedgerRequest);
    });

    it('keeps ledgers apart', async () => {
      const other = await create();
      expect(await other.lastPosition()).toBe(1);
      expect(await other.readStream('item:a')).toEqual([]);
      expect(await appendTo(other, 'item:a', 0, progress('1'))).toMatchObject({
        verdict: 'appended',
        firstPosition: 2,
      });
    });
  });
}
