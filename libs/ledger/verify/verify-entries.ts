import type { LedgerEntry } from '../entry/ledger-entry.js';
import { MerkleTree } from '../entry/merkle-tree.js';
import { EntryChecks } from './entry-checks.js';
import { PaperChecks } from './paper-checks.js';
import {
  type ExpectedRoot,
  type Finding,
  NOT_PROVEN,
  NOT_PROVEN_WITHOUT_ROOT,
  type VerificationReport,
} from './verification-report.js';

const FINDINGS_KEPT = 100;

/**
 * Verifies a whole ledger from its entries, from position 1 on, without a database or a key: leaves,
 * positions, versions, instants, published papers and the Merkle root (`docs/ledger-format.md`, "Verification").
 *
 * @param expected roots known from elsewhere, each of which must be met at its size
 */
export async function verifyEntries(
  entries: AsyncIterable<LedgerEntry> | Iterable<LedgerEntry>,
  expected: readonly ExpectedRoot[] = [],
): Promise<VerificationReport> {
  const checks = new EntryChecks();
  const papers = new PaperChecks();
  const tree = new MerkleTree();
  const findings: Finding[] = [];
  let findingCount = 0;
  const report = (found: readonly Finding[]) => {
    findingCount += found.length;
    findings.push(...found.slice(0, FINDINGS_KEPT - findings.length));
  };
  const compareRoots = () =>
    report(expected.filter(({ size }) => size === tree.size).flatMap(differenceFrom(tree)));

  compareRoots();
  for await (const entry of entries) {
    const { leaf, findings: found } = checks.next(entry);
    tree.add(leaf);
    report(found);
    report(papers.next(entry, leaf));
    compareRoots();
  }
  report(papers.rootFindings());
  report(expected.filter(({ size }) => size > tree.size).map(cutOff(tree)));
  return {
    ok: findingCount === 0,
    ledger: checks.ledger,
    origin: checks.origin,
    entries: tree.size,
    streams: checks.streams,
    papers: papers.papers,
    root: tree.root().toString('hex'),
    findings,
    findingCount,
    notProven: expected.length === 0 ? [...NOT_PROVEN, ...NOT_PROVEN_WITHOUT_ROOT] : NOT_PROVEN,
  };
}

const differenceFrom =
  (tree: MerkleTree) =>
  ({ size, root }: ExpectedRoot): Finding[] => {
    const actual = tree.root().toString('hex');
    if (actual === root) return [];
    const message = `The root over ${size} entries is ${actual}, not ${root}.`;
    return [{ code: 'TREE.ROOT', position: null, message }];
  };

const cutOff =
  (tree: MerkleTree) =>
  ({ size }: ExpectedRoot): Finding => ({
    code: 'TREE.ROOT',
    position: null,
    message: `There are ${tree.size} entries, not ${size}.`,
  });
