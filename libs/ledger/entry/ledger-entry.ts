import { z } from 'zod';
import type { EffectiveOn, Instant } from '#domain';

/** A row of the ledger as stored: sealed fields stay sealed, data are the canonical bytes. */
export interface LedgerEntry {
  readonly ledger: string;
  readonly position: number;
  readonly stream: string;
  readonly version: number;
  readonly type: string;
  readonly schemaVersion: number;
  readonly recordedAt: Instant;
  readonly effectiveOn: EffectiveOn;
  readonly decidedBy: string | null;
  readonly actor: string;
  readonly commandId: string;
  readonly requestDigest: Buffer;
  readonly correlationId: string;
  readonly causationId: string | null;
  readonly data: Buffer;
  readonly leaf: Buffer;
}

const day = z.iso.date().nullable();
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** An entry in a bundle or an answer: digests in hex, data in base64. */
export const entryJson = z.object({
  ledger: z.string(),
  position: z.int().positive(),
  stream: z.string(),
  version: z.int32().positive(),
  type: z.string(),
  schemaVersion: z.int32().positive(),
  recordedAt: z.iso.datetime({ precision: 6 }),
  effectiveOn: z.object({ text: z.string(), earliest: day, latest: day }),
  decidedBy: z.string().nullable(),
  actor: z.string(),
  commandId: z.guid(),
  requestDigest: sha256,
  correlationId: z.guid(),
  causationId: z.string().nullable(),
  data: z.base64(),
  leaf: sha256,
});
export type EntryJson = z.infer<typeof entryJson>;

export const entryToJson = (entry: LedgerEntry): EntryJson => ({
  ...entry,
  requestDigest: entry.requestDigest.toString('hex'),
  data: entry.data.toString('base64'),
  leaf: entry.leaf.toString('hex'),
});

/** @throws ZodError where the value is not an entry */
export function entryFromJson(value: unknown): LedgerEntry {
  const entry = entryJson.parse(value);
  return {
    ...entry,
    requestDigest: Buffer.from(entry.requestDigest, 'hex'),
    data: Buffer.from(entry.data, 'base64'),
    leaf: Buffer.from(entry.leaf, 'hex'),
  };
}
