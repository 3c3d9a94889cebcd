import type { PlainTable, RowsByTable } from './table.js';

interface Held {
  /** Null: removed. */
  row: object | null;
  changed: boolean;
}

/** What a batch makes of one table. */
export interface TableChanges {
  readonly put: readonly object[];
  readonly removed: readonly object[];
}

/**
 * The rows that a batch of events touches, in memory. Each event's changes are kept only if its fold
 * does not throw.
 */
export class WorkingSet<Rows extends RowsByTable> {
  readonly #tables = new Map<string, Map<string, Map<string, Held>>>();
  #undo: (() => void)[] = [];

  constructor(private readonly tables: { readonly [Table in keyof Rows & string]: PlainTable }) {}

  /** Takes rows as they are stored. */
  load<Table extends keyof Rows & string>(table: Table, rows: readonly Rows[Table][]): void {
    for (const row of rows)
      this.#group(table, this.#lead(table, row)).set(this.#key(table, row), held(row, false));
  }

  /** Rows in hand whose key begins with `lead`, in the order in which they came. */
  all<Table extends keyof Rows & string>(table: Table, lead: string): readonly Rows[Table][] {
    const rows = [...this.#group(table, lead).values()].map(({ row }) => row);
    return rows.filter((row): row is Rows[Table] => row !== null);
  }

  /** The one row of a table whose key is one column. */
  one<Table extends keyof Rows & string>(table: Table, key: string): Rows[Table] | undefined {
    return this.all(table, key)[0];
  }

  /** Adds a row, or replaces the one of the same key. */
  put<Table extends keyof Rows & string>(table: Table, row: Rows[Table]): void {
    this.#set(table, row, row);
  }

  remove<Table extends keyof Rows & string>(table: Table, row: Rows[Table]): void {
    this.#set(table, row, null);
  }

  /** Runs one event's fold; if it throws, the rows stand as before it. */
  attempt(fold: () => void): void {
    this.#undo = [];
    try {
      fold();
    } catch (error) {
      for (const undo of this.#undo.reverse()) undo();
      throw error;
    }
  }

  changes(table: keyof Rows & string): TableChanges {
    const put: object[] = [];
    const removed: object[] = [];
    for (const group of this.#tables.get(table)?.values() ?? []) {
      for (const [key, { row, changed }] of group) {
        if (!changed) continue;
        if (row === null) removed.push(this.#keyColumns(table, key));
        else put.push(row);
      }
    }
    return { put, removed };
  }

  #set(table: keyof Rows & string, identity: object, row: object | null): void {
    const group = this.#group(table, this.#lead(table, identity));
    const key = this.#key(table, identity);
    const before = group.get(key);
    this.#undo.push(() => (before === undefined ? group.delete(key) : group.set(key, before)));
    group.set(key, held(row, true));
  }

  #group(table: string, lead: string): Map<string, Held> {
    const groups = getOrMake(this.#tables, table, () => new Map<string, Map<string, Held>>());
    return getOrMake(groups, lead, () => new Map<string, Held>());
  }

  #definition(table: keyof Rows & string): PlainTable {
    return this.tables[table];
  }

  #lead(table: keyof Rows & string, row: object): string {
    return String(Reflect.get(row, this.#definition(table).key[0]));
  }

  #key(table: keyof Rows & string, row: object): string {
    return JSON.stringify(this.#definition(table).key.map((column) => Reflect.get(row, column)));
  }

  #keyColumns(table: keyof Rows & string, key: string): object {
    const values: unknown[] = JSON.parse(key);
    return Object.fromEntries(this.#definition(table).key.map((column, index) => [column, values[index]]));
  }
}

const held = (row: object | null, changed: boolean): Held => ({ row, changed });

function getOrMake<Key, Value>(map: Map<Key, Value>, key: Key, make: () => Value): Value {
  const found = map.get(key);
  if (found !== undefined) return found;
  const made = make();
  map.set(key, made);
  return made;
}
