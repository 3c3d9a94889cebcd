import { type Kysely, sql } from 'kysely';
import { type Projection, schemaOf, tablesOf } from './projection.js';
import type { PlainTable, RowsByTable } from './table.js';

/** Tables that every view has beside its own. */
export type ViewKeeping = {
  checkpoint: {
    ledger: string;
    /** The last position that the view's rows reflect. */
    position: number;
    /** It has reached the ledger's end once, so that it may be read. */
    caught_up: boolean;
  };
  parked: {
    ledger: string;
    stream: string;
    /** The event that could not be folded; those after it on its stream are left out. */
    position: number;
    version: number;
    type: string;
    reason: string;
  };
};

const keeping = `
create table checkpoint (
  ledger text collate "C" primary key, position bigint not null, caught_up boolean not null default false
);
create table parked (
  ledger text collate "C" not null, stream text collate "C" not null, position bigint not null,
  version integer not null, type text not null, reason text not null,
  parked_at timestamptz not null default clock_timestamp(), primary key (ledger, stream)
);`;

/**
 * Makes the schema of this version of the view where it is missing, as the present role, which owns
 * it from then on. Any number of processes may call it at once.
 */
export async function ensureViewSchema<Rows extends RowsByTable>(
  db: Kysely<unknown>,
  projection: Projection<Rows>,
): Promise<void> {
  const schema = schemaOf(projection);
  await db.transaction().execute(async (transaction) => {
    await sql`select pg_advisory_xact_lock(hashtextextended(${`actum ${schema}`}, 0))`.execute(transaction);
    const { rows } = await sql`select from pg_namespace where nspname = ${schema}`.execute(transaction);
    if (rows.length > 0) return;
    await sql`create schema ${sql.id(schema)}`.execute(transaction);
    await sql`select set_config('search_path', ${schema}, true)`.execute(transaction);
    await sql.raw(keeping).execute(transaction);
    for (const [name, table] of tablesOf(projection))
      await sql.raw(tableSql(name, table)).execute(transaction);
  });
}

function tableSql(name: string, table: PlainTable): string {
  const columns = Object.entries(table.columns).map(([column, kind]) => {
    const collation = kind === 'text' ? ' collate "C"' : '';
    const nullable = table.nullable?.includes(column) === true || column === table.current;
    return `${column} ${kind}${collation}${nullable ? '' : ' not null'}`;
  });
  const indexes = (table.indexes ?? []).map((index, place) => {
    const where =
      index.current === true && table.current !== undefined ? ` where ${table.current} is null` : '';
    return `create index ${name}_${place + 1} on ${name} (ledger, ${index.columns.join(', ')})${where};`;
  });
  return `create table ${name} (
    ledger text collate "C" not null, ${columns.join(', ')}, primary key (ledger, ${table.key.join(', ')})
  );
  ${indexes.join('\n')}`;
}
