import pg from 'pg';

const VIEW = 'status_table';
const TABLES = ['segment', 'event'] as const;

/** The status table's tables, as a superuser sees them: the view that is read, and the one that is filled beside it. */
export class ViewTables {
  private constructor(
    private readonly pool: pg.Pool,
    private readonly schema: string,
    private readonly beside: string,
  ) {}

  static async open(superuserUrl: string): Promise<ViewTables> {
    const pool = new pg.Pool({ connectionString: superuserUrl, max: 4 });
    // A connection that breaks ends in an error of its next query, which is enough.
    pool.on('connect', (client) => client.on('error', () => undefined));
    pool.on('error', () => undefined);
    const { rows } = await pool.query<{ nspname: string }>(
      `select nspname from pg_namespace where nspname ~ '^view_${VIEW}_v[0-9]+$'`,
    );
    const schema = rows[0]?.nspname;
    if (schema === undefined || rows.length !== 1) throw new Error('The view is not there once.');
    return new ViewTables(pool, schema, schema.replace(VIEW, `${VIEW}_rebuild`));
  }

  close(): Promise<void> {
    return this.pool.end();
  }

  /** How far the view beside is; null where none is being filled. */
  rebuildPosition(): Promise<number | null> {
    return this.position(this.beside);
  }

  /** What somebody would see who took the view that is being filled for the one to read. */
  async unfinished(): Promise<{ readonly position: number }> {
    const position = (await this.position(this.beside)) ?? (await this.position(this.schema)) ?? 0;
    return { position };
  }

  private async position(schema: string): Promise<number | null> {
    try {
      const { rows } = await this.pool.query<{ position: string }>(
        `select position from ${schema}.checkpoint`,
      );
      return rows[0] === undefined ? null : Number(rows[0].position);
    } catch (error) {
      if (error instanceof pg.DatabaseError && /^(42P01|3F000)$/.test(error.code ?? '')) return null;
      throw error;
    }
  }

  /** How many readers wait at this moment for a table. */
  async waiting(): Promise<number> {
    const { rows } = await this.pool.query<{ waiting: number }>(
      `select count(*)::integer as waiting from pg_stat_activity
       where datname = current_database() and application_name = 'actum api'
         and wait_event_type = 'Lock' and wait_event = 'relation'`,
    );
    return rows[0]?.waiting ?? 0;
  }

  /** Keeps the tables that are read now from being dropped, so that what they held can be compared at the end. */
  async holdOld(): Promise<OldTables> {
    const client = await this.pool.connect();
    await client.query('begin');
    for (const table of TABLES) await client.query(`lock table ${this.schema}.${table} in access share mode`);
    return new OldTables(client, this.schema);
  }
}

/** The tables that were read before, under the name they have once others are in their place. */
export class OldTables {
  constructor(
    private readonly client: pg.PoolClient,
    private readonly schema: string,
  ) {}

  /** Rows of the old view that the new one has not, and the other way round, as on record where the old one ended. */
  async differences(): Promise<{ readonly rows: number; readonly missing: number; readonly added: number }> {
    const { client, schema } = this;
    const old = `${schema}_former`;
    await client.query("set local work_mem = '256MB'");
    const { rows: ends } = await client.query<{ end: string }>(
      `select max(position) as "end" from ${old}.event`,
    );
    const end = Number(ends[0]?.end);
    const sides = { old, new: schema };
    const all = (side: keyof typeof sides) =>
      `select md5((to_jsonb(s) || jsonb_build_object('known_to', case when s.known_to <= ${end} then s.known_to end))::text)
         from ${sides[side]}.segment s where s.known_from <= ${end}
       union all select md5(to_jsonb(e)::text) from ${sides[side]}.event e where e.position <= ${end}`;
    const count = async (query: string) => {
      const { rows } = await client.query<{ count: string }>(`select count(*) from (${query}) rows`);
      return Number(rows[0]?.count);
    };
    return {
      rows: await count(all('old')),
      missing: await count(`(${all('old')}) except all (${all('new')})`),
      added: await count(`(${all('new')}) except all (${all('old')})`),
    };
  }

  async letGo(): Promise<void> {
    await this.client.query('commit');
    this.client.release();
  }
}
