import type { Day, DueForm, EffectiveOn } from '../due/due-form.js';
import type { Evidence, Illustrative, Prerequisite, StartOutlook, StateMark } from '../events/index.js';

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
  readonly body: string | null;
  readonly lines: readonly string[];
  readonly succeeds: string | null;
  readonly successor: string | null;
  readonly due: {
    readonly original: DueForm;
    readonly revised: DueForm | null;
    readonly revision: number;
  } | null;
  /** What stands for a due date and names none; the endorsed words, also once there is a date. */
  readonly undated: string | null;
  readonly extensionRequest: { readonly due: DueForm; readonly by: string; readonly reason: string } | null;
  readonly start: { readonly form: DueForm; readonly outlook: StartOutlook } | null;
  readonly prerequisites: readonly PrerequisiteState[];
  readonly parts: readonly PartState[];
  readonly partners: readonly string[];
  readonly bases: readonly string[];
  readonly chapters: readonly string[];
  readonly companions: readonly string[];
  readonly evidence: readonly (Evidence & { readonly beforeStart: boolean })[];
  readonly contentDigest: string | null;
  readonly finalizedBy: string | null;
  readonly endorsedBy: string | null;
  /** Clearances and objections on the present text, the last word of each line. */
  readonly signOffs: readonly SignOffState[];
  readonly progress: { readonly text: string; readonly effectiveOn: EffectiveOn } | null;
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
export interface PrerequisiteState extends Prerequisite {
  readonly met: boolean;
}
export interface SignOffState {
  readonly line: string;
  readonly person: string;
  readonly verdict: 'clear' | 'object';
  readonly contentDigest: string;
  /** The day from which it counts. */
  readonly on: Day;
  readonly comment: string | null;
}
export interface Flag {
  readonly code: 'PREREQUISITE_WITHDRAWN' | 'EVIDENCE_BEFORE_START';
  readonly item: string | null;
  readonly sentence: string;
}
