import { type Kysely, sql, type Transaction } from 'kysely';
import type { StoredEvent } from '#ledger';
import { type Needs, type PlainTable, type Projection, type RowsByTable, schemaOf } from './projection.js';
import { tablesOf, type ViewKeeping } from './view-schema.js';
import { WorkingSet } from './working-set.js';

/** Another runner has moved the checkpoint; what this one did is rolled back. */
export class CheckpointMoved extends Error {
  override readonly name = 'CheckpointMoved';
}

/**
 * Folds consecutive events in memory, writes what they changed, table by table, and moves the
 * checkpoint from `from` to `to`, all in the transaction at hand.
 */
export async function applyBatch<Rows extends RowsByTable>(
  transaction: Transaction<unknown>,
  projection: Projection<Rows>,
  ledger: string,
  batch: { readonly from: number; readonly to: number; readonly events: readonly StoredEvent[] },
): Promise<void> {
  const keeping = transaction.withSchema(schemaOf(projection)).withTables<ViewKeeping>();
  const parked = await keeping.selectFrom('parked').select('stream').where('ledger', '=', ledger).execute();
  const leftOut = new Set(parked.map(({ stream }) => stream));
  const rows = await loadRows(transaction, projection, ledger, batch.events);
  for (const event of batch.events) {
    if (leftOut.has(event.stream) || projection.needs(event) === null) continue;
    try {
      rows.attempt(() => projection.fold(event, rows));
    } catch (error) {
      leftOut.add(event.stream);
      await park(transaction, projection, event, error);
    }
  }
  for (const [name, table] of tablesOf(projection)) {
    const { put, removed } = rows.changes(name);
    const target = sql.id(schemaOf(projection), name);
    if (removed.length > 0) await removeRows(transaction, target, table, ledger, removed);
    if (put.length > 0) await putRows(transaction, target, table, ledger, put);
  }
  await moveCheckpoint(transaction, projection, ledger, batch.from, batch.to);
}

/** Puts on record that a stream's events are left out from this one on, and why. */
export async function park(
  transaction: Transaction<unknown>,
  projection: { readonly name: string; readonly version: number },
  event: StoredEvent,
  error: unknown,
): Promise<void> {
  const { ledger, stream, position, version, type } = event;
  const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  await transaction
    .withSchema(schemaOf(projection))
    .withTables<ViewKeeping>()
    .insertInto('parked')
    .values({ ledger, stream, position, version, type, reason: reason.slice(0, 1000) })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export async function moveCheckpoint(
  transaction: Transaction<unknown>,
  projection: { readonly name: string; readonly version: number },
  ledger: string,
  from: number,
  to: number,
): Promise<void> {
  const { numUpdatedRows } = await transaction
    .withSchema(schemaOf(projection))
    .withTables<ViewKeeping>()
    .updateTable('checkpoint')
    .set({ position: to })
    .where('ledger', '=', ledger)
    .where('position', '=', from)
    .executeTakeFirst();
  if (numUpdatedRows !== 1n)
    throw new CheckpointMoved(`The checkpoint of ${projection.name} is not ${from}.`);
}

/** Removes a ledger's rows from a view, its checkpoint first: a batch under way then fails and leaves nothing. */
export async function emptyView<Rows extends RowsByTable>(
  transaction: Transaction<unknown>,
  projection: Projection<Rows>,
  ledger: string,
): Promise<void> {
  const keeping = transaction.withSchema(schemaOf(projection)).withTables<ViewKeeping>();
  await keeping
    .updateTable('checkpoint')
    .set({ position: 0, caught_up: false })
    .where('ledger', '=', ledger)
    .execute();
  await keeping.deleteFrom('parked').where('ledger', '=', ledger).execute();
  for (const [name] of tablesOf(projection)) {
    await sql`delete from ${sql.id(schemaOf(projection), name)} where ledger = ${ledger}`.execute(
      transaction,
    );
  }
}

async function loadRows<Rows extends RowsByTable>(
  db: Kysely<unknown>,
  projection: Projection<Rows>,
  ledger: string,
  events: readonly StoredEvent[],
): Promise<WorkingSet<Rows>> {
  const rows = new WorkingSet(projection);
  const needs = events.map((event): Needs<Rows> => projection.needs(event) ?? {});
  for (const [name, table] of tablesOf(projection)) {
    const leads = [...new Set(needs.flatMap((need) => need[name] ?? []))];
    if (leads.length === 0) continue;
    const current = table.current === undefined ? sql`` : sql`and ${sql.id(table.current)} is null`;
    const found = await sql<Rows[typeof name]>`
      select ${columnList(table)} from ${sql.id(schemaOf(projection), name)}
      where ledger = ${ledger} and ${sql.id(table.key[0])} = any(${leads}) ${current}
      order by ${sql.join(table.key.map((column) => sql.id(column)))}`.execute(db);
    rows.load(name, found.rows);
  }
  return rows;
}

const columnList = (table: PlainTable) =>
  sql.join(Object.keys(table.columns).map((column) => sql.id(column)));

type Target = ReturnType<typeof sql.id>;

async function putRows(
  db: Kysely<unknown>,
  target: Target,
  table: PlainTable,
  ledger: string,
  rows: readonly object[],
) {
  const columns = Object.keys(table.columns);
  const others = columns.filter((column) => !table.key.includes(column));
  const replace =
    others.length === 0
      ? sql`do nothing`
      : sql`do update set ${sql.join(others.map((column) => sql`${sql.id(column)} = excluded.${sql.id(column)}`))}`;
  await sql`
    insert into ${target} (ledger, ${columnList(table)})
    select ${ledger}, ${columnList(table)} from ${recordset(table, columns, rows)}
    on conflict (ledger, ${sql.join(table.key.map((column) => sql.id(column)))}) ${replace}`.execute(db);
}

async function removeRows(
  db: Kysely<unknown>,
  target: Target,
  table: PlainTable,
  ledger: string,
  keys: readonly object[],
) {
  const same = table.key.map((column) => sql`stored.${sql.id(column)} = gone.${sql.id(column)}`);
  await sql`
    delete from ${target} as stored using ${recordset(table, table.key, keys, 'gone')}
    where stored.ledger = ${ledger} and ${sql.join(same, sql` and `)}`.execute(db);
}

/** Rows as one parameter, whatever their number, so that the statement's text stays the same. */
function recordset(table: PlainTable, columns: readonly string[], rows: readonly object[], alias = 'made') {
  const typed = columns.map((column) => sql`${sql.id(column)} ${sql.raw(table.columns[column] ?? 'text')}`);
  return sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as ${sql.id(alias)}(${sql.join(typed)})`;
}
