import type { Kysely } from 'kysely';
import { type Projection, schemaOf } from '../runner/projection.js';
import type { RowsByTable, TablesOf } from '../runner/table.js';
import type { ViewKeeping } from '../runner/view-schema.js';

/** The tables of this program's version of a view. */
export const viewDatabase = <Rows extends RowsByTable>(db: Kysely<unknown>, view: Projection<Rows>) =>
  db.withSchema(schemaOf(view)).withTables<TablesOf<Rows>>();

/** A view's checkpoint and what it left out. */
export const keepingOf = (db: Kysely<unknown>, view: ViewName) =>
  db.withSchema(schemaOf(view)).withTables<ViewKeeping>();

export interface ViewName {
  readonly name: string;
  readonly version: number;
}
