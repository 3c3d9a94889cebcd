import pg from 'pg';
import type { EventTable } from '#database';
import type { Instant } from '#domain';
import { canonicalBytes } from '../entry/canonical-json.js';
import type { LedgerEntry } from '../entry/ledger-entry.js';
import { InvalidLedgerRequest, LedgerUnavailable } from '../errors.js';
import { hmac, type LedgerKeys } from '../keys/key-file.js';
import { PersonKeys } from '../keys/person-keys.js';
import type {
  Appended,
  AppendRequest,
  AppendVerdict,
  Json,
  Ledger,
  StoredEvent,
  StreamEvent,
} from '../ledger.js';
import { type EventSchemas, eventSchemas } from '../schemas/event-schemas.js';
import { APPEND, type AppendRow, appendValues, verdictsOf } from './append-call.js';
import { AppendNews } from './append-news.js';
import { type AppendBatch, AppendQueue, type QueueBounds } from './append-queue.js';
import { checkEnvelope, encodeRequest } from './encode-request.js';
import { EventCodec } from './event-codec.js';
import { EventReader } from './event-reader.js';
import { EVENT_COLUMNS, entryOf } from './event-row.js';
import type { EventTexts } from './event-texts.js';
import { whileUnreachable } from './retry.js';
import { StoredTree } from './stored-tree.js';

// Raised by the append function, or by what guards the table: the request can never be carried out.
const INVALID_STATES = /^(LG400|22...|23502|23514|54...)$/;
const ANSWER_WITHIN_MS = 15_000;
const QUEUE_BOUNDS: QueueBounds = { requests: 10_000, bytes: 64 * 1024 * 1024 };

export interface PostgresLedgerOptions {
  /** A pool of `openPool`, as the application's role, over a migrated database. */
  readonly pool: pg.Pool;
  /** `[a-z0-9][a-z0-9._-]*`, 63 characters at most. */
  readonly name: string;
  readonly keys: LedgerKeys;
  /** For how long an unreachable database is tried again; 15,000 by default. */
  readonly retryForMs?: number;
  /** How much may wait to be appended before `LedgerBusy`; 10,000 appends, 64 MiB of data by default. */
  readonly queueBounds?: QueueBounds;
  /** Told of every batch of appends, for instruments. */
  readonly onBatch?: (batch: AppendBatch) => void;
  /** Every shape of every event; this program's own by default. */
  readonly schemas?: EventSchemas;
}

/** One tenant's ledger in Postgres. Opening it connects to nothing; ending the pool is the caller's. */
export function openPostgresLedger(options: PostgresLedgerOptions): Ledger {
  return new PostgresLedger(options);
}

class PostgresLedger implements Ledger {
  readonly name: string;
  readonly #pool: pg.Pool;
  readonly #keys: LedgerKeys;
  readonly #retryForMs: number;
  readonly #personKeys: PersonKeys;
  readonly #codec: EventCodec;
  readonly #queue: AppendQueue;
  readonly #reader: EventReader;
  readonly #tree = new StoredTree((position, limit) => this.#leavesAfter(position, limit));

  constructor(options: PostgresLedgerOptions) {
    const { pool, name, keys, retryForMs = 15_000, schemas = eventSchemas } = options;
    this.name = name;
    this.#pool = pool;
    this.#keys = keys;
    this.#retryForMs = retryForMs;
    this.#personKeys = new PersonKeys(pool, name, keys.wrappingKey);
    this.#codec = new EventCodec(name, this.#personKeys, schemas);
    this.#reader = new EventReader({
      codec: this.#codec,
      query: (text, values, statement) => this.#texts(text, values, statement),
      retry: (run) => this.#retry(run),
    });
    const news = new AppendNews(pool, name);
    this.#queue = new AppendQueue({
      bounds: options.queueBounds ?? QUEUE_BOUNDS,
      send: async (batch) => {
        const values = appendValues(name, batch);
        const [row] = await this.#query<AppendRow>(APPEND, values, 'ledger.append');
        return verdictsOf(batch, only(row));
      },
      isGuilt: (error) => !(error instanceof LedgerUnavailable),
      onAppended: () => news.tell(),
      onBatch: options.onBatch,
    });
  }

  append(request: AppendRequest): Promise<AppendVerdict> {
    try {
      checkEnvelope(request);
      this.#queue.admit(request);
    } catch (error) {
      this.#queue.forget(request);
      return Promise.reject(error);
    }
    const failed = (error: unknown): never => {
      this.#queue.forget(request);
      throw error;
    };
    try {
      const encoded = encodeRequest(this.#codec, request, (run) => this.#retry(run));
      if (!(encoded instanceof Promise)) return this.#queue.append(encoded);
      return encoded.then((ready) => this.#queue.append(ready), failed);
    } catch (error) {
      return Promise.reject(error).catch(failed);
    }
  }

  async findCommand(commandId: string, requestDigest: Buffer) {
    const [row] = await this.#query<{ accepted: (Appended & { requestDigest: string }) | null }>(
      'select ledger.accepted($1, $2) as accepted',
      [this.name, commandId],
    );
    const { accepted } = only(row);
    if (accepted === null) return null;
    const { requestDigest: digest, ...appended } = accepted;
    return { digestMatches: digest === requestDigest.toString('hex'), appended };
  }

  async readStream<Stream extends string>(stream: Stream): Promise<readonly StreamEvent<Stream>[]> {
    // The events of a stream are of the kind in its name: the rules put no others there.
    return (await this.#reader.stream(stream)) as readonly StreamEvent<Stream>[];
  }

  readForward(position: number, limit: number): Promise<readonly StoredEvent[]> {
    return this.#reader.forward(position, limit);
  }

  async readEntries(position: number, limit: number): Promise<readonly LedgerEntry[]> {
    const rows = await this.#query<EventTable>(
      `select ${EVENT_COLUMNS} from ledger.event where ledger = $1 and position > $2 order by position limit $3`,
      [this.name, position, limit],
    );
    return rows.map(entryOf);
  }

  async lastPosition(): Promise<number> {
    const [row] = await this.#query<{ position: number }>(
      'select position from ledger.event where ledger = $1 order by position desc limit 1',
      [this.name],
    );
    return row?.position ?? 0;
  }

  async positionAt(instant: Instant): Promise<number> {
    const [row] = await this.#query<{ position: number }>(
      'select ledger.position_at($1, ledger.instant($2)) as position',
      [this.name, instant],
    );
    return only(row).position;
  }

  rootAt(size: number): Promise<Buffer> {
    return this.#tree.rootAt(size);
  }

  async #leavesAfter(position: number, limit: number): Promise<readonly Buffer[]> {
    const rows = await this.#query<{ leaf: Buffer }>(
      'select leaf from ledger.event where ledger = $1 and position > $2 order by position limit $3',
      [this.name, position, limit],
    );
    return rows.map(({ leaf }) => leaf);
  }

  async now(): Promise<Instant> {
    const [row] = await this.#query<{ now: Instant }>('select ledger.now($1) as now', [this.name]);
    return only(row).now;
  }

  requestDigest(request: Json): Buffer {
    return hmac(this.#keys.requestDigestKey, canonicalBytes(request, 'request'));
  }

  destroyPersonKey(person: string): Promise<boolean> {
    return this.#retry(() => this.#personKeys.destroy(person));
  }

  async #query<Row extends object>(text: string, values: unknown[], name?: string): Promise<readonly Row[]> {
    const statement = {
      text,
      values,
      query_timeout: ANSWER_WITHIN_MS,
      ...(name === undefined ? {} : { name }),
    };
    try {
      return await this.#retry(async () => (await this.#pool.query<Row>(statement)).rows);
    } catch (error) {
      if (error instanceof pg.DatabaseError && INVALID_STATES.test(error.code ?? '')) {
        throw new InvalidLedgerRequest(error.message, error.column, error);
      }
      throw error;
    }
  }

  /** Rows by columns in order, each as Postgres prints it. */
  async #texts(text: string, values: unknown[], name?: string): Promise<readonly EventTexts[]> {
    const statement = {
      ...{ text, values, types: asPrinted, query_timeout: ANSWER_WITHIN_MS },
      ...(name === undefined ? {} : { name }),
      rowMode: 'array' as const,
    };
    return this.#retry(async () => {
      const { rows } = await this.#pool.query<unknown[]>(statement);
      // As many columns, and as many of them null, as `EVENT_TEXTS` says.
      return rows as unknown as readonly EventTexts[];
    });
  }

  #retry<Result>(run: () => Promise<Result>): Promise<Result> {
    return whileUnreachable(run, this.#retryForMs);
  }
}

const asPrinted: pg.CustomTypesConfig = { getTypeParser: () => (value: unknown) => value };

function only<Row>(row: Row | undefined): Row {
  if (row === undefined) throw new Error('A function of the database answered nothing.');
  return row;
}
