import { openPool } from '#database';
import { openKeyFile, openPostgresLedger } from '#ledger';
import { type ReminderSettings, Reminders } from './reminders.js';
import { ReminderStore } from './store/reminder-store.js';

export interface ReminderProcess extends ReminderSettings {
  readonly ledger: string;
  readonly keyFile: string;
  readonly items: readonly string[];
  readonly leaseSeconds: number;
}

/** Runs the reminders of a ledger until the signal aborts, in whichever process this is called. */
export async function runReminders(parts: ReminderProcess, signal: AbortSignal): Promise<void> {
  const pool = openPool(parts.databaseUrl, { name: 'reminders', size: 6 });
  const ledger = openPostgresLedger({ pool, name: parts.ledger, keys: openKeyFile(parts.keyFile) });
  const leases = { mail: parts.leaseSeconds, outbox: parts.leaseSeconds };
  const store = new ReminderStore(pool, parts.ledger, leases);
  try {
    await store.prepare();
    const reminders = new Reminders({
      ledger,
      store,
      itemsInQuestion: async () => parts.items,
      settings: parts,
      onTrouble: () => undefined,
    });
    await reminders.run(signal);
  } finally {
    await pool.end();
  }
}
