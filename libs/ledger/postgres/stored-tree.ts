import { MerkleTree } from '../entry/merkle-tree.js';
import { LedgerDamaged } from '../errors.js';

const PAGE = 10_000;

/**
 * The Merkle tree over the leaves as stored. What has been read is not read again: the ledger only grows,
 * and the tree keeps no more of it than the roots of its complete subtrees.
 */
export class StoredTree {
  #tree = new MerkleTree();
  #turn: Promise<unknown> = Promise.resolve();

  /** @param leavesAfter at most so many leaves after a position, in order */
  constructor(
    private readonly leavesAfter: (position: number, limit: number) => Promise<readonly Buffer[]>,
  ) {}

  /** @throws LedgerDamaged where the ledger has fewer entries */
  rootAt(size: number): Promise<Buffer> {
    const root = this.#turn.then(() => this.#grownTo(size));
    this.#turn = root.catch(() => undefined);
    return root;
  }

  async #grownTo(size: number): Promise<Buffer> {
    const tree = size < this.#tree.size ? new MerkleTree() : this.#tree;
    while (tree.size < size) {
      const leaves = await this.leavesAfter(tree.size, Math.min(PAGE, size - tree.size));
      if (leaves.length === 0) throw new LedgerDamaged(`There are ${tree.size} entries, not ${size}.`);
      for (const leaf of leaves) tree.add(leaf);
    }
    return tree.root();
  }
}
