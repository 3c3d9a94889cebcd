import { type ColumnType, type Generated, type JSONColumnType, Kysely, sql } from 'kysely';
import type { Channel, StoredLine, SummaryStatus } from '../reminder.js';

/** The schema carries the version of the tables, as the views' schemas do. */
export const reminderSchema = 'reminders_v1';

/** Set by updates only. */
type Later<T> = ColumnType<T | null, never, T | null>;

export interface ReminderTables {
  intent: {
    ledger: string;
    item: string;
    due_revision: number;
    rung: string;
    person: string;
    channel: Channel;
    summary: string;
  };
  /** Times are the real clock's, but for `sent_at`, which is the ledger's. */
  summary: {
    ledger: string;
    summary: string;
    person: string;
    channel: Channel;
    message_id: string;
    status: Generated<SummaryStatus>;
    due_on: string;
    lines: JSONColumnType<readonly StoredLine[], string, string>;
    made_at: Generated<string>;
    attempt: Generated<number>;
    not_before: Later<string>;
    lease: Later<string>;
    lease_until: Later<string>;
    handed_over_at: Later<string>;
    last_error: Later<string>;
    sent_at: Later<string>;
    address: Later<string>;
    text: Later<string>;
  };
  /** People whose key is destroyed: no copy of their name or address may be kept. */
  erased: { ledger: string; person: string };
  /** How far a ledger's events were followed, and whether reminders had begun there. */
  follower: { ledger: string; position: number; begun: boolean };
}

const definition = `
create schema if not exists ${reminderSchema};
create table if not exists ${reminderSchema}.intent (
  ledger text, item text, due_revision integer, rung text, person text,
  channel text check (channel in ('mail', 'outbox')),
  summary uuid not null,
  primary key (ledger, item, due_revision, rung, person, channel)
);
create index if not exists intent_summary on ${reminderSchema}.intent (summary);
create table if not exists ${reminderSchema}.summary (
  ledger text, summary uuid, person text not null,
  channel text not null check (channel in ('mail', 'outbox')),
  message_id text not null,
  status text not null default 'owed'
    check (status in ('owed', 'sending', 'sent', 'held-back', 'ambiguous')),
  due_on date not null, lines jsonb not null,
  made_at timestamptz not null default clock_timestamp(),
  attempt integer not null default 0,
  not_before timestamptz, lease uuid, lease_until timestamptz, handed_over_at timestamptz,
  last_error text, sent_at timestamptz, address text, text text,
  primary key (ledger, summary)
);
create index if not exists summary_open on ${reminderSchema}.summary (ledger, made_at)
  where status in ('owed', 'sending');
create index if not exists summary_person on ${reminderSchema}.summary (ledger, person);
create table if not exists ${reminderSchema}.erased (ledger text, person text, primary key (ledger, person));
create table if not exists ${reminderSchema}.follower (
  ledger text primary key, position bigint not null, begun boolean not null
);`;

/**
 * Creates the reminders' tables where they are missing. The application's role owns them, as it owns
 * the views. Any number of processes may call it at once.
 */
export async function ensureReminderTables(db: Kysely<ReminderTables>): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    await sql`select pg_advisory_xact_lock(hashtextextended(${reminderSchema}, 0))`.execute(transaction);
    await sql.raw(definition).execute(transaction);
  });
}
