import { evolveLedger, foldLedger, type LedgerEvent, type LedgerState } from '#domain';
import type { CommandStreams } from '../way/command-streams.js';
import { folding } from '../way/folding.js';

const foldedLedger = folding<LedgerEvent, LedgerState>(evolveLedger, foldLedger);

/** Null before the ledger is opened. */
export async function ledgerState(streams: CommandStreams): Promise<LedgerState | null> {
  return foldedLedger(await streams.read('ledger'));
}
