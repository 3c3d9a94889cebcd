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
