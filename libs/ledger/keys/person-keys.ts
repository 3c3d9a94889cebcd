import { randomBytes, randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type pg from 'pg';
import { kyselyOn, type Tables } from '#database';
import { KeyFileError } from '../errors.js';
import { decrypt, encrypt, type PersonKey } from './sealing.js';

/**
 * The persons' keys of one ledger, wrapped, in `keys.person_key`. None is held in memory between
 * calls, so that what one process destroys no other can still open.
 */
export class PersonKeys {
  readonly #database: Kysely<Tables>;

  constructor(
    pool: pg.Pool,
    readonly ledger: string,
    readonly wrappingKey: Buffer,
  ) {
    this.#database = kyselyOn<Tables>(pool);
  }

  /** The person's present key, made where there is none. */
  async obtain(person: string): Promise<PersonKey> {
    const found = await this.#ofPerson(person);
    if (found !== null) return found;
    const id = randomUUID();
    const wrapped = encrypt(this.wrappingKey, randomBytes(32), this.#boundTo(id));
    await this.#database
      .insertInto('keys.person_key')
      .values({ ledger: this.ledger, key_id: id, person, wrapped })
      .onConflict((conflict) => conflict.columns(['ledger', 'person']).doNothing())
      .execute();
    return this.obtain(person);
  }

  /** The keys that still exist among `ids`, by id. */
  async find(ids: readonly string[]): Promise<ReadonlyMap<string, Buffer>> {
    if (ids.length === 0) return new Map();
    const rows = await this.#database
      .selectFrom('keys.person_key')
      .select(['key_id', 'wrapped'])
      .where('ledger', '=', this.ledger)
      .where('key_id', 'in', [...new Set(ids)])
      .execute();
    return new Map(rows.map(({ key_id, wrapped }) => [key_id, this.#unwrap(key_id, wrapped)]));
  }

  /** Erases what was sealed under the person's key; false where there is none. */
  async destroy(person: string): Promise<boolean> {
    const { numDeletedRows } = await this.#database
      .deleteFrom('keys.person_key')
      .where('ledger', '=', this.ledger)
      .where('person', '=', person)
      .executeTakeFirst();
    return numDeletedRows > 0n;
  }

  async #ofPerson(person: string): Promise<PersonKey | null> {
    const row = await this.#database
      .selectFrom('keys.person_key')
      .select(['key_id', 'wrapped'])
      .where('ledger', '=', this.ledger)
      .where('person', '=', person)
      .executeTakeFirst();
    return row === undefined ? null : { id: row.key_id, key: this.#unwrap(row.key_id, row.wrapped) };
  }

  #unwrap(id: string, wrapped: Buffer): Buffer {
    const key = decrypt(this.wrappingKey, wrapped, this.#boundTo(id));
    if (key === null) {
      throw new KeyFileError(`The key file is not the one that the ledger ${this.ledger} was written with.`);
    }
    return key;
  }

  #boundTo(id: string): Buffer {
    return Buffer.from(`actum person key 1\n${this.ledger}\n${id}`, 'utf8');
  }
}
