import { sql } from 'kysely';
import { schemaOf } from '../runner/projection.js';
import type { ViewAccess } from './view-access.js';
import { ViewBehind } from './view-behind.js';
import type { ViewName } from './view-database.js';

const SHORTEST_PAUSE = 3;
const LONGEST_PAUSE = 100;

/** Nothing has been folded into it, and it may not be read. */
const UNREADABLE = -1;

interface Waiting {
  readonly schemas: readonly string[];
  readonly position: number;
  readonly since: number;
  readonly timeoutMs: number;
  readonly resolve: (reflected: number) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Looks how far views have come, for all who wait for them in this process: one query asks after every view
 * that somebody waits for, and there is one at a time. A view only gets further, so who waits for more than
 * was seen last takes part in the next look, and who needs no more is looked for at once.
 */
export class ViewLooks {
  #waiting: Waiting[] = [];
  /** The last position seen, by schema. */
  readonly #seen = new Map<string, number>();
  #isLooking = false;
  #hurry: (() => void) | null = null;

  constructor(private readonly access: Pick<ViewAccess, 'db' | 'ledger'>) {}

  /**
   * @returns the last position that all of the views reflect, seen after this was called
   * @throws ViewBehind
   */
  wait(views: readonly ViewName[], position: number, timeoutMs: number): Promise<number> {
    const schemas = views.map(schemaOf);
    return new Promise((resolve, reject) => {
      this.#waiting.push({ schemas, position, since: performance.now(), timeoutMs, resolve, reject });
      if (!this.#isLooking) void this.#look();
      else if (this.#reflected(schemas) >= position) this.#hurry?.();
    });
  }

  async #look(): Promise<void> {
    this.#isLooking = true;
    // What is asked for at once is looked for at once.
    await new Promise((resolve) => setImmediate(resolve));
    while (this.#waiting.length > 0) {
      const waiting = this.#waiting;
      this.#waiting = [];
      try {
        await this.#see([...new Set(waiting.flatMap(({ schemas }) => schemas))].sort());
        this.#waiting.push(...waiting.filter((one) => !this.#isAnswered(one)));
      } catch (error) {
        for (const { reject } of waiting) reject(error);
      }
      await this.#pause();
    }
    this.#isLooking = false;
  }

  #isAnswered({ schemas, position, since, timeoutMs, resolve, reject }: Waiting): boolean {
    const reflected = this.#reflected(schemas);
    if (reflected >= position && reflected !== UNREADABLE) resolve(reflected);
    else if (performance.now() - since >= timeoutMs) reject(new ViewBehind(position, Math.max(reflected, 0)));
    else return false;
    return true;
  }

  #reflected(schemas: readonly string[]): number {
    return Math.min(...schemas.map((schema) => this.#seen.get(schema) ?? UNREADABLE));
  }

  /** The longer the last who came has waited, the longer; not at all for who needs no more than was seen. */
  async #pause(): Promise<void> {
    if (this.#waiting.length === 0) return;
    if (this.#waiting.some(({ schemas, position }) => this.#reflected(schemas) >= Math.max(position, 0)))
      return;
    const youngest = Math.max(...this.#waiting.map(({ since }) => since));
    const pause = Math.min(Math.max((performance.now() - youngest) / 2, SHORTEST_PAUSE), LONGEST_PAUSE);
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, pause);
      this.#hurry = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    this.#hurry = null;
  }

  async #see(schemas: readonly string[]): Promise<void> {
    try {
      const found = new Map(await this.#checkpoints(schemas));
      for (const schema of schemas) this.#seen.set(schema, found.get(schema) ?? UNREADABLE);
    } catch (error) {
      if (!isMissing(error)) throw error;
      const [only, ...others] = schemas;
      if (only !== undefined && others.length === 0) this.#seen.set(only, UNREADABLE);
      else for (const schema of schemas) await this.#see([schema]);
    }
  }

  /** Of the views that may be read. */
  async #checkpoints(schemas: readonly string[]): Promise<readonly (readonly [string, number])[]> {
    const { db, ledger } = this.access;
    const each = schemas.map(
      (schema) => sql`select ${sql.lit(schema)} as schema, position from ${sql.id(schema, 'checkpoint')}
        where ledger = ${ledger.name} and caught_up`,
    );
    const { rows } = await sql<{
      schema: string;
      position: number;
    }>`${sql.join(each, sql` union all `)}`.execute(db);
    return rows.map(({ schema, position }) => [schema, position] as const);
  }
}

/** SQLSTATE 42P01, undefined table: no runner has made the view's schema yet. */
const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === '42P01';
