import type { StoredEvent } from '#ledger';
import type { WorkingSet } from './working-set.js';

export type ColumnKind = 'text' | 'bigint' | 'integer' | 'boolean' | 'date' | 'jsonb';

/** One table of a view. Every key and every index leads with the ledger, which the runner adds. */
export interface TableDefinition<Row extends object> {
  readonly columns: { readonly [Column in keyof Row & string]-?: ColumnKind };
  /** Columns that may be null. */
  readonly nullable?: readonly (keyof Row & string)[];
  /** The primary key after the ledger. Its first column is what a fold asks rows by. */
  readonly key: readonly [keyof Row & string, ...(keyof Row & string)[]];
  /** A column that is null on the rows that stand now; where named, a fold is handed only those. */
  readonly current?: keyof Row & string;
  readonly indexes?: readonly IndexDefinition<Row>[];
}

/** A table's definition with its columns as plain names, as the runner sees it. */
export interface PlainTable {
  readonly columns: { readonly [column: string]: ColumnKind };
  readonly nullable?: readonly string[];
  readonly key: readonly [string, ...string[]];
  readonly current?: string;
  readonly indexes?: readonly {
    readonly columns: readonly [string, ...string[]];
    readonly current?: boolean;
  }[];
}

export interface IndexDefinition<Row extends object> {
  readonly columns: readonly [keyof Row & string, ...(keyof Row & string)[]];
  /** Only the rows that stand now. */
  readonly current?: boolean;
}

export type RowsByTable = { readonly [table: string]: object };

/** The tables as Kysely sees them: each row with the ledger it belongs to. */
export type TablesOf<Rows> = { [Table in keyof Rows]: Rows[Table] & { ledger: string } };

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
   * Pure but for the rows in hand. An event that makes it throw changes nothing, and parks its stream.
   */
  fold(event: StoredEvent, rows: WorkingSet<Rows>): void;
}

export const schemaOf = (projection: { readonly name: string; readonly version: number }): string =>
  `view_${projection.name}_v${projection.version}`;
