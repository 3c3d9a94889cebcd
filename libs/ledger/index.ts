export { canonicalText, unstorableAt } from './entry/canonical-json.js';
export { encodeEntry, leafOf } from './entry/leaf.js';
export * from './entry/ledger-entry.js';
export * from './entry/merkle-tree.js';
export * from './errors.js';
export { generateKeys, type LedgerKeys, openKeyFile } from './keys/key-file.js';
export { ERASED } from './keys/sealing.js';
export * from './ledger.js';
export { appendedChannel } from './postgres/append-news.js';
export type { AppendBatch, QueueBounds } from './postgres/append-queue.js';
export { openPostgresLedger, type PostgresLedgerOptions } from './postgres/postgres-ledger.js';
export { eventSchemas, personalFields } from './schemas/event-schemas.js';
export * from './uuid-v5.js';
export { entriesOf } from './verify/entries-of.js';
export type {
  ExpectedRoot,
  Finding,
  FindingCode,
  VerificationReport,
} from './verify/verification-report.js';
export { verifyEntries } from './verify/verify-entries.js';
