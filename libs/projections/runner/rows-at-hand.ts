const ROWS = 5_000;

/**
 * The rows that a view's folds looked at lately, as they will stand once what was folded is written. Held
 * by whoever keeps the view up, as nobody else writes it; all rows of a table whose key begins alike, or none.
 */
export class RowsAtHand {
  /** In the order of use, the latest last. */
  readonly #groups = new Map<string, readonly object[]>();
  #rows = 0;

  constructor(private readonly bound: number = ROWS) {}

  get(table: string, lead: string): readonly object[] | undefined {
    return this.#groups.get(keyOf(table, lead));
  }

  keep(table: string, lead: string, rows: readonly object[]): void {
    const key = keyOf(table, lead);
    this.#drop(key);
    this.#groups.set(key, rows);
    this.#rows += sizeOf(rows);
    for (const oldest of this.#groups.keys()) {
      if (this.#rows <= this.bound) return;
      this.#drop(oldest);
    }
  }

  /** Of rows that were changed without having been looked at, the others are not known. */
  forget(table: string, lead: string): void {
    this.#drop(keyOf(table, lead));
  }

  #drop(key: string): void {
    const rows = this.#groups.get(key);
    if (rows === undefined) return;
    this.#rows -= sizeOf(rows);
    this.#groups.delete(key);
  }
}

const keyOf = (table: string, lead: string): string => `${table}\n${lead}`;

/** That there is none is known of a key as well. */
const sizeOf = (rows: readonly object[]): number => Math.max(rows.length, 1);
