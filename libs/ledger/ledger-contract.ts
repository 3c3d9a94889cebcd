import { randomUUID } from 'node:crypto';
import { appendTo, eventOf, requestOf } from '#testing';
import { InvalidLedgerRequest } from './errors.js';
import type { Ledger } from './ledger.js';

export interface LedgerContractOptions {
  /** A founded, otherwise empty ledger; on a simulated clock where `at` is given. */
  readonly create: (options?: { readonly at?: string }) => Promise<Ledger>;
}

const progress = (text: string) => eventOf('ProgressReported', { text });

/** The promises of a ledger, whatever it is built on. */
export function describeLedger({ create }: LedgerContractOptions): void {
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
