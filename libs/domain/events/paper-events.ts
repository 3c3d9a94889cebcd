import type { Day } from '../due/due-form.js';
import type { EventOf } from './event.js';

/** One row of a paper, as printed. */
export interface PaperRow {
  readonly number: string;
  readonly text: string;
  /** As endorsed, to the letter; empty where nothing is due. */
  readonly dueText: string;
  /** The revised due date, which stands on a second line; absent where there is none. */
  readonly revisedDueText?: string;
  /** Null prints nothing. */
  readonly status: string | null;
}

export interface PaperComponent {
  readonly title: string;
  readonly rows: readonly PaperRow[];
}

/**
 * A paper as it was published: what it prints, and the place in the ledger that it was drawn from. Its
 * RFC 8785 bytes are what the digest is over, and what is served ever after.
 */
export interface PaperContent {
  /** The shape of this content. A later shape is another number. */
  readonly format: 'actum-paper/1';
  readonly number: string;
  readonly title: string;
  readonly plan: string;
  /** The body that it is published to: the plan's. */
  readonly body: string;
  readonly bodyName: string;
  /** Absent: not stated. */
  readonly session?: string;
  readonly asOf: Day;
  /** The ledger's own name in the world. */
  readonly origin: string;
  readonly simulated: boolean;
  /** Everything up to this position is in it; the tree of as many entries has this root, hex. */
  readonly position: number;
  readonly treeSize: number;
  readonly rootHash: string;
  /** What a reader has to know: a simulated clock, and in words what had to be invented. */
  readonly notices: readonly string[];
  readonly components: readonly PaperComponent[];
}

export type PaperPublished = EventOf<
  'PaperPublished',
  {
    /** SHA-256 of the content's RFC 8785 bytes, hex. */
    readonly digest: string;
    readonly content: PaperContent;
  }
>;
export type CorrigendumPublished = EventOf<
  'CorrigendumPublished',
  {
    /** "GB.340/INS/6(Corr.1)" */
    readonly number?: string;
    readonly text: string;
    /** The number of the row that it corrects. */
    readonly row?: string;
  }
>;
/** On the stream `paper:<slug of its number>`. */
export type PaperEvent = PaperPublished | CorrigendumPublished;

/** On the plan's stream: a paper about it was published, as of a day, from what was on record up to a position. */
export type PlanReported = EventOf<
  'PlanReported',
  { readonly paper: string; readonly number: string; readonly asOf: Day; readonly position: number }
>;
