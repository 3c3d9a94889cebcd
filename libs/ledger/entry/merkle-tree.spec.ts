import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { merkleRoot } from './merkle-tree.js';
import { readVectors } from './vectors.js';

const { tree } = readVectors(readFileSync('docs/ledger-format.vectors.json', 'utf8'));

const sha256 = (...parts: Buffer[]) => createHash('sha256').update(Buffer.concat(parts)).digest();

/** RFC 9162 §2.1.1, to the letter. */
function treeHash(leaves: readonly Buffer[]): Buffer {
  const [first] = leaves;
  if (first === undefined) return sha256();
  if (leaves.length === 1) return first;
  let split = 1;
  while (split * 2 < leaves.length) split *= 2;
  return sha256(Buffer.of(1), treeHash(leaves.slice(0, split)), treeHash(leaves.slice(split)));
}

describe('merkleRoot', () => {
  it.each(tree.roots.map((root, size) => [size, root] as const))('vector: %i leaves', (size, root) => {
    const leaves = tree.leaves.slice(0, size).map((leaf) => Buffer.from(leaf, 'hex'));
    expect(merkleRoot(leaves).toString('hex')).toBe(root);
  });

  it('is the tree hash of RFC 9162 for any leaves', () => {
    const leaf = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes));
    fc.assert(
      fc.property(fc.array(leaf, { maxLength: 70 }), (leaves) => {
        expect(merkleRoot(leaves)).toEqual(treeHash(leaves));
      }),
    );
  });
});
