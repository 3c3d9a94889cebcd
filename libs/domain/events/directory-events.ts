import type { Day, Instant, Period } from '../due/due-form.js';
import type { TypeDefinition } from '../type/type-definition.js';
import type { EventOf } from './event.js';
import type { PlanReported } from './paper-events.js';

export type LedgerOpened = EventOf<
  'LedgerOpened',
  {
    /** Globally unique name: part of every leaf's meaning and of every checkpoint. */
    readonly origin: string;
    readonly clock: 'real' | 'simulated';
    /** Where a simulated clock begins. */
    readonly at?: Instant;
    readonly administrators: readonly string[];
    /** False: none goes out before `RemindersBegun` (a pack is loading its history). */
    readonly reminders: boolean;
  }
>;
/** Simulated ledgers only. From this event on, recorded at is `to`. */
export type ClockAdvanced = EventOf<'ClockAdvanced', { readonly to: Instant }>;
export type RemindersBegun = EventOf<'RemindersBegun', Record<never, never>>;
export type KeyDestroyed = EventOf<'KeyDestroyed', { readonly person: string }>;
/** From now on due texts may name this stretch of days: "Term 1 2025". */
export type PeriodDefined = EventOf<'PeriodDefined', Period>;
/** Whoever is given the role administrator is named here as well, so that it is known where to look for the others. */
export type AdministratorNamed = EventOf<'AdministratorNamed', { readonly person: string }>;
export type LedgerEvent =
  | LedgerOpened
  | ClockAdvanced
  | RemindersBegun
  | KeyDestroyed
  | AdministratorNamed
  | PeriodDefined;

export type TypePublished = EventOf<
  'TypePublished',
  { readonly definition: TypeDefinition; readonly digest: string }
>;
export type TypeEvent = TypePublished;

export type BodyRegistered = EventOf<
  'BodyRegistered',
  {
    readonly name: string;
    /** Person who is written to on the body's behalf; a body is never mailed. */
    readonly liaison?: string;
  }
>;
export type BodyEvent = BodyRegistered;

/** Personal (sealed under the person's own key): name, email. */
export type PersonRegistered = EventOf<
  'PersonRegistered',
  { readonly name: string; readonly email: string | null; readonly language: string }
>;
export type RoleGiven = EventOf<
  'RoleGiven',
  {
    readonly role: RoleName;
    /** The reporting line, for `clearance`; the body, for `approver` of one body only. */
    readonly scope?: string;
    readonly from: Day;
    /** Last day on which it is held; absent: until ended. */
    readonly until?: Day;
  }
>;
export type RoleEnded = EventOf<
  'RoleEnded',
  { readonly role: RoleName; readonly scope?: string; readonly until: Day }
>;
/** On the stream of whoever delegates: what they hold, another person may do for them. */
export type DelegationGiven = EventOf<
  'DelegationGiven',
  {
    readonly to: string;
    readonly role: DelegatedRole;
    /** The line or body, as of a role; for `owner` one item. */
    readonly scope?: string;
    readonly from: Day;
    /** Last day on which it is in force; absent: until ended. */
    readonly until?: Day;
  }
>;
export type DelegationEnded = EventOf<
  'DelegationEnded',
  { readonly to: string; readonly role: DelegatedRole; readonly scope?: string; readonly until: Day }
>;
/** On the stream of whoever acts for another; appended together with `DelegationGiven`. */
export type DelegationReceived = EventOf<
  'DelegationReceived',
  {
    readonly by: string;
    readonly role: DelegatedRole;
    readonly scope?: string;
    readonly from: Day;
    readonly until?: Day;
  }
>;
/** Appended together with `DelegationEnded`. */
export type DelegationReturned = EventOf<
  'DelegationReturned',
  { readonly by: string; readonly role: DelegatedRole; readonly scope?: string; readonly until: Day }
>;
export type PersonEvent =
  | PersonRegistered
  | RoleGiven
  | RoleEnded
  | DelegationGiven
  | DelegationEnded
  | DelegationReceived
  | DelegationReturned;

/**
 * administrator: types, people, roles, clock. registrar: puts bodies' decisions on record, opens
 * plans and items. approver: approves what others request. clearance: signs off on one line.
 * auditor: reads everything, refused attempts included. staff: reads, and acts where an item names them.
 */
export const roleNames = ['administrator', 'registrar', 'approver', 'clearance', 'auditor', 'staff'] as const;
export type RoleName = (typeof roleNames)[number];

/** What can be delegated: a role, or `owner`, the items that one is focal point or officer-in-charge of. */
export const delegatedRoles = ['owner', 'registrar', 'approver', 'clearance', 'auditor', 'staff'] as const;
export type DelegatedRole = (typeof delegatedRoles)[number];

export type PlanEndorsed = EventOf<
  'PlanEndorsed',
  {
    readonly title: string;
    readonly body: string;
    readonly components: readonly { readonly id: string; readonly title: string }[];
    /** Item ids in the plan's order, with the component each stands in. */
    readonly items: readonly { readonly item: string; readonly component: string }[];
  }
>;
/** An item that a plan got after its endorsement. */
export type PlanItemAdded = EventOf<
  'PlanItemAdded',
  {
    readonly item: string;
    readonly component: string;
    /** Its place among the plan's items, which stand at 1, 2, 3 …; one put between two stands between their numbers. */
    readonly ordinal: number;
  }
>;

export type PlanEvent = PlanEndorsed | PlanItemAdded | PlanReported;

/** On the stream `reminders:<item>`, one for each (deadline revision, rung, person, channel). */
export interface ReminderKey {
  readonly person: string;
  readonly rung: string;
  /** Which deadline it chases: 1 for the original, +1 for each revision. */
  readonly dueRevision: number;
  readonly channel: 'mail' | 'outbox';
  /** RFC 5322 Message-ID of the summary it went out with, without brackets. */
  readonly messageId: string;
  /** Why this person: `owner`, `deputy`, `liaison`, `prerequisite-owner`, `signer`, `partner`. */
  readonly because: string;
  /** Earlier rungs that were missed and are folded into this one. */
  readonly folded?: readonly string[];
}
export type ReminderSent = EventOf<'ReminderSent', ReminderKey>;
export type ReminderHeldBack = EventOf<'ReminderHeldBack', ReminderKey>;
/** Handed to the mail server, and cut off before the outcome was on record; not sent again unasked. */
export type ReminderAmbiguous = EventOf<'ReminderAmbiguous', ReminderKey>;
export type ReminderEvent = ReminderSent | ReminderHeldBack | ReminderAmbiguous;
