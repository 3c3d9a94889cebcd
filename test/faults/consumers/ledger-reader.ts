import type { Ledger } from '#ledger';
import { asking, Consumer } from '../harness/consumer.js';
import { storedLine } from '../harness/entry.js';

const PAGE = 200;

/** Reads the ledger's entries forward, as whoever verifies or copies it does: every byte, leaves included. */
export const ledgerReader = (ledger: Ledger, withinMs: number): Consumer =>
  new Consumer(
    { name: 'a reader of the ledger', as: ({ stored }) => stored, withinMs },
    asking(async (after) => {
      const entries = await ledger.readEntries(after?.position ?? 0, PAGE);
      return entries.map((entry) => ({
        position: entry.position,
        text: storedLine(entry, entry.data, entry.leaf),
      }));
    }),
  );
