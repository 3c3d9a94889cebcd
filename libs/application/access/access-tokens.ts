import { createHash, randomBytes } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Tables } from '#database';

const BYTES = 32;
/** So that a token that leaked into a file or a log is recognised as one. */
const PREFIX = 'actum_';

/** Bearer tokens of people. Only the SHA-256 of each is kept, so a copy of the database opens nothing. */
export class AccessTokens {
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
    const row = await this.database
      .selectFrom('access.token')
      .select('person')
      .where('ledger', '=', this.ledger)
      .where('token_hash', '=', hashOf(token))
      .where(({ eb, fn, or }) =>
        or([eb('expires_at', 'is', null), eb('expires_at', '>', fn<string>('clock_timestamp'))]),
      )
      .executeTakeFirst();
    return row?.person ?? null;
  }

  async revoke(token: string): Promise<void> {
    await this.database
      .deleteFrom('access.token')
      .where('ledger', '=', this.ledger)
      .where('token_hash', '=', hashOf(token))
      .execute();
  }

  /** Signs a person out everywhere. */
  async revokeAll(person: string): Promise<void> {
    await this.database
      .deleteFrom('access.token')
      .where('ledger', '=', this.ledger)
      .where('person', '=', person)
      .execute();
  }
}

function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
