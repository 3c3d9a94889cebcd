/** What contradicts the format, by a stable code. */
export type FindingCode =
  /** A position is missing, doubled or out of order. */
  | 'ENTRY.POSITION'
  /** The leaf is not the hash of the entry's columns. */
  | 'ENTRY.LEAF'
  /** A stream's version does not follow the one before. */
  | 'ENTRY.VERSION'
  /** Recorded before the entry in front of it, or not where a simulated clock stood. */
  | 'ENTRY.RECORDED_AT'
  /** Data that are not an RFC 8785 canonical JSON object. */
  | 'ENTRY.DATA'
  /** An entry of another ledger. */
  | 'ENTRY.LEDGER'
  /** A ledger that does not begin with its opening, or is opened again. */
  | 'ENTRY.OPENING'
  /** One command's entries stand apart, or disagree about actor, digest or instant. */
  | 'ENTRY.COMMAND'
  /** A published paper's content is not what its digest is over, or no paper at all. */
  | 'PAPER.DIGEST'
  | 'PAPER.CONTENT'
  /** A published paper prints another root than that of the entries it was drawn from. */
  | 'PAPER.ROOT'
  /** The root at the expected size is another one, or there are not that many entries. */
  | 'TREE.ROOT';

export interface Finding {
  readonly code: FindingCode;
  /** Null for what concerns the whole tree. */
  readonly position: number | null;
  readonly message: string;
}

/** A root known from elsewhere: a printed paper, a bundle kept apart. */
export interface ExpectedRoot {
  /** How many entries it covers. */
  readonly size: number;
  /** Hex. */
  readonly root: string;
}

export interface VerificationReport {
  /** Nothing contradicts the format, and the expected root, where one was given, was met. */
  readonly ok: boolean;
  readonly ledger: string | null;
  /** What the opening says; null where the first entry is no opening. */
  readonly origin: string | null;
  readonly entries: number;
  readonly streams: number;
  /** Published papers, each with its digest and root recomputed. */
  readonly papers: number;
  /** Merkle root over every leaf as recomputed, hex. */
  readonly root: string;
  /** The first hundred. */
  readonly findings: readonly Finding[];
  readonly findingCount: number;
  /** In sentences: what these checks leave open. */
  readonly notProven: readonly string[];
}

/** What no check of the entries alone can show. */
export const NOT_PROVEN: readonly string[] = [
  'That what was put on record is true, or that the named persons and bodies did it.',
  'That entries were recorded at the instants they state: only that the instants never decrease.',
  'What sealed personal text says, or that a destroyed key has no copy in a backup.',
  'That request digests belong to the requests: that takes the key file.',
];

/** What is left open as well while no root from elsewhere is compared. */
export const NOT_PROVEN_WITHOUT_ROOT: readonly string[] = [
  'That no entries were cut off at the end.',
  'That the whole ledger was not written anew: compare the root with one kept elsewhere.',
];
