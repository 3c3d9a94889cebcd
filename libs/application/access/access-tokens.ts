import { hash, randomBytes } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import type { Tables } from '#database';

const BYTES = 32;
/** So that a token that leaked into a file or a log is recognised as one. */
const PREFIX = 'actum_';

/** How long a token that was found valid is taken at its word: what another process revokes counts that much later. */
const REMEMBERED_MS = 1_000;
const REMEMBERED_AT_MOST = 10_000;

interface Remembered {
  readonly person: string;
  /** On this process' own clock. */
  readonly until: number;
}

/**
 * Bearer tokens of people. Only the SHA-256 of each is kept, so a copy of the database opens nothing. One
 * that was found valid is not looked up again for a second, by this process; what this process revokes
 * is gone at once.
 */
export class AccessTokens {
  /** By the hash, as text; the one remembered longest ago first. */
  readonly #remembered = new Map<string, Remembered>();
  /** What was read before one of these is not to be remembered after it. */
  #revocations = 0;

  constructor(
    private readonly database: Kysely<Tables>,
    private readonly ledger: string,
  ) {}

  /**
   * Makes a token for a person: 256 random bits, shown this once.
   * @param expiresAt real time; until revoked where null
   */
  async issue(person: string, expiresAt: Date | null = null): Promise<string> {
    const token = PREFIX + randomBytes(BYTES).toString('base64url');
    await this.database
      .insertInto('access.token')
      .values({
        ledger: this.ledger,
        token_hash: hashOf(token),
        person,
        expires_at: expiresAt?.toISOString() ?? null,
      })
      .execute();
    return token;
  }

  /** Whose token it is; null where it is unknown, expired or revoked. */
  async verify(token: string): Promise<string | null> {
    const key = keyOf(token);
    const known = this.#remembered.get(key);
    const asked = performance.now();
    if (known !== undefined && known.until > asked) return known.person;
    const revocations = this.#revocations;
    const row = await this.database
      .selectFrom('access.token')
      .select([
        'person',
        sql<number | null>`(extract(epoch from expires_at - clock_timestamp()) * 1000)::float8`.as('left'),
      ])
      .where('ledger', '=', this.ledger)
      .where('token_hash', '=', hashOf(token))
      .where(({ eb, fn, or }) =>
        or([eb('expires_at', 'is', null), eb('expires_at', '>', fn<string>('clock_timestamp'))]),
      )
      .executeTakeFirst();
    if (row === undefined) return null;
    const until = asked + Math.min(REMEMBERED_MS, row.left ?? REMEMBERED_MS);
    if (revocations === this.#revocations) this.#remember(key, { person: row.person, until });
    return row.person;
  }

  async revoke(token: string): Promise<void> {
    const deletion = this.database
      .deleteFrom('access.token')
      .where('ledger', '=', this.ledger)
      .where('token_hash', '=', hashOf(token));
    const key = keyOf(token);
    await this.#revoking(deletion.execute(), (_, known) => known === key);
  }

  /** Signs a person out everywhere. */
  async revokeAll(person: string): Promise<void> {
    const deletion = this.database
      .deleteFrom('access.token')
      .where('ledger', '=', this.ledger)
      .where('person', '=', person);
    await this.#revoking(deletion.execute(), (remembered) => remembered.person === person);
  }

  #remember(key: string, remembered: Remembered): void {
    this.#remembered.delete(key);
    this.#remembered.set(key, remembered);
    const [oldest] = this.#remembered.keys();
    if (this.#remembered.size > REMEMBERED_AT_MOST && oldest !== undefined) this.#remembered.delete(oldest);
  }

  /** Forgets after the deletion: whoever looked before it may have remembered meanwhile, or be about to. */
  async #revoking(
    deletion: Promise<unknown>,
    isRevoked: (remembered: Remembered, key: string) => boolean,
  ): Promise<void> {
    try {
      await deletion;
    } finally {
      this.#revocations += 1;
      for (const [key, remembered] of this.#remembered) {
        if (isRevoked(remembered, key)) this.#remembered.delete(key);
      }
    }
  }
}

const hashOf = (token: string): Buffer => hash('sha256', token, 'buffer');
const keyOf = (token: string): string => hash('sha256', token, 'base64');
