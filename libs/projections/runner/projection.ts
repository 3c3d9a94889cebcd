import type { StoredEvent } from '#ledger';
import type { PlainTable, RowsByTable, TableDefinition } from './table.js';
import type { WorkingSet } from './working-set.js';

/** By table, the values of the key's first column whose rows the fold of an event looks at. */
export type Needs<Rows> = { readonly [Table in keyof Rows & string]?: readonly string[] };

/**
 * A read model: its tables, and how an event changes them. Whatever changes what the rows hold is a
 * new version, with a schema of its own that is filled from the first event on.
 */
export interface Projection<Rows extends RowsByTable> {
  /** In snake case; with the version it names the schema, `view_<name>_v<version>`. */
  readonly name: string;
  readonly version: number;
  readonly tables: { readonly [Table in keyof Rows & string]: TableDefinition<Rows[Table]> };
  /** Null: the event is none of this view's concern. */
  needs(event: StoredEvent): Needs<Rows> | null;
  /**
   * What the folds of a batch look at beyond that, told by the rows that `needs` brought; an event that
   * nothing can be said of is passed over, as its fold parks it.
   */
  further?(events: readonly StoredEvent[], rows: WorkingSet<Rows>): Needs<Rows>;
  /**
   * Pure but for the rows in hand. An event that makes it throw changes nothing, and parks its stream.
   */
  fold(event: StoredEvent, rows: WorkingSet<Rows>): void;
}

export const schemaOf = (projection: { readonly name: string; readonly version: number }): string =>
  `view_${projection.name}_v${projection.version}`;

/** A view's tables with their names, columns as plain names. */
export function tablesOf<Rows extends RowsByTable>(
  projection: Projection<Rows>,
): readonly (readonly [keyof Rows & string, PlainTable])[] {
  const names: (keyof Rows & string)[] = Object.keys(projection.tables);
  return names.map((name) => [name, projection.tables[name]] as const);
}
