import type { Day } from '#domain';

/** How a summary reaches a person: over SMTP, or as a message on the outbox page with its `.eml` file. */
export type Channel = 'mail' | 'outbox';

/**
 * owed: to be delivered. sending: a worker holds it, until its lease ends. sent, held-back: over.
 * ambiguous: the mail server had it in hand when the line was cut; only a person's request sends it again.
 */
export type SummaryStatus = 'owed' | 'sending' | 'sent' | 'held-back' | 'ambiguous';

/**
 * Why a person is reminded of an item. `liaison`: on behalf of the body that answers for it.
 * `prerequisite-owner`: what the item waits for is theirs. `signer`: their clearance lapsed. `partner`: on
 * behalf of a body that is a partner of it.
 */
type Because = 'owner' | 'deputy' | 'liaison' | 'prerequisite-owner' | 'signer' | 'partner';

/** What makes a reminder one of its kind: with the ledger's name, the key of an intent. */
export interface IntentKey {
  readonly item: string;
  /** 1 for the original deadline, +1 for each revision; 0 for a notice, which chases no deadline. */
  readonly dueRevision: number;
  /** A rung of the type's schedule; or of a notice: `lapsed@<position>` of a clearance that lapsed, `partner@<position>` of a partner added. */
  readonly rung: string;
  readonly person: string;
}

/** One item in one person's summary. */
export interface SummaryLine extends IntentKey {
  readonly because: Because;
  /** Earlier rungs that nobody was reminded of, folded into this one. */
  readonly folded: readonly string[];
  readonly number: string | null;
  readonly title: string;
  readonly dueText: string | null;
  readonly dueLatest: Day | null;
  /** Id and title of what the item waits for, where that is why the person is reminded. */
  readonly waitsFor: { readonly item: string; readonly title: string } | null;
}

/** A line as stored: `fresh` where its rung fell due now, else it is listed because it is still overdue. */
export interface StoredLine extends SummaryLine {
  readonly fresh: boolean;
  /** False where it was no longer owed when the message was put together: the message leaves it out. */
  readonly owed: boolean;
}

/** One message to one person. */
export interface Summary {
  /** UUID, the same for the same content. */
  readonly summary: string;
  readonly person: string;
  readonly channel: Channel;
  /** RFC 5322 Message-ID, without brackets; the same however often it is tried. */
  readonly messageId: string;
  readonly status: SummaryStatus;
  /** The ledger's day on which it fell due. */
  readonly dueOn: Day;
  /** How often a worker has taken it. */
  readonly attempt: number;
  readonly lines: readonly StoredLine[];
}
