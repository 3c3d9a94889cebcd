import type { Instant } from '#domain';
import type { Ledger } from '#ledger';

/** Makes a founded, otherwise empty ledger; on a simulated clock where `at` is given. */
export type LedgerFactory = (options?: { readonly at?: Instant }) => Promise<Ledger>;
