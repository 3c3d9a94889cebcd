import type { LedgerEntry } from '../entry/ledger-entry.js';
import type { Ledger } from '../ledger.js';

const PAGE = 500;

/** Every entry of a ledger as stored, in order, read in pages. */
export async function* entriesOf(ledger: Pick<Ledger, 'readEntries'>): AsyncGenerator<LedgerEntry> {
  let position = 0;
  for (;;) {
    const page = await ledger.readEntries(position, PAGE);
    yield* page;
    const last = page.at(-1);
    if (last === undefined) return;
    position = last.position;
  }
}
