import pg from 'pg';

/** A session that did what it was told to and says nothing more, as its process is frozen. */
export class SilentSession {
  private constructor(private readonly client: pg.Client) {}

  static async open(url: string, statements: readonly string[]): Promise<SilentSession> {
    const client = new pg.Client({ connectionString: url });
    // The server may end it.
    client.on('error', () => undefined);
    await client.connect();
    for (const statement of statements) await client.query(statement);
    return new SilentSession(client);
  }

  async end(): Promise<void> {
    await this.client.end();
  }
}
