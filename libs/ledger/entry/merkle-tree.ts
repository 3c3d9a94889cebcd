import { createHash } from 'node:crypto';

const INNER = Buffer.of(1);

interface Subtree {
  readonly leaves: number;
  readonly hash: Buffer;
}

/**
 * Merkle Tree Hash of RFC 9162 §2.1.1 over leaf hashes, added one by one. It keeps only the roots of
 * the complete subtrees, at most one for each power of two.
 */
export class MerkleTree {
  readonly #subtrees: Subtree[] = [];
  #size = 0;

  get size(): number {
    return this.#size;
  }

  add(leaf: Buffer): void {
    let added: Subtree = { leaves: 1, hash: leaf };
    for (let left = this.#subtrees.at(-1); left?.leaves === added.leaves; left = this.#subtrees.at(-1)) {
      this.#subtrees.pop();
      added = { leaves: left.leaves * 2, hash: innerHash(left.hash, added.hash) };
    }
    this.#subtrees.push(added);
    this.#size += 1;
  }

  /** The root over all leaves so far; of an empty tree SHA-256 of nothing. */
  root(): Buffer {
    const [last, ...others] = this.#subtrees.toReversed();
    if (last === undefined) return createHash('sha256').digest();
    return others.reduce((right, left) => innerHash(left.hash, right), last.hash);
  }
}

/** The root over leaf hashes, at once. */
export function merkleRoot(leaves: Iterable<Buffer>): Buffer {
  const tree = new MerkleTree();
  for (const leaf of leaves) tree.add(leaf);
  return tree.root();
}

function innerHash(left: Buffer, right: Buffer): Buffer {
  return createHash('sha256').update(INNER).update(left).update(right).digest();
}
