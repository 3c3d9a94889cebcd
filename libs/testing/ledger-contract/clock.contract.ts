import { InvalidLedgerRequest, type Ledger } from '#ledger';
import { appendTo, eventOf, progress } from '../test-ledger.js';
import type { LedgerFactory } from './ledger-factory.js';

/** When events are recorded. */
export function describeClock(create: LedgerFactory): void {
  let ledger: Ledger;

  beforeEach(async () => {
    ledger = await create();
  });

  describe('the real clock', () => {
    it('records instants in UTC that never decrease', async () => {
      const before = await ledger.now();
      await Promise.all(
        Array.from({ length: 10 }, (_, item) => appendTo(ledger, `item:${item}`, 0, progress('1'))),
      );
      const instants = [
        before,
        ...(await ledger.readForward(1, 20)).map(({ recordedAt }) => recordedAt),
        await ledger.now(),
      ];
      expect(instants).toEqual(instants.toSorted());
      expect(instants.every((instant) => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/.test(instant))).toBe(
        true,
      );
    });

    it('cannot be advanced', async () => {
      const advanced = eventOf('ClockAdvanced', { to: '2999-01-01T00:00:00Z' });
      await expect(appendTo(ledger, 'ledger', 1, advanced)).rejects.toThrow('simulated');
    });
  });

  describe('a simulated clock', () => {
    const at = '2019-03-01T00:00:00Z';
    const advance = (to: string) => eventOf('ClockAdvanced', { to });
    const recorded = async () => (await ledger.readForward(0, 100)).map(({ recordedAt }) => recordedAt);

    beforeEach(async () => {
      ledger = await create({ at });
    });

    it('stands where it was set, and moves with "clock advanced" alone', async () => {
      await appendTo(ledger, 'item:a', 0, progress('1'));
      expect(await ledger.now()).toBe('2019-03-01T00:00:00.000000Z');
      await appendTo(ledger, 'ledger', 1, advance('2020-09-30T12:00:00.5Z'));
      await appendTo(ledger, 'item:a', 1, progress('2'));
      expect(await recorded()).toEqual([
        '2019-03-01T00:00:00.000000Z',
        '2019-03-01T00:00:00.000000Z',
        '2020-09-30T12:00:00.500000Z',
        '2020-09-30T12:00:00.500000Z',
      ]);
      expect(await ledger.now()).toBe('2020-09-30T12:00:00.500000Z');
    });

    it.each([
      ['backwards', 'ledger', '2019-02-28T23:59:59.999999Z', 1],
      ['to no instant', 'ledger', 'infinity', 1],
      ['to a day without a time', 'ledger', '2020-01-01', 1],
      ['from another stream', 'item:a', '2020-01-01T00:00:00Z', 0],
    ])('does not move %s', async (_how, stream, to, version) => {
      await expect(appendTo(ledger, stream, version, advance(to))).rejects.toThrow(InvalidLedgerRequest);
      expect(await ledger.now()).toBe('2019-03-01T00:00:00.000000Z');
    });
  });

  describe('the founding', () => {
    it('comes first, and once', async () => {
      const opened = eventOf('LedgerOpened', {
        origin: 'x',
        clock: 'real',
        administrators: [],
        reminders: true,
      });
      await expect(appendTo(ledger, 'ledger', 1, opened)).rejects.toThrow('opened once');
    });
  });
}
