import { randomUUID } from 'node:crypto';
import { type Ledger, LedgerUnavailable } from '#ledger';
import { progress, requestOf } from '#testing';
import type { Scenario } from '../harness/play.js';
import type { Random } from '../harness/random.js';

/**
 * Writers on an item each. Some look at a version that is wrong, and are refused. What may well be on record
 * is sent again as the same command, until its outcome is known.
 */
export function ledgerWriters(ledgers: readonly [Ledger, ...Ledger[]], random: Random): Scenario['write'] {
  const versions = new Map<number, number>();
  return async (writer, text) => {
    const ledger = ledgers[writer % ledgers.length] ?? ledgers[0];
    const version = versions.get(writer) ?? 0;
    const expectedVersion = version + (random.chance(0.1) ? 1 : 0);
    const request = requestOf(ledger, [
      { stream: `item:${writer}`, expectedVersion, events: [progress(text)] },
    ]);
    for (;;) {
      try {
        const { verdict } = await ledger.append(request);
        if (verdict !== 'appended' && verdict !== 'repeated') return 'refused';
        versions.set(writer, version + 1);
        return 'acknowledged';
      } catch (error) {
        if (!(error instanceof LedgerUnavailable)) throw error;
      }
    }
  };
}

/** The planted bugs of writers: each says something of its command that it does not know. */
export const careless = {
  /** Says that it is on record before it has been answered. */
  acknowledgesBefore: (ledger: Ledger): Scenario['write'] => {
    const versions = new Map<number, number>();
    return async (writer, text, book) => {
      book.acknowledged.set(text, performance.now());
      const version = versions.get(writer) ?? 0;
      // Some are turned down, as everywhere.
      const wrong = book.acknowledged.size % 10 === 0 ? 1 : 0;
      await once(ledger, writer, version + wrong, text);
      versions.set(writer, await versionOf(ledger, writer, version));
      return 'acknowledged';
    };
  },
  /** Takes a broken connection for a refusal. */
  takesSilenceForRefusal: (ledger: Ledger): Scenario['write'] => {
    const versions = new Map<number, number>();
    return async (writer, text) => {
      const version = versions.get(writer) ?? 0;
      const done = await once(ledger, writer, version, text);
      versions.set(writer, await versionOf(ledger, writer, version));
      return done ? 'acknowledged' : 'refused';
    };
  },
  /** Sends what may be on record as a new command, on the version that it finds. */
  sendsAgainAsNew: (ledger: Ledger): Scenario['write'] => {
    const versions = new Map<number, number>();
    return async (writer, text) => {
      for (;;) {
        const version = versions.get(writer) ?? 0;
        const done = await once(ledger, writer, version, text);
        versions.set(writer, await versionOf(ledger, writer, version));
        if (done) return 'acknowledged';
      }
    };
  },
};

/** @returns whether it was answered that it is on record */
async function once(ledger: Ledger, writer: number, expectedVersion: number, text: string): Promise<boolean> {
  const stream = `item:${writer}`;
  try {
    const { verdict } = await ledger.append(
      requestOf(ledger, [{ stream, expectedVersion, events: [progress(text)] }], { commandId: randomUUID() }),
    );
    return verdict === 'appended';
  } catch (error) {
    if (error instanceof LedgerUnavailable) return false;
    throw error;
  }
}

/** As far as it can be told. */
async function versionOf(ledger: Ledger, writer: number, before: number): Promise<number> {
  return await ledger.readStream(`item:${writer}`).then(
    (events) => events.length,
    () => before,
  );
}
