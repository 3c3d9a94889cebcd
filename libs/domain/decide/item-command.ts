import type { Day, EffectiveOn, Period } from '../due/due-form.js';
import type {
  Cause,
  DecisionReference,
  DelegatedRole,
  Evidence,
  Illustrative,
  RoleName,
  TouchedPaper,
} from '../events/index.js';
import type { OutcomeState } from '../item/item-state.js';
import type { TypeDefinition } from '../type/type-definition.js';

/** A person or a reaction asks for one transition of an item's lifecycle. */
export interface ItemCommand {
  readonly transition: string;
  readonly effectiveOn: EffectiveOn;
  readonly decidedBy?: string;
  readonly decision?: DecisionReference;
  readonly reason?: string;
  readonly ground?: string;
  readonly evidence?: readonly Evidence[];
  /** What the act takes, by name (`actFields`); the transition refuses any other. */
  readonly fields: { readonly [name: string]: string };
  readonly illustrative?: readonly Illustrative[];
  /** Reactions only. */
  readonly cause?: Cause;
}

/** What the rules may look at besides the item itself. Nothing else: the same context gives the same events. */
export interface ItemContext {
  /** The ledger's today. */
  readonly today: Day;
  /** Null only where nobody in particular asks what can be done. */
  readonly actor: Actor | null;
  readonly definition: TypeDefinition;
  readonly typeDigest: string;
  /** Items that the item or the command names, as they stand at the command's effective day. */
  readonly linked: ReadonlyMap<string, LinkedItem>;
  /** Who endorsed the item's plan. */
  readonly planBody: string | null;
  /** Published about the item's plan; absent: none. */
  readonly papers?: readonly TouchedPaper[];
  /** Bodies by id, for sentences: "UNSDG principals". An id that is not here is not a body. */
  readonly bodies: ReadonlyMap<string, string>;
  /** SHA-256 of the text's UTF-8 bytes, hex: a finalized text without a file is fixed by its content. */
  readonly sha256: (text: string) => string;
  /** Stretches of days that due texts may name; none where absent. */
  readonly periods?: readonly Period[];
}

export interface Actor {
  /** A person's id, or `system:<rule>`. */
  readonly id: string;
  /** Roles held on the ledger's today. */
  readonly roles: readonly { readonly role: RoleName; readonly scope: string | null }[];
  /** What they may do for others today: of what is delegated to them, what whoever delegated it holds themselves. */
  readonly delegations?: readonly Delegation[];
}

/** One person may do for another what that one holds. */
export interface Delegation {
  /** Who delegated it. */
  readonly by: string;
  readonly role: DelegatedRole;
  /** The line or body, as of a role; for `owner` one item; null: all of them. */
  readonly scope: string | null;
}

export interface LinkedItem {
  readonly item: string;
  readonly title: string;
  readonly state: string;
  readonly stateTitle: string;
  /** The state that it was in on another day, for reactions; absent: that one on any day. */
  readonly stateOn?: (day: Day) => string;
  /** The titles of its type's states, for sentences. */
  readonly stateTitles?: { readonly [state: string]: string };
  /** Items it waits for itself, all the way down, for the guard against circles. */
  readonly waitsFor: readonly string[];
  readonly itemType: string;
  /** Items that it derives from or succeeds, all the way back: it came after each of them. */
  readonly comesAfter: readonly string[];
  /** Items that it cites, and those that they cite, all the way. */
  readonly cites: readonly string[];
  readonly outcomes: readonly Pick<OutcomeState, 'outcome' | 'text'>[];
}
