import type { Kysely, Transaction } from 'kysely';
import type { StoredEvent } from '#ledger';
import { type Needs, type Projection, schemaOf, tablesOf } from './projection.js';
import { putRows, removeRows, type StoredTable, selectRows } from './row-statements.js';
import type { RowsByTable } from './table.js';
import type { ViewKeeping } from './view-schema.js';
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
  // First, so that two who would write the same rows meet here, before either has written any.
  await moveCheckpoint(transaction, projection, ledger, batch.from, batch.to);
  const keeping = transaction.withSchema(schemaOf(projection)).withTables<ViewKeeping>();
  const parked = await keeping.selectFrom('parked').select('stream').where('ledger', '=', ledger).execute();
  const leftOut = new Set(parked.map(({ stream }) => stream));
  const rows = await loadRows(transaction, projection, ledger, batch.events);
  for (const event of batch.events) {
    if (leftOut.has(event.stream)) continue;
    try {
      rows.attempt(() => {
        if (projection.needs(event) !== null) projection.fold(event, rows);
      });
    } catch (error) {
      leftOut.add(event.stream);
      await park(transaction, projection, event, error);
    }
  }
  for (const table of storedTables(projection, ledger)) {
    const { put, removed } = rows.changes(table.name);
    await removeRows(transaction, table, removed);
    await putRows(transaction, table, put);
  }
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
  transaction: Kysely<unknown>,
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

async function loadRows<Rows extends RowsByTable>(
  db: Kysely<unknown>,
  projection: Projection<Rows>,
  ledger: string,
  events: readonly StoredEvent[],
): Promise<WorkingSet<Rows>> {
  const rows = new WorkingSet<Rows>(projection.tables);
  const load = async (needs: readonly Needs<Rows>[]): Promise<void> => {
    for (const table of storedTables(projection, ledger)) {
      const leads = [...new Set(needs.flatMap((need) => need[table.name] ?? []))];
      if (leads.length > 0)
        rows.load(table.name, await selectRows<Rows[typeof table.name]>(db, table, leads));
    }
  };
  await load(events.map((event) => needsOf(projection, event)));
  if (projection.further !== undefined) await load([projection.further(events, rows)]);
  return rows;
}

/** Of an event that even this cannot be said of, nothing is loaded: its fold throws as well, and parks it. */
function needsOf<Rows extends RowsByTable>(projection: Projection<Rows>, event: StoredEvent): Needs<Rows> {
  try {
    return projection.needs(event) ?? {};
  } catch {
    return {};
  }
}

function storedTables<Rows extends RowsByTable>(
  projection: Projection<Rows>,
  ledger: string,
): readonly (StoredTable & { readonly name: keyof Rows & string })[] {
  const schema = schemaOf(projection);
  return tablesOf(projection).map(([name, definition]) => ({ schema, name, definition, ledger }));
}
