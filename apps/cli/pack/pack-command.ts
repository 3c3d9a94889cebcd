import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import { uuidV5 } from '#ledger';
import type { LoadStep } from './load-steps.js';

/** Fixed for all packs and versions of this program: the same step of the same pack is the same command. */
const packNamespace = 'b0a7e0a3-6d8e-4a57-9a0f-6d1a1b7c5e21';

export type Command = Pick<LoadStep, 'step' | 'path' | 'body'> & { readonly as: string | null };

/**
 * Made of the pack, the step, and the digest of the request with the person who makes it. Version 8, as
 * those of version 5 are the ledger's own.
 */
export function commandId(pack: string, { step, as, path, body }: Command): string {
  const request = canonicalize({ as, path, body: JSON.parse(JSON.stringify(body)) }) ?? '';
  const digest = createHash('sha256').update(request).digest('hex');
  return asVersion8(uuidV5(packNamespace, `${pack}\n${step}\n${digest}`));
}

/** Made of the pack and the step alone: by it, a step is recognised whose content has changed. */
export const stepId = (pack: string, { step }: Pick<Command, 'step'>): string =>
  asVersion8(uuidV5(packNamespace, `${pack}\n${step}`));

const asVersion8 = (uuid: string): string => `${uuid.slice(0, 14)}8${uuid.slice(15)}`;
