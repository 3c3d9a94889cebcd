import type {
  BodyEvent,
  LedgerEvent,
  PersonEvent,
  PlanEvent,
  ReminderEvent,
  TypeEvent,
} from './directory-events.js';
import type { ItemEvent } from './item-events.js';
import type { PaperEvent } from './paper-events.js';

export * from './directory-events.js';
export * from './event.js';
export * from './item-events.js';
export * from './item-facts.js';
export * from './paper-events.js';

/** The closed set of events. */
export type ActumEvent =
  | LedgerEvent
  | TypeEvent
  | BodyEvent
  | PersonEvent
  | PlanEvent
  | ItemEvent
  | PaperEvent
  | ReminderEvent;

export type EventType = ActumEvent['type'];
