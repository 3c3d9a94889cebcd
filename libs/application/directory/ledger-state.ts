import { foldLedger, type LedgerState } from '#domain';
import type { CommandStreams } from '../way/command-streams.js';

/** Null before the ledger is opened. */
export async function ledgerState(streams: CommandStreams): Promise<LedgerState | null> {
  return foldLedger(await streams.read('ledger'));
}
