import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import canonicalize from 'canonicalize';
import { z } from 'zod';
import { LedgerDamaged } from '../errors.js';
import type { Json } from '../ledger.js';

const CIPHER = 'aes-256-gcm';
const NONCE = 12;
const TAG = 16;

/** What is read in the place of a text whose key was destroyed. */
export const ERASED = 'erased';

/** A sealed field as stored: `docs/ledger-format.md`, "Sealing". */
export const sealedValue = z.strictObject({
  sealed: z.strictObject({ version: z.literal(1), key: z.guid(), box: z.base64url() }),
});
export type SealedValue = z.infer<typeof sealedValue>;

/** A person's own key, 32 bytes, with the id that sealed fields name it by. */
export interface PersonKey {
  readonly id: string;
  readonly key: Buffer;
}

/** Where a sealed field stands; it opens nowhere else. */
export interface SealedPlace {
  readonly ledger: string;
  readonly stream: string;
  readonly type: string;
  readonly field: string;
}

/** Encrypts one field under the person's key; every call gives other bytes. */
export function sealField(value: Json, { id, key }: PersonKey, place: SealedPlace): SealedValue {
  const box = encrypt(key, Buffer.from(JSON.stringify(value), 'utf8'), boundTo(place));
  return { sealed: { version: 1, key: id, box: box.toString('base64url') } };
}

/** @throws LedgerDamaged where the text was altered, or stands where it was not sealed */
export function openField({ sealed }: SealedValue, key: Buffer, place: SealedPlace): Json {
  const plain = decrypt(key, Buffer.from(sealed.box, 'base64url'), boundTo(place));
  if (plain === null)
    throw new LedgerDamaged(`Sealed text of ${place.stream} does not open: ${place.field}.`);
  return z.json().parse(JSON.parse(plain.toString('utf8')));
}

/** AES-256-GCM: nonce (12 bytes), ciphertext, tag (16 bytes). */
export function encrypt(key: Buffer, plain: Buffer, bound: Buffer): Buffer {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv(CIPHER, key, nonce, { authTagLength: TAG }).setAAD(bound);
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/** The plain bytes, or null where key, bytes and what they are bound to do not belong together. */
export function decrypt(key: Buffer, box: Buffer, bound: Buffer): Buffer | null {
  if (box.length < NONCE + TAG) return null;
  const decipher = createDecipheriv(CIPHER, key, box.subarray(0, NONCE), { authTagLength: TAG });
  decipher.setAAD(bound).setAuthTag(box.subarray(-TAG));
  try {
    return Buffer.concat([decipher.update(box.subarray(NONCE, -TAG)), decipher.final()]);
  } catch {
    return null;
  }
}

function boundTo({ ledger, stream, type, field }: SealedPlace): Buffer {
  return Buffer.from(canonicalize([ledger, stream, type, field]) ?? '', 'utf8');
}
