/** How many pages may be on their way, or wait to be asked for, at once. */
const PAGES = 4;
const LONGEST_PAGE = 8 * 1024 * 1024;
/** Whoever has not come for a page by then has stopped reading. */
const KEPT_FOR_MS = 2_000;

export interface PageSource<Row> {
  read(position: number, limit: number): Promise<readonly Row[]>;
  positionIn(row: Row): number;
  /** How many characters a page holds, roughly. */
  lengthOf(page: readonly Row[]): number;
}

interface Ahead<Row> {
  readonly limit: number;
  readonly rows: Promise<readonly Row[]>;
  readonly forgotten: NodeJS.Timeout;
}

/**
 * Reads a log page after page. Whoever asks for one page right behind another gets the next one fetched
 * while this one is worked on. Rows are never changed and only come at the end, so a page that was full
 * is the same whenever it was fetched; one that was not is read on from its end when it is asked for.
 */
export class ReadAhead<Row> {
  /** By the position behind which they begin, the oldest first. */
  readonly #ahead = new Map<number, Ahead<Row>>();
  /** Where full pages ended, the latest last: who asks on from there goes through the log. */
  readonly #ends = new Set<number>();

  constructor(private readonly source: PageSource<Row>) {}

  async page(position: number, limit: number): Promise<readonly Row[]> {
    const goesOn = this.#ends.delete(position);
    const fetched = await this.#take(position, limit);
    const rows = fetched ?? (await this.source.read(position, limit));
    const last = rows.at(-1);
    if (last === undefined || rows.length < limit) return rows;
    const end = this.source.positionIn(last);
    if (goesOn && this.source.lengthOf(rows) <= LONGEST_PAGE) this.#fetch(end, limit);
    this.#ends.add(end);
    if (this.#ends.size > PAGES) this.#ends.delete(firstOf(this.#ends) ?? end);
    return rows;
  }

  /** What was fetched of the page, completed; null where nothing of use was. */
  async #take(position: number, limit: number): Promise<readonly Row[] | null> {
    const ahead = this.#ahead.get(position);
    if (ahead === undefined || ahead.limit !== limit) return null;
    this.#forget(position);
    const rows = await ahead.rows.catch(() => []);
    const last = rows.at(-1);
    if (last === undefined) return null;
    if (rows.length === limit) return rows;
    return [...rows, ...(await this.source.read(this.source.positionIn(last), limit - rows.length))];
  }

  #fetch(position: number, limit: number): void {
    this.#forget(position);
    if (this.#ahead.size >= PAGES) this.#forget(firstOf(this.#ahead.keys()) ?? position);
    const rows = this.source.read(position, limit);
    // Nobody may ever come for it; and who comes reads again.
    rows.catch(() => undefined);
    const forgotten = setTimeout(() => this.#forget(position), KEPT_FOR_MS).unref();
    this.#ahead.set(position, { limit, rows, forgotten });
  }

  #forget(position: number): void {
    clearTimeout(this.#ahead.get(position)?.forgotten);
    this.#ahead.delete(position);
  }
}

function firstOf<Value>(values: Iterable<Value>): Value | undefined {
  for (const value of values) return value;
  return undefined;
}
