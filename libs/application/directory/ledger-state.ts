import { evolveLedger, type LedgerEvent, type LedgerState } from '#domain';
import type { CommandStreams } from '../way/command-streams.js';

/** Null before the ledger is opened. */
export async function ledgerState(streams: CommandStreams): Promise<LedgerState | null> {
  const events = await streams.events<LedgerEvent>('ledger');
  return events.reduce<LedgerState | null>(evolveLedger, null);
}
