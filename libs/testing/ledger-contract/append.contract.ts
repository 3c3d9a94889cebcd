import { InvalidLedgerRequest, type Ledger } from '#ledger';
import { appendTo, eventOf, progress, requestOf } from '../test-ledger.js';
import type { LedgerFactory } from './ledger-factory.js';

/** How events get in, and what keeps them out. */
export function describeAppend(create: LedgerFactory): void {
  let ledger: Ledger;

  beforeEach(async () => {
    ledger = await create();
  });

  describe('append', () => {
    it('writes all events of a command at once, in order, and says where they stand', async () => {
      const verdict = await ledger.append(
        requestOf(ledger, [
          { stream: 'item:a', expectedVersion: 0, events: [progress('1'), progress('2')] },
          { stream: 'item:b', expectedVersion: 0, events: [progress('3')] },
        ]),
      );
      expect(verdict).toMatchObject({
        verdict: 'appended',
        firstPosition: 2,
        lastPosition: 4,
        events: [
          { stream: 'item:a', version: 1, position: 2, type: 'ProgressReported' },
          { stream: 'item:a', version: 2, position: 3, type: 'ProgressReported' },
          { stream: 'item:b', version: 1, position: 4, type: 'ProgressReported' },
        ],
      });
      expect(await ledger.lastPosition()).toBe(4);
    });

    it('keeps the envelope, each part of it where it belongs', async () => {
      const request = requestOf(
        ledger,
        [
          {
            stream: 'item:a',
            expectedVersion: 0,
            events: [
              {
                type: 'ProgressReported',
                data: { text: 'Ça ira — 進捗 🎉', via: { b: 1, a: [true, null, -0.5] } },
                effectiveOn: { text: 'by 2020-09-30', earliest: null, latest: '2020-09-30' },
                decidedBy: 'governing-body',
              },
            ],
          },
        ],
        { actor: 'registrar', causationId: '17' },
      );
      const verdict = await ledger.append(request);
      expect(await ledger.readStream('item:a')).toEqual([
        {
          ledger: ledger.name,
          position: 2,
          stream: 'item:a',
          version: 1,
          type: 'ProgressReported',
          schemaVersion: 1,
          recordedAt: 'recordedAt' in verdict ? verdict.recordedAt : 'none',
          effectiveOn: { text: 'by 2020-09-30', earliest: null, latest: '2020-09-30' },
          decidedBy: 'governing-body',
          actor: 'registrar',
          commandId: request.commandId,
          correlationId: request.correlationId,
          causationId: '17',
          data: { text: 'Ça ira — 進捗 🎉', via: { a: [true, null, -0.5], b: 1 } },
        },
      ]);
    });

    it("refuses a version that is not the stream's, says both, and writes nothing", async () => {
      await appendTo(ledger, 'item:a', 0, progress('1'));
      const verdict = await ledger.append(
        requestOf(ledger, [
          { stream: 'item:b', expectedVersion: 0, events: [progress('2')] },
          { stream: 'item:a', expectedVersion: 0, events: [progress('2')] },
        ]),
      );
      expect(verdict).toEqual({
        verdict: 'conflict',
        conflicts: [{ stream: 'item:a', expected: 0, actual: 1 }],
      });
      expect(await appendTo(ledger, 'item:a', 7, progress('2'))).toMatchObject({ verdict: 'conflict' });
      expect(await ledger.readStream('item:b')).toEqual([]);
      expect(await ledger.lastPosition()).toBe(2);
    });

    it('refuses where a stream that was only read has moved on', async () => {
      await appendTo(ledger, 'item:maf', 0, progress('1'));
      const events = [progress('start')] as const;
      const append = (version: number) =>
        ledger.append(
          requestOf(ledger, [{ stream: 'item:11', expectedVersion: 0, events }], {
            reads: [
              { stream: 'item:maf', version },
              { stream: 'person:nobody', version: 0 },
            ],
          }),
        );
      expect(await append(0)).toEqual({
        verdict: 'conflict',
        conflicts: [{ stream: 'item:maf', expected: 0, actual: 1 }],
      });
      expect(await append(1)).toMatchObject({ verdict: 'appended' });
    });

    it('takes positions from accepted appends only, so that none is ever missing', async () => {
      await appendTo(ledger, 'item:a', 3, progress('conflict'));
      await expect(appendTo(ledger, 'item:a', 0, eventOf('NoSuchEvent', {}))).rejects.toThrow(
        InvalidLedgerRequest,
      );
      await expect(appendTo(ledger, 'Item:A', 0, progress('1'))).rejects.toThrow(InvalidLedgerRequest);
      await appendTo(ledger, 'item:a', 0, progress('1'));
      expect((await ledger.readForward(0, 10)).map(({ position }) => position)).toEqual([1, 2]);
    });

    it('lets one of many racing writers of a version win', async () => {
      const verdicts = await Promise.all(
        Array.from({ length: 12 }, (_, writer) => appendTo(ledger, 'item:a', 0, progress(`${writer}`))),
      );
      expect(verdicts.filter(({ verdict }) => verdict === 'appended')).toHaveLength(1);
      expect(verdicts.filter(({ verdict }) => verdict === 'conflict')).toHaveLength(11);
    });
  });
}
