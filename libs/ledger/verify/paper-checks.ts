import { createHash } from 'node:crypto';
import { canonicalBytes } from '../entry/canonical-json.js';
import type { LedgerEntry } from '../entry/ledger-entry.js';
import { MerkleTree } from '../entry/merkle-tree.js';
import type { Json } from '../ledger.js';
import { isEventData } from '../schemas/event-schemas.js';
import type { Finding } from './verification-report.js';

const LEAF = 32;
const PAGE = 4096;

interface ClaimedRoot {
  readonly position: number;
  readonly number: string;
  readonly size: number;
  readonly root: string;
}

/**
 * Checks published papers: that each content has the digest it was published with, and that the root it
 * prints is that of the entries it was drawn from. Those lie before the paper, so leaves are kept, 32 bytes each.
 */
export class PaperChecks {
  readonly #pages: Buffer[] = [];
  readonly #claims: ClaimedRoot[] = [];
  #leaves = 0;
  #papers = 0;

  get papers(): number {
    return this.#papers;
  }

  next(entry: LedgerEntry, leaf: Buffer): readonly Finding[] {
    this.#keep(leaf);
    return entry.type === 'PaperPublished' ? this.#checkPaper(entry) : [];
  }

  /** Every root that a paper prints, against the leaves that were read. */
  rootFindings(): readonly Finding[] {
    const tree = new MerkleTree();
    const findings: Finding[] = [];
    for (const { position, number, size, root } of this.#claims.toSorted((a, b) => a.size - b.size)) {
      while (tree.size < size) tree.add(this.#leafAt(tree.size));
      const actual = tree.root().toString('hex');
      if (actual === root) continue;
      const message = `${number} prints the root ${root} over ${size} entries; it is ${actual}.`;
      findings.push({ code: 'PAPER.ROOT', position, message });
    }
    return findings;
  }

  #checkPaper({ position, data }: LedgerEntry): readonly Finding[] {
    this.#papers += 1;
    const paper = paperIn(data);
    if (paper === null)
      return [{ code: 'PAPER.CONTENT', position, message: 'It is no paper that this program knows.' }];
    const { number, size, root, digest, actual } = paper;
    const findings: Finding[] = [];
    if (digest !== actual)
      findings.push({
        code: 'PAPER.DIGEST',
        position,
        message: `${number} has the digest ${actual}, not ${digest}.`,
      });
    if (size < position) this.#claims.push({ position, number, size, root });
    else
      findings.push({
        code: 'PAPER.ROOT',
        position,
        message: `${number} claims to be drawn from ${size} entries, some of which came after it.`,
      });
    return findings;
  }

  #keep(leaf: Buffer): void {
    const at = this.#leaves % PAGE;
    if (at === 0) this.#pages.push(Buffer.alloc(PAGE * LEAF));
    leaf.copy(this.#pages.at(-1) ?? Buffer.alloc(0), at * LEAF);
    this.#leaves += 1;
  }

  #leafAt(index: number): Buffer {
    const at = (index % PAGE) * LEAF;
    return this.#pages[Math.floor(index / PAGE)]?.subarray(at, at + LEAF) ?? Buffer.alloc(0);
  }
}

function paperIn(data: Buffer) {
  const value = parsed(data);
  if (!isEventData(value)) return null;
  const { digest, content } = value;
  if (content === undefined || !isEventData(content) || typeof digest !== 'string') return null;
  const { number, treeSize: size, rootHash: root } = content;
  if (typeof number !== 'string' || typeof size !== 'number' || typeof root !== 'string') return null;
  const actual = createHash('sha256').update(canonicalBytes(content, 'content')).digest('hex');
  return { number, size, root, digest, actual };
}

function parsed(data: Buffer): Json {
  try {
    return JSON.parse(data.toString('utf8')) as Json;
  } catch {
    return null;
  }
}
