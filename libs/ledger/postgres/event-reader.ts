import type { StoredEvent } from '../ledger.js';
import type { EventCodec } from './event-codec.js';
import { EVENT_TEXTS, type EventTexts, lengthOf, positionIn } from './event-texts.js';
import { ReadAhead } from './read-ahead.js';

const STREAM = `select ${EVENT_TEXTS} from ledger.event where ledger = $1 and stream = $2 order by version`;
// With both ends, so that it is found by its index whatever is known of the table: with a limit alone, and
// nothing counted yet, all that follows would be read and sorted for every page.
const FORWARD = `select ${EVENT_TEXTS} from ledger.event
  where ledger = $1 and position > $2::bigint and position <= $2::bigint + $3::integer order by position`;
/** What comes behind a gap as long as a page, which only damage leaves. */
const BEHIND_A_GAP = `select ${EVENT_TEXTS} from ledger.event where ledger = $1 and position > $2 order by position limit $3`;

/** From so many events on, every plan goes by an index: one that is kept stays right. */
const LONG_ENOUGH_TO_PLAN_ONCE = 1_000;

/** A query whose values come as Postgres prints them, by columns in order. */
export type TextQuery = (text: string, values: unknown[], name?: string) => Promise<readonly EventTexts[]>;

export interface EventReaderParts {
  readonly codec: EventCodec;
  readonly query: TextQuery;
  /** Runs what may be run twice again while the database cannot be reached. */
  readonly retry: <Result>(run: () => Promise<Result>) => Promise<Result>;
}

/** Reads events in plain text. */
export class EventReader {
  readonly #pages: ReadAhead<EventTexts>;
  /** A position that is known to be there. */
  #seen = 0;

  constructor(private readonly parts: EventReaderParts) {
    const { codec, query } = parts;
    const read = async (position: number, limit: number) => {
      const values = [codec.ledger, position, limit];
      const rows = await query(FORWARD, values, this.#named('ledger.forward'));
      return rows.length > 0 ? rows : query(BEHIND_A_GAP, values);
    };
    this.#pages = new ReadAhead({ read, positionIn, lengthOf });
  }

  async stream(stream: string): Promise<readonly StoredEvent[]> {
    const { codec, query } = this.parts;
    return this.#decode(await query(STREAM, [codec.ledger, stream], this.#named('ledger.stream')));
  }

  /** At most `limit` events after `position`. Keys are looked for at the time of asking, so that what is erased stays so. */
  async forward(position: number, limit: number): Promise<readonly StoredEvent[]> {
    return this.#decode(await this.#pages.page(position, limit));
  }

  #named(name: string): string | undefined {
    return this.#seen < LONG_ENOUGH_TO_PLAN_ONCE ? undefined : name;
  }

  async #decode(rows: readonly EventTexts[]): Promise<readonly StoredEvent[]> {
    const last = rows.at(-1);
    if (last !== undefined) this.#seen = Math.max(this.#seen, positionIn(last));
    return this.parts.retry(() => this.parts.codec.decode(rows));
  }
}
