import type { EventType } from '#domain';
import type { Json } from '../ledger.js';

export type EventData = { readonly [field: string]: Json };

export function isEventData(value: Json): value is EventData {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

/** One shape that an event type ever had. */
export interface EventShape {
  /** Fields sealed under the key of the person whose stream it is (`person:<id>`). */
  readonly personal?: readonly string[];
  /** Brings data of this shape, in plain text, to the next one; absent only on today's. */
  readonly toNext?: (data: EventData) => EventData;
}

/** The shapes of one event type, oldest first: version 1, 2, …; the last is today's. */
export type EventSchema = readonly [EventShape, ...EventShape[]];
export type EventSchemas = { readonly [type: string]: EventSchema };

const FIRST: EventSchema = [{}];

/**
 * Every event type with every shape it ever had. A shape once released is never altered: a new one is
 * appended, with `toNext` on the one before and a specimen in `specimens/`.
 */
export const eventSchemas = {
  LedgerOpened: FIRST,
  ClockAdvanced: FIRST,
  RemindersBegun: FIRST,
  KeyDestroyed: FIRST,
  PeriodDefined: FIRST,
  AdministratorNamed: FIRST,
  TypePublished: FIRST,
  BodyRegistered: FIRST,
  PersonRegistered: [{ personal: ['name', 'email'] }],
  RoleGiven: FIRST,
  RoleEnded: FIRST,
  DelegationGiven: FIRST,
  DelegationEnded: FIRST,
  DelegationReceived: FIRST,
  DelegationReturned: FIRST,
  PlanEndorsed: FIRST,
  PlanReported: FIRST,
  PaperPublished: FIRST,
  CorrigendumPublished: FIRST,
  PlanItemAdded: FIRST,
  ItemOpened: FIRST,
  DueSet: FIRST,
  DueExtensionRequested: FIRST,
  DueExtensionDeclined: FIRST,
  DueExtended: FIRST,
  Assigned: FIRST,
  Transitioned: FIRST,
  StartPlanned: FIRST,
  PrerequisiteLinked: FIRST,
  PrerequisiteRemoved: FIRST,
  PrerequisiteMet: FIRST,
  PrerequisiteUnmet: FIRST,
  SignedOff: FIRST,
  Objected: FIRST,
  SignOffLapsed: FIRST,
  EvidenceAttached: FIRST,
  PartCompleted: FIRST,
  PartnerAdded: FIRST,
  BasisLinked: FIRST,
  ChapterAdded: FIRST,
  CompanionLinked: FIRST,
  ProgressReported: FIRST,
  ItemMigrated: FIRST,
  Corrected: FIRST,
  LineageLinked: FIRST,
  OutcomeAdded: FIRST,
  OutcomeCopied: FIRST,
  ReminderSent: FIRST,
  ReminderHeldBack: FIRST,
  ReminderAmbiguous: FIRST,
} satisfies Record<EventType, EventSchema>;

/** Fields of today's shape that are sealed under the key of the person whose stream it is. */
export function personalFields(type: EventType): readonly string[] {
  const schema: EventSchema = eventSchemas[type];
  return schema.at(-1)?.personal ?? [];
}
