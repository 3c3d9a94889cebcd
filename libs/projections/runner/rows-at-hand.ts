const ROWS = 5_000;

type Groups = Map<string, Map<string, readonly object[]>>;

/**
 * The rows that a view's folds looked at lately, as they will stand once what was folded is written. Held
 * by whoever keeps the view up, as nobody else writes it; all rows of a table whose key begins alike, or none.
 *
 * Kept in two halves: once the younger is full it becomes the older one, and what was there and not looked
 * at since is gone. So nothing is taken out one by one.
 */
export class RowsAtHand {
  #younger: Groups = new Map();
  #older: Groups = new Map();
  #rows = 0;

  constructor(private readonly bound: number = ROWS) {}

  get(table: string, lead: string): readonly object[] | undefined {
    return this.#younger.get(table)?.get(lead) ?? this.#older.get(table)?.get(lead);
  }

  keep(table: string, lead: string, rows: readonly object[]): void {
    let leads = this.#younger.get(table);
    if (leads === undefined) {
      leads = new Map();
      this.#younger.set(table, leads);
    }
    leads.set(lead, rows);
    // That there is none is known of a key as well.
    this.#rows += Math.max(rows.length, 1);
    if (this.#rows < this.bound / 2) return;
    this.#older = this.#younger;
    this.#younger = new Map();
    this.#rows = 0;
  }

  /** Of rows that were changed without having been looked at, the others are not known. */
  forget(table: string, lead: string): void {
    this.#younger.get(table)?.delete(lead);
    this.#older.get(table)?.delete(lead);
  }
}
