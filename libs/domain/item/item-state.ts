import type { Day, DueForm, EffectiveOn } from '../due/due-form.js';
import type {
  Evidence,
  Illustrative,
  LineageRelation,
  Prerequisite,
  StartOutlook,
  StateMark,
} from '../events/index.js';

/** What `evolve` makes of an item's events: everything that a guard or a status text needs. */
export interface ItemState {
  readonly item: string;
  readonly itemType: string;
  readonly typeDigest: string;
  readonly title: string;
  readonly number: string | null;
  readonly plan: string | null;
  readonly component: string | null;
  readonly ordinal: number | null;
  readonly state: string;
  /** What its type says of the present state. */
  readonly marks: readonly StateMark[];
  /** The way to the present state, which stands last. A state entered again cuts the way back to it. */
  readonly path: readonly string[];
  /** Where it was when it entered the present state: the one before it on the path. */
  readonly cameFrom: string | null;
  /** The day from which the opening counts; nothing about it was true earlier. */
  readonly openedOn: Day;
  /** Effective on of the event that brought it into the present state. */
  readonly since: EffectiveOn;
  /** Latest day of the opening or the last transition between different states; a later one may not precede it. */
  readonly lastTransitionOn: Day | null;
  /** Effective on of first reaching a state in which the work has begun. */
  readonly begunOn: EffectiveOn | null;
  readonly owner: string | null;
  readonly deputy: string | null;
  /** Whoever was focal point or officer-in-charge before, or stood in for one: nobody approves what they answered for. */
  readonly formerParties: readonly string[];
  readonly body: string | null;
  readonly lines: readonly string[];
  readonly succeeds: string | null;
  readonly successor: string | null;
  readonly due: {
    readonly original: DueForm;
    readonly revised: DueForm | null;
    readonly revision: number;
  } | null;
  readonly fields: { readonly [field: string]: string };
  /** What stands for a due date and names none; the endorsed words, also once there is a date. */
  readonly undated: string | null;
  /** Asked for, and neither approved nor declined yet. */
  readonly extensionRequest: ExtensionRequest | null;
  readonly start: { readonly form: DueForm; readonly outlook: StartOutlook } | null;
  readonly prerequisites: readonly PrerequisiteState[];
  readonly parts: readonly PartState[];
  readonly partners: readonly PartnerState[];
  readonly bases: readonly string[];
  readonly chapters: readonly string[];
  /** The chapters' texts, each at its title's place; null where only the title is on record. */
  readonly chapterTexts: readonly (string | null)[];
  readonly companions: readonly string[];
  /** What it comes from, rests on, or goes with: items of the ledger, and references outside it. */
  readonly lineage: readonly LineageLink[];
  readonly outcomes: readonly OutcomeState[];
  readonly evidence: readonly (Evidence & { readonly beforeStart: boolean })[];
  readonly contentDigest: string | null;
  readonly finalizedBy: string | null;
  /** Whoever has put a text of it forward for clearance, or had it done for them. */
  readonly proposers: readonly string[];
  /** Every text that was fixed, oldest first. */
  readonly texts: readonly FixedText[];
  readonly endorsedBy: string | null;
  /** Clearances and objections on the present text, the last word of each line. */
  readonly signOffs: readonly SignOffState[];
  /** Each person's last clearance, lapsed ones included: what changed since is what they have to read. */
  readonly clearances: readonly Clearance[];
  readonly progress: ProgressState | null;
  /** What someone should look at: a prerequisite withdrawn after the start. */
  readonly flags: readonly Flag[];
  readonly illustrative: readonly Illustrative[];
  /** Effective on of reaching a state that counts as done; null while it does not. */
  readonly doneOn: EffectiveOn | null;
  readonly version: number;
}

export interface PartState {
  readonly id: string;
  readonly title: string;
  readonly done: boolean;
  /** The day from which its completion counts; null while it is open. */
  readonly doneOn: Day | null;
}
export interface PartnerState {
  readonly partner: string;
  /** The body of the directory that it is; null for a partner by name only. */
  readonly body: string | null;
}
export interface LineageLink {
  /** `rests-on`: a basis; `goes-with`: a companion piece. */
  readonly relation: LineageRelation | 'rests-on' | 'goes-with';
  /** Either of these is there. */
  readonly item: string | null;
  readonly reference: string | null;
}
export interface OutcomeState {
  readonly outcome: string;
  readonly text: string;
  /** The item that it was copied from; null for one of its own. */
  readonly copiedFrom: string | null;
  /** Why it stands beside those copied, where a reason was given. */
  readonly exception: string | null;
}
export interface ProgressState {
  readonly text: string;
  readonly effectiveOn: EffectiveOn;
  /** Since when it has been reported as unchanged; null where it is news. */
  readonly unchangedSince: EffectiveOn | null;
}
export interface PrerequisiteState extends Prerequisite {
  readonly met: boolean;
}
export interface SignOffState {
  readonly line: string;
  readonly person: string;
  /** For whom, by delegation; null: for themselves. */
  readonly onBehalfOf: string | null;
  readonly verdict: 'clear' | 'object';
  readonly contentDigest: string;
  /** The day from which it counts. */
  readonly on: Day;
  readonly comment: string | null;
}
export interface ExtensionRequest {
  readonly due: DueForm;
  readonly by: string;
  readonly onBehalfOf: string | null;
  readonly reason: string;
  /** Everybody who has asked since one was last answered, or had it asked for them: none of them answers it. */
  readonly askers: readonly string[];
}
/** A text as it was fixed for clearance. */
export interface FixedText {
  readonly digest: string;
  readonly title: string;
  readonly chapters: readonly { readonly title: string; readonly text: string | null }[];
  /** Null where only its digest is on record. */
  readonly text: string | null;
  /** The day from which it counts. */
  readonly on: Day;
}
export interface Clearance {
  readonly person: string;
  readonly line: string;
  readonly contentDigest: string;
  readonly on: Day;
}
export interface Flag {
  readonly code: 'PREREQUISITE_WITHDRAWN' | 'BEGUN_TOO_EARLY' | 'EVIDENCE_BEFORE_START';
  readonly item: string | null;
  readonly sentence: string;
}
