import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { InvalidArgumentError } from 'commander';

export interface EvidenceArgument {
  readonly kind: 'link' | 'paragraph' | 'file';
  readonly reference: string;
  readonly digest?: string;
}

/** Evidence by its look: `https://…` a link, `file:PATH` a file with its digest, anything else a paragraph. */
export function parseEvidence(text: string): EvidenceArgument {
  if (/^https?:\/\//.test(text)) return { kind: 'link', reference: text };
  if (!text.startsWith('file:')) return { kind: 'paragraph', reference: text };
  const file = text.slice('file:'.length);
  try {
    const digest = createHash('sha256').update(readFileSync(file)).digest('hex');
    return { kind: 'file', reference: path.basename(file), digest };
  } catch {
    throw new InvalidArgumentError(`The file ${file} cannot be read.`);
  }
}
