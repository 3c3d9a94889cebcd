import type { RowChanges } from './folded-batch.js';
import type { PlainTable } from './table.js';

/** A statement for one connection; one with a name is planned there once. */
export interface Statement {
  readonly name?: string;
  readonly text: string;
  readonly values: unknown[];
}

/** Runs a statement on the connection, or in the transaction, at hand. */
export type Run = (statement: Statement) => Promise<readonly object[]>;

/** What a batch makes of a view: each table's rows, what is parked, and the checkpoint with what it was by then. */
export interface Step {
  readonly ledger: string;
  readonly from: number;
  readonly to: number;
  readonly stamp: string;
  readonly tables: ReadonlyMap<string, RowChanges>;
  readonly parked: readonly object[];
}

const PARKED = { stream: 'text', position: 'bigint', version: 'integer', type: 'text', reason: 'text' };

/** The set-based statements of one view, by name and in one text whatever the number of rows. */
export class RowStatements {
  constructor(
    readonly schema: string,
    readonly tables: readonly (readonly [string, PlainTable])[],
  ) {}

  /** The rows, in order of their key, whose key begins with one of these; only those that stand now where the table tells. */
  select(name: string, definition: PlainTable, ledger: string, leads: readonly string[]): Statement {
    const { key, current, columns } = definition;
    const standing = current === undefined ? '' : `and ${quoted(current)} is null`;
    const text = `select ${list(Object.keys(columns))} from ${this.#of(name)}
      where ledger = $1 and ${quoted(key[0])} = any($2) ${standing} order by ${list(key)}`;
    return { text, values: [ledger, leads] };
  }

  /** Where the view stands: the row's stamp is another one after whatever is done to it. */
  checkpoint(ledger: string): Statement {
    const text = `select position, caught_up, xmin::text as stamp from ${this.#of('checkpoint')} where ledger = $1`;
    return { text, values: [ledger] };
  }

  leftOut(ledger: string): Statement {
    return { text: `select stream from ${this.#of('parked')} where ledger = $1`, values: [ledger] };
  }

  caughtUp(ledger: string): Statement {
    const text = `update ${this.#of('checkpoint')} set caught_up = true where ledger = $1 returning xmin::text as stamp`;
    return { text, values: [ledger] };
  }

  /**
   * All of a batch in one statement: unless the checkpoint stands where it stood, with the same stamp,
   * nothing of it is done and nothing is answered. The checkpoint comes first, so that two who would
   * write the same rows meet there.
   */
  step({ ledger, from, to, stamp, tables, parked }: Step): Statement {
    const values: unknown[] = [ledger, to, from, stamp];
    const parts = [
      `moved as (update ${this.#of('checkpoint')} set position = $2
        where ledger = $1 and position = $3 and xmin = $4::xid returning xmin::text as stamp)`,
    ];
    let marks = '';
    const rows = (
      columns: Readonly<Record<string, string>>,
      names: readonly string[],
      given: readonly object[],
    ) => {
      values.push(JSON.stringify(given));
      const typed = names.map((name) => `${quoted(name)} ${columns[name] ?? 'text'}`);
      return `json_to_recordset($${values.length}::json) as given(${typed.join(', ')})`;
    };
    for (const [place, [name, { columns, key }]] of this.tables.entries()) {
      const { put, removed } = tables.get(name) ?? { put: [], removed: [] };
      const all = Object.keys(columns);
      if (removed.length > 0) {
        marks += ` -${place}`;
        const same = key.map((column) => `stored.${quoted(column)} = given.${quoted(column)}`);
        parts.push(`removed_${place} as (delete from ${this.#of(name)} as stored using ${rows(columns, key, removed)}
          where stored.ledger = $1 and ${same.join(' and ')} and exists (select from moved))`);
      }
      if (put.length > 0) {
        marks += ` +${place}`;
        const others = all.filter((column) => !key.includes(column));
        const replace = others.map((column) => `${quoted(column)} = excluded.${quoted(column)}`);
        parts.push(`put_${place} as (insert into ${this.#of(name)} (ledger, ${list(all)})
          select $1, ${list(all)} from ${rows(columns, all, put)} where exists (select from moved)
          on conflict (ledger, ${list(key)}) do ${others.length === 0 ? 'nothing' : `update set ${replace.join(', ')}`})`);
      }
    }
    if (parked.length > 0) {
      marks += ' parked';
      const all = Object.keys(PARKED);
      parts.push(`parked as (insert into ${this.#of('parked')} (ledger, ${list(all)})
        select $1, ${list(all)} from ${rows(PARKED, all, parked)} where exists (select from moved) on conflict do nothing)`);
    }
    const text = `with ${parts.join(',\n')} select stamp from moved`;
    // How rows to be removed are best found depends on how many there are in the table: planned each time.
    return marks.includes('-') ? { text, values } : { name: `${this.schema}${marks}`, text, values };
  }

  #of(table: string): string {
    return `${quoted(this.schema)}.${quoted(table)}`;
  }
}

/** Names of this program's own, in snake case. */
const quoted = (name: string): string => `"${name}"`;
const list = (columns: readonly string[]): string => columns.map(quoted).join(', ');
