import { createHmac, randomBytes, randomUUID } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import { KeyFileError } from '../errors.js';

const OTHERS_OR_GROUP_WRITE = 0o037;

const key = z.base64().refine((text) => Buffer.from(text, 'base64').length === 32, 'not 32 bytes');
const keyFile = z.strictObject({ version: z.literal(1), requestDigestKey: key, wrappingKey: key });

/** The two keys of the key file, 32 bytes each. */
export interface LedgerKeys {
  /** HMAC-SHA-256 key of request digests. */
  readonly requestDigestKey: Buffer;
  /** AES-256-GCM key that wraps each person's key. */
  readonly wrappingKey: Buffer;
}

/** Fresh keys from the system's random source. */
export function generateKeys(): LedgerKeys {
  return { requestDigestKey: randomBytes(32), wrappingKey: randomBytes(32) };
}

/**
 * Reads the key file, which is made (mode 0600) where there is none; processes that start together get
 * the same one. It belongs in no backup that also holds the database.
 *
 * @throws KeyFileError where it cannot be read, is no key file, or others than its owner may change or read it
 */
export function openKeyFile(path: string): LedgerKeys {
  try {
    return readKeyFile(path) ?? createKeyFile(path);
  } catch (error) {
    if (error instanceof KeyFileError) throw error;
    throw new KeyFileError(`The key file ${path} cannot be used.`, { cause: error });
  }
}

/** HMAC-SHA-256, 32 bytes. */
export function hmac(secret: Buffer, content: Buffer): Buffer {
  return createHmac('sha256', secret).update(content).digest();
}

function readKeyFile(path: string): LedgerKeys | null {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats === undefined) return null;
  if (process.platform !== 'win32' && (stats.mode & OTHERS_OR_GROUP_WRITE) !== 0) {
    throw new KeyFileError(`The key file ${path} is open to others; run chmod 600 on it.`);
  }
  const keys = keyFile.parse(JSON.parse(readFileSync(path, 'utf8')));
  return {
    requestDigestKey: Buffer.from(keys.requestDigestKey, 'base64'),
    wrappingKey: Buffer.from(keys.wrappingKey, 'base64'),
  };
}

function createKeyFile(path: string): LedgerKeys {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const keys = generateKeys();
  const draft = `${path}.${randomUUID()}`;
  const content = {
    version: 1,
    requestDigestKey: keys.requestDigestKey.toString('base64'),
    wrappingKey: keys.wrappingKey.toString('base64'),
  };
  writeFileSync(draft, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600, flag: 'wx', flush: true });
  try {
    // A link never replaces a file that another process made meanwhile, nor shows half of one.
    linkSync(draft, path);
    return keys;
  } catch (error) {
    const winner = readKeyFile(path);
    if (winner === null) throw error;
    return winner;
  } finally {
    rmSync(draft);
  }
}
