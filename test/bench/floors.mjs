import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { drive, payload } from './drive.mjs';

const TABLE = `create table bench_plain (
  position bigint generated always as identity primary key, stream text collate "C" not null, version integer not null,
  type text not null, recorded_at timestamptz not null default clock_timestamp(), data bytea not null,
  unique (stream, version))`;
const ROW = "insert into bench_plain (stream, version, type, data) values ($1, $2, 'Reported', $3)";
const bytes = (n) => Buffer.from(JSON.stringify(payload(n)));

/** What Postgres does where nothing is asked of it but to keep rows: no versions judged, no order, no command ids. */
export async function openFloors(server, pgbench) {
  const connectionString = server.superuserUrl;
  await server.admin.query(TABLE);
  const pool = new pg.Pool({ connectionString, max: 256 });
  pool.on('error', () => undefined);
  const script = join(server.folder, 'insert.sql');
  writeFileSync(
    script,
    `\\set n random(1, 9000000000000000)\ninsert into bench_plain (stream, version, type, data) values ('item:' || :n, 1, 'Reported', convert_to('${JSON.stringify(payload())}', 'UTF8'));\n`,
  );
  return {
    name: 'pgbench',
    how:
      pgbench === null
        ? 'not found'
        : 'one INSERT a commit, prepared, two threads, into a table with a primary key and a unique key of stream and version',
    /** One row a commit, by pgbench; null where there is no pgbench. */
    async pgbench(clients, seconds) {
      if (pgbench === null) return null;
      const args = [
        '-n',
        '-M',
        'prepared',
        '-f',
        script,
        '-c',
        String(clients),
        '-j',
        '2',
        '-T',
        String(seconds),
      ];
      const output = await new Promise((resolve, reject) => {
        const child = spawn(pgbench, [...args, connectionString], { stdio: ['ignore', 'pipe', 'pipe'] });
        let text = '';
        child.stdout.on('data', (chunk) => (text += chunk));
        child.stderr.on('data', (chunk) => (text += chunk));
        child.on('error', reject);
        child.on('close', () => resolve(text));
      });
      return Number(/tps = ([\d.]+)/.exec(output)?.[1] ?? Number.NaN);
    },
    /** One row a commit, by pg with a prepared statement, a connection a writer. */
    async prepared(writers, seconds) {
      const one = (_writer, n) =>
        pool.query({ name: 'row', text: ROW, values: [`item:${randomUUID()}`, 1, bytes(n)] });
      return (await drive(writers, seconds, one)).perSecond;
    },
    /** A hundred rows a commit, as arrays of one statement; events a second. */
    async multiRow(writers, seconds) {
      const hundred = (_writer, n) =>
        pool.query({
          name: 'rows',
          text: "insert into bench_plain (stream, version, type, data) select s, 1, 'Reported', substring($2::bytea from (o::integer - 1) * $3::integer + 1 for $3::integer) from unnest($1::text[]) with ordinality u(s, o)",
          values: [
            Array.from({ length: 100 }, () => `item:${randomUUID()}`),
            Buffer.concat(Array.from({ length: 100 }, () => bytes(n))),
            bytes(n).length,
          ],
        });
      return (await drive(writers, seconds, hundred)).perSecond * 100;
    },
    /** A hundred rows a commit, by COPY in text; events a second. */
    async copy(writers, seconds) {
      const clients = await Promise.all(Array.from({ length: writers }, () => pool.connect()));
      const data = JSON.stringify(payload());
      const hundred = (writer) =>
        copyIn(
          clients[writer],
          Array.from({ length: 100 }, () => `item:${randomUUID()}\t1\tReported\t${data}\n`).join(''),
        );
      try {
        return (await drive(writers, seconds, hundred)).perSecond * 100;
      } finally {
        for (const client of clients) client.release(true);
      }
    },
    /** One durable commit's time, in milliseconds, sorted, at so many a second. */
    async commits(perSecond, seconds) {
      const times = [];
      const until = performance.now() + seconds * 1000;
      const under = [];
      for (let n = 0; performance.now() < until; n++) {
        const start = performance.now();
        under.push(
          pool
            .query({ name: 'row', text: ROW, values: [`item:${randomUUID()}`, 1, bytes(n)] })
            .then(() => times.push(performance.now() - start)),
        );
        await new Promise((resolve) => setTimeout(resolve, 1000 / perSecond));
      }
      await Promise.all(under);
      return times.sort((a, b) => a - b);
    },
    /** The same ledger read forward by hand. */
    async cursor(ledger, limit) {
      let count = 0;
      for (let position = 0; count < limit; ) {
        const { rows } = await pool.query({
          name: 'cursor',
          text: 'select position, stream, version, type, recorded_at, effective_text, actor, command_id, data from ledger.event where ledger = $1 and position > $2 order by position limit 1000',
          values: [ledger, position],
        });
        if (rows.length === 0) break;
        for (const row of rows) row.data = JSON.parse(row.data.toString('utf8'));
        count += rows.length;
        position = Number(rows.at(-1).position);
      }
      return count;
    },
    /** The same view by hand: read a batch, fold it in memory, one statement, one checkpoint, in one transaction. */
    async setBased(ledger, table) {
      await pool.query(`create table ${table} (stream text primary key, events integer not null)`);
      await pool.query(`create table ${table}_checkpoint (position bigint)`);
      const client = await pool.connect();
      let count = 0;
      try {
        for (let position = 0; ; ) {
          const { rows } = await client.query({
            name: 'batch',
            text: 'select position, stream, type, data from ledger.event where ledger = $1 and position > $2 order by position limit 2000',
            values: [ledger, position],
          });
          if (rows.length === 0) break;
          const counts = new Map();
          for (const { stream, type, data } of rows) {
            JSON.parse(data.toString('utf8'));
            if (type === 'ProgressReported') counts.set(stream, (counts.get(stream) ?? 0) + 1);
          }
          await client.query('begin');
          await client.query({
            name: `put-${table}`,
            text: `insert into ${table} select * from unnest($1::text[], $2::integer[]) on conflict (stream) do update set events = ${table}.events + excluded.events`,
            values: [[...counts.keys()], [...counts.values()]],
          });
          position = Number(rows.at(-1).position);
          await client.query(`update ${table}_checkpoint set position = $1`, [position]);
          await client.query('commit');
          count += rows.length;
        }
      } finally {
        client.release();
      }
      return count;
    },
    async size() {
      const { rows } = await pool.query(
        "select pg_total_relation_size('bench_plain')::float8 as bytes, (select count(*) from bench_plain)::float8 as events",
      );
      return rows[0];
    },
    close: () => pool.end(),
  };
}

/** COPY over the wire, without a library: the protocol's own messages. */
function copyIn(client, text) {
  return new Promise((resolve, reject) => {
    let failure = null;
    client.query({
      submit(connection) {
        connection.query('copy bench_plain (stream, version, type, data) from stdin');
      },
      handleCopyInResponse(connection) {
        connection.sendCopyFromChunk(Buffer.from(text));
        connection.endCopyFrom();
      },
      handleError(error) {
        failure = error;
        reject(error);
      },
      handleCommandComplete() {},
      handleReadyForQuery() {
        if (failure === null) resolve();
      },
    });
  });
}
