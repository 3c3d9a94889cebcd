import { type Ledger } from '#ledger';
import { appendTo, progress, requestOf } from '../test-ledger.js';
import type { LedgerFactory } from './ledger-factory.js';

/** What becomes of a command that is sent again. */
export function describeSameCommand(create: LedgerFactory): void {
  let ledger: Ledger;

  beforeEach(async () => {
    ledger = await create();
  });

  describe('the same command again', () => {
    it('changes nothing and answers what the first answered, whatever came between', async () => {
      const request = requestOf(ledger, [{ stream: 'item:a', expectedVersion: 0, events: [progress('1')] }]);
      const first = await ledger.append(request);
      await appendTo(ledger, 'item:a', 1, progress('2'));
      const again = await ledger.append(request);
      expect(again).toEqual({ ...first, verdict: 'repeated' });
      expect(await ledger.lastPosition()).toBe(3);
    });

    it('is written once however many send it at the same moment', async () => {
      const request = requestOf(ledger, [{ stream: 'item:a', expectedVersion: 0, events: [progress('1')] }]);
      const verdicts = await Promise.all(Array.from({ length: 8 }, () => ledger.append(request)));
      expect(verdicts.map(({ verdict }) => verdict).sort()).toEqual([
        'appended',
        ...Array(7).fill('repeated'),
      ]);
      expect(await ledger.lastPosition()).toBe(2);
    });

    it('is refused with other content', async () => {
      const request = requestOf(ledger, [{ stream: 'item:a', expectedVersion: 0, events: [progress('1')] }]);
      await ledger.append(request);
      const other = { ...request, requestDigest: ledger.requestDigest('other') };
      const reused = { verdict: 'command-id-reused', commandId: request.commandId };
      expect(await ledger.append(other)).toEqual(reused);
      expect(await ledger.findCommand(request.commandId, other.requestDigest)).toMatchObject({
        digestMatches: false,
      });
    });

    it('may be decided anew after a conflict: only accepted commands are remembered', async () => {
      const request = requestOf(ledger, [{ stream: 'item:a', expectedVersion: 1, events: [progress('1')] }]);
      expect(await ledger.append(request)).toMatchObject({ verdict: 'conflict' });
      expect(await ledger.findCommand(request.commandId, request.requestDigest)).toBeNull();
      const decidedAnew = {
        ...request,
        writes: [{ stream: 'item:a', expectedVersion: 0, events: [progress('1')] }],
      } as const;
      const verdict = await ledger.append(decidedAnew);
      const { verdict: _appended, ...appended } = verdict;
      expect(await ledger.findCommand(request.commandId, request.requestDigest)).toEqual({
        digestMatches: true,
        appended,
      });
    });

    it('is judged by content, not by the order of its fields', () => {
      expect(ledger.requestDigest({ a: 1, b: 2 })).toEqual(ledger.requestDigest({ b: 2, a: 1 }));
      expect(ledger.requestDigest({ a: 1, b: 2 })).not.toEqual(ledger.requestDigest({ a: 1, b: 3 }));
    });
  });
}
