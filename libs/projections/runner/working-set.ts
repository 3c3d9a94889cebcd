import type { RowChanges } from './folded-batch.js';
import type { PlainTable, RowsByTable } from './table.js';

interface Group {
  isLoaded: boolean;
  /** By the rest of the key. */
  readonly rows: Map<string, Held>;
}

interface Held {
  /** The row, or one of the same key. */
  readonly identity: object;
  /** Null: removed. */
  readonly row: object | null;
  readonly changed: boolean;
}

/**
 * The rows that a batch of events touches, in memory. Each event's changes are kept only if its fold
 * does not throw.
 */
export class WorkingSet<Rows extends RowsByTable> {
  readonly #tables = new Map<string, Map<string, Group>>();
  #undo: (() => void)[] = [];

  constructor(private readonly tables: { readonly [Table in keyof Rows & string]: PlainTable }) {}

  /** Takes rows whose key begins with `lead` as they are stored: all of them, by the time that events are folded. */
  load<Table extends keyof Rows & string>(table: Table, lead: string, rows: readonly Rows[Table][]): void {
    const group = this.#group(table, lead);
    group.isLoaded = true;
    for (const row of rows) group.rows.set(this.#key(table, row), { identity: row, row, changed: false });
  }

  /** Whether all rows whose key begins with `lead` are in hand. */
  isLoaded(table: keyof Rows & string, lead: string): boolean {
    return this.#tables.get(table)?.get(lead)?.isLoaded === true;
  }

  /** Rows in hand whose key begins with `lead`. */
  all<Table extends keyof Rows & string>(table: Table, lead: string): readonly Rows[Table][] {
    const rows: Rows[Table][] = [];
    for (const { row } of this.#tables.get(table)?.get(lead)?.rows.values() ?? [])
      if (row !== null) rows.push(row as Rows[Table]);
    return rows;
  }

  /** Those of them that stand now, where the table tells. */
  standing<Table extends keyof Rows & string>(table: Table, lead: string): readonly Rows[Table][] {
    const { current } = this.#definition(table);
    const rows = this.all(table, lead);
    return current === undefined ? rows : rows.filter((row) => Reflect.get(row, current) === null);
  }

  /** The one row of a table whose key is one column. */
  one<Table extends keyof Rows & string>(table: Table, key: string): Rows[Table] | undefined {
    return this.all(table, key)[0];
  }

  /** Adds a row, or replaces the one of the same key. */
  put<Table extends keyof Rows & string>(table: Table, row: Rows[Table]): void {
    this.#set(table, { identity: row, row, changed: true });
  }

  remove<Table extends keyof Rows & string>(table: Table, row: Rows[Table]): void {
    this.#set(table, { identity: row, row: null, changed: true });
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

  /** What the keys of the table's rows in hand begin with. */
  leads(table: keyof Rows & string): Iterable<string> {
    return this.#tables.get(table)?.keys() ?? [];
  }

  changes(table: keyof Rows & string): RowChanges {
    const put: object[] = [];
    const removed: object[] = [];
    for (const group of this.#tables.get(table)?.values() ?? []) {
      for (const { identity, row, changed } of group.rows.values()) {
        if (!changed) continue;
        if (row === null) removed.push(this.#keyColumns(table, identity));
        else put.push(row);
      }
    }
    return { put, removed };
  }

  #set(table: keyof Rows & string, held: Held): void {
    const { rows } = this.#group(table, this.leadOf(table, held.identity));
    const key = this.#key(table, held.identity);
    const before = rows.get(key);
    this.#undo.push(() => (before === undefined ? rows.delete(key) : rows.set(key, before)));
    rows.set(key, held);
  }

  #group(table: string, lead: string): Group {
    const groups = getOrMake(this.#tables, table, () => new Map<string, Group>());
    return getOrMake(groups, lead, () => ({ isLoaded: false, rows: new Map<string, Held>() }));
  }

  #definition(table: keyof Rows & string): PlainTable {
    return this.tables[table];
  }

  /** What the row's key begins with. */
  leadOf(table: keyof Rows & string, row: object): string {
    return String(Reflect.get(row, this.#definition(table).key[0]));
  }

  /** Within the rows of the same lead. */
  #key(table: keyof Rows & string, row: object): string {
    const { key } = this.#definition(table);
    if (key.length === 1) return '';
    return JSON.stringify(key.map((column) => Reflect.get(row, column)));
  }

  #keyColumns(table: keyof Rows & string, row: object): object {
    return Object.fromEntries(
      this.#definition(table).key.map((column) => [column, Reflect.get(row, column)]),
    );
  }
}

function getOrMake<Key, Value>(map: Map<Key, Value>, key: Key, make: () => Value): Value {
  const found = map.get(key);
  if (found !== undefined) return found;
  const made = make();
  map.set(key, made);
  return made;
}
