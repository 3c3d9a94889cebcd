import { InvalidLedgerRequest, type Ledger } from '#ledger';
import { appendTo, eventOf, progress, requestOf } from '../test-ledger.js';
import type { LedgerFactory } from './ledger-factory.js';

/** What no ledger takes. */
export function describeUnstorable(create: LedgerFactory): void {
  let ledger: Ledger;

  beforeEach(async () => {
    ledger = await create();
  });

  describe('what cannot be stored', () => {
    it.each([
      ['U+0000', { reason: 'a\0b' }],
      ['half of a surrogate pair', { reason: '\ud800' }],
      ['the other half', { deep: [{ reason: '\udc00x' }] }],
      ['such a name of a field', { 'a\0b': 1 }],
      ['a number that JSON lacks', { measure: Number.POSITIVE_INFINITY }],
      ['data that are no object', ['list']],
      ['more than a mebibyte', { text: 'x'.repeat(1024 * 1024) }],
    ])('%s is refused, and nothing is written', async (_what, data) => {
      const attempt = appendTo(ledger, 'item:a', 0, eventOf('ProgressReported', data));
      await expect(attempt).rejects.toThrow(InvalidLedgerRequest);
      expect(await ledger.lastPosition()).toBe(1);
    });

    it('names the field', async () => {
      const attempt = appendTo(ledger, 'item:a', 0, progress('fine'), progress('a\0b'));
      await expect(attempt).rejects.toMatchObject({ field: 'writes[0].events[1].data.text' });
    });

    it.each([
      ['no actor', { actor: '' }],
      ['an actor with U+0000', { actor: 'a\0b' }],
      ['a cause too long', { causationId: 'x'.repeat(201) }],
      ['a command id that is no UUID', { commandId: 'no-uuid' }],
      ['a digest of 31 bytes', { requestDigest: Buffer.alloc(31) }],
    ])('an envelope with %s is refused', async (_what, override) => {
      const writes = [{ stream: 'item:a', expectedVersion: 0, events: [progress('1')] }] as const;
      const request = requestOf(ledger, writes, { requestDigest: ledger.requestDigest(''), ...override });
      await expect(ledger.append(request)).rejects.toThrow(InvalidLedgerRequest);
    });

    it('an effective period that ends before it begins is refused', async () => {
      const effectiveOn = { text: 'never', earliest: '2020-01-02', latest: '2020-01-01' };
      const attempt = appendTo(ledger, 'item:a', 0, { ...progress('1'), effectiveOn });
      await expect(attempt).rejects.toThrow(InvalidLedgerRequest);
    });
  });
}
