import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { payload } from '../drive.mjs';

const require = createRequire(import.meta.url);

/** Message DB by its own installer, called through pg with prepared statements, over 16 categories: its lock is one a category. */
export async function openMessageDb(server) {
  const pg = require('pg');
  const folder = join(dirname(require.resolve('@eventide/message-db/package.json')), 'database');
  const url = new URL(await server.database('peer_message_db'));
  const env = {
    ...process.env,
    PGHOST: url.hostname,
    PGPORT: url.port,
    PGUSER: url.username,
    PGPASSWORD: decodeURIComponent(url.password),
    DATABASE_NAME: 'peer_message_db',
    CREATE_DATABASE: 'off',
  };
  const installed = spawnSync('bash', ['install.sh'], { cwd: folder, env, encoding: 'utf8' });
  if (installed.status !== 0) throw new Error(`Message DB could not be installed: ${installed.stderr}`);
  const pool = new pg.Pool({
    connectionString: String(url),
    max: 16,
    options: '-c search_path=message_store,public',
  });
  pool.on('error', () => undefined);
  const write = (client, stream, n, expected, id) =>
    client.query({
      name: 'write',
      text: 'select message_store.write_message($1, $2, $3, $4::jsonb, null, $5)',
      values: [randomUUID(), stream, 'Reported', JSON.stringify({ ...payload(n), id }), expected],
    });
  const streamOf = (writer) => `items${writer % 16}-${randomUUID()}`;
  const hot = `hot-${randomUUID()}`;
  const ids = [];
  return {
    name: 'message-db 1.3.1',
    how: 'its own installer, pg with prepared statements and 16 connections, 16 categories; read forward by category',
    one: (writer, n) => write(pool, streamOf(writer), n, -1),
    async ten(writer, n) {
      const client = await pool.connect();
      const stream = streamOf(writer);
      try {
        await client.query('begin');
        for (let version = -1; version < 9; version++) await write(client, stream, n, version);
        await client.query('commit');
      } finally {
        client.release();
      }
    },
    async hot(_writer, n) {
      for (;;) {
        const { rows } = await pool.query({
          name: 'version',
          text: 'select message_store.stream_version($1) as version',
          values: [hot],
        });
        try {
          return await write(pool, hot, n, Number(rows[0].version ?? -1));
        } catch (error) {
          if (!/Wrong expected version/.test(error.message)) throw error;
        }
      }
    },
    async fill(stream, count) {
      for (let version = -1; version < count - 1; version++)
        await write(pool, `fill-${stream}`, version, version);
    },
    load: async (stream) =>
      (
        await pool.query('select * from message_store.get_stream_messages($1, 0, 100000)', [`fill-${stream}`])
      ).rows.map(({ data }) => JSON.parse(data)).length,
    async forward(limit) {
      let count = 0;
      for (let category = 0; category < 16 && count < limit; category++) {
        for (let position = 1; count < limit; ) {
          const { rows } = await pool.query({
            name: 'category',
            text: 'select * from message_store.get_category_messages($1, $2, 1000)',
            values: [`items${category}`, position],
          });
          if (rows.length === 0) break;
          for (const row of rows) JSON.parse(row.data);
          count += rows.length;
          position = Number(rows.at(-1).global_position) + 1;
        }
      }
      return count;
    },
    async follow(stop) {
      for (let position = 1; ; ) {
        const last = stop.done;
        const { rows } = await pool.query(
          "select * from message_store.get_category_messages('tagged', $1, 500)",
          [position],
        );
        for (const row of rows) ids.push(JSON.parse(row.data).id);
        position = rows.length === 0 ? position : Number(rows.at(-1).global_position) + 1;
        if (last && rows.length === 0) return ids;
      }
    },
    tagged: (id) => write(pool, `tagged-${randomUUID()}`, 0, -1, id),
    async size() {
      const { rows } = await pool.query(
        "select pg_total_relation_size('message_store.messages')::float8 as bytes, (select count(*) from message_store.messages)::float8 as events",
      );
      return rows[0];
    },
    close: () => pool.end(),
  };
}
