import { type Kysely, sql } from 'kysely';
import type { PlainTable } from './table.js';

/** One table of one ledger's view, as the set-based statements name it. */
export interface StoredTable {
  readonly schema: string;
  readonly name: string;
  readonly definition: PlainTable;
  readonly ledger: string;
}

/** The rows, in order of their key, whose key begins with one of these; only those that stand now where the table tells. */
export async function selectRows<Row>(
  db: Kysely<unknown>,
  table: StoredTable,
  leads: readonly string[],
): Promise<readonly Row[]> {
  const { key, current } = table.definition;
  const standing = current === undefined ? sql`` : sql`and ${sql.id(current)} is null`;
  const { rows } = await sql<Row>`
    select ${allColumns(table)} from ${target(table)}
    where ledger = ${table.ledger} and ${sql.id(key[0])} = any(${leads}) ${standing}
    order by ${list(key)}`.execute(db);
  return rows;
}

/** Inserts rows, and replaces those of the same key. */
export async function putRows(
  db: Kysely<unknown>,
  table: StoredTable,
  rows: readonly object[],
): Promise<void> {
  if (rows.length === 0) return;
  const { columns, key } = table.definition;
  const others = Object.keys(columns).filter((column) => !key.includes(column));
  const replace = others.map((column) => sql`${sql.id(column)} = excluded.${sql.id(column)}`);
  await sql`
    insert into ${target(table)} (ledger, ${allColumns(table)})
    select ${table.ledger}, ${allColumns(table)} from ${recordset(table, Object.keys(columns), rows)}
    on conflict (ledger, ${list(key)})
    ${others.length === 0 ? sql`do nothing` : sql`do update set ${sql.join(replace)}`}`.execute(db);
}

/** Deletes the rows of these keys. */
export async function removeRows(
  db: Kysely<unknown>,
  table: StoredTable,
  keys: readonly object[],
): Promise<void> {
  if (keys.length === 0) return;
  const { key } = table.definition;
  const same = key.map((column) => sql`stored.${sql.id(column)} = given.${sql.id(column)}`);
  await sql`
    delete from ${target(table)} as stored using ${recordset(table, key, keys)}
    where stored.ledger = ${table.ledger} and ${sql.join(same, sql` and `)}`.execute(db);
}

const target = ({ schema, name }: StoredTable) => sql.id(schema, name);
const list = (columns: readonly string[]) => sql.join(columns.map((column) => sql.id(column)));
const allColumns = ({ definition }: StoredTable) => list(Object.keys(definition.columns));

/** Rows as one parameter, whatever their number, so that the statement's text stays the same. */
function recordset({ definition }: StoredTable, columns: readonly string[], rows: readonly object[]) {
  const typed = columns.map(
    (column) => sql`${sql.id(column)} ${sql.raw(definition.columns[column] ?? 'text')}`,
  );
  return sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as given(${sql.join(typed)})`;
}
