import { randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';
import { payload } from '../drive.mjs';

const require = createRequire(import.meta.url);

/** Emmett's Postgres store on its own pool, schema as it migrates it. */
export async function openEmmett(server) {
  const { getPostgreSQLEventStore, postgreSQLEventStoreConsumer, postgreSQLRawBatchSQLProjection } =
    await import('@event-driven-io/emmett-postgresql');
  const { SQL } = await import('@event-driven-io/dumbo');
  const pg = require('pg');
  const connectionString = await server.database('peer_emmett');
  const store = getPostgreSQLEventStore(connectionString);
  await store.schema.migrate();
  const pool = new pg.Pool({ connectionString, max: 4 });
  pool.on('error', () => undefined);
  const hot = `hot-${randomUUID()}`;
  const reported = (n, id) => ({
    type: 'Reported',
    data: { ...payload(n), ...(id === undefined ? {} : { id }) },
  });
  return {
    name: 'emmett 0.42.0',
    how: 'emmett-postgresql on its own pool, consumers with batches of 1000, projection by a batch of SQL',
    one: (_writer, n) =>
      store.appendToStream(randomUUID(), [reported(n)], { expectedStreamVersion: 'STREAM_DOES_NOT_EXIST' }),
    ten: (_writer, n) =>
      store.appendToStream(
        randomUUID(),
        Array.from({ length: 10 }, () => reported(n)),
        { expectedStreamVersion: 'STREAM_DOES_NOT_EXIST' },
      ),
    async hot(_writer, n) {
      for (;;) {
        const { currentStreamVersion, streamExists } = await store.readStream(hot);
        const expectedStreamVersion = streamExists ? currentStreamVersion : 'STREAM_DOES_NOT_EXIST';
        try {
          return await store.appendToStream(hot, [reported(n)], { expectedStreamVersion });
        } catch (error) {
          if (!/version/i.test(`${error?.name} ${error?.message}`)) throw error;
        }
      }
    },
    async fill(stream, count) {
      for (let done = 0; done < count; done += 500)
        await store.appendToStream(
          stream,
          Array.from({ length: Math.min(500, count - done) }, () => reported(done)),
        );
    },
    load: async (stream) => (await store.readStream(stream)).events.length,
    async forward(limit) {
      let count = 0;
      const consumer = postgreSQLEventStoreConsumer({
        connectionString,
        stopWhen: { noMessagesLeft: true },
        pulling: { batchSize: 1000, pullingFrequencyInMs: 1 },
      });
      consumer.reactor({
        processorId: `forward-${randomUUID()}`,
        startFrom: 'BEGINNING',
        stopAfter: () => count >= limit,
        eachMessage: () => {
          count += 1;
        },
      });
      await consumer.start();
      await consumer.close();
      return count;
    },
    async project(version, limit) {
      const table = `tally_${version}`;
      await pool.query(`create table ${table} (stream text primary key, events integer not null)`);
      let folded = 0;
      const consumer = postgreSQLEventStoreConsumer({
        connectionString,
        stopWhen: { noMessagesLeft: true },
        pulling: { batchSize: 1000, pullingFrequencyInMs: 1 },
      });
      consumer.projector({
        processorId: `tally-${version}-${randomUUID()}`,
        startFrom: 'BEGINNING',
        stopAfter: () => folded >= limit,
        projection: postgreSQLRawBatchSQLProjection({
          name: table,
          canHandle: ['Reported'],
          evolve: (events) => {
            folded += events.length;
            return events.map(
              ({ metadata }) =>
                SQL`insert into ${SQL.identifier(table)} values (${metadata.streamName}, 1) on conflict (stream) do update set events = ${SQL.identifier(table)}.events + 1`,
            );
          },
        }),
      });
      await consumer.start();
      await consumer.close();
      return folded;
    },
    async follow(stop) {
      const seen = [];
      const consumer = postgreSQLEventStoreConsumer({
        connectionString,
        pulling: { batchSize: 500, pullingFrequencyInMs: 1 },
      });
      consumer.reactor({
        processorId: `follow-${randomUUID()}`,
        startFrom: 'BEGINNING',
        eachMessage: ({ data }) => void (data.id !== undefined && seen.push(data.id)),
      });
      const running = consumer.start();
      await stop.promise;
      for (let before = -1; before !== seen.length; ) {
        before = seen.length;
        await new Promise((resolve) => setTimeout(resolve, 1000));
      }
      await consumer.close();
      await running.catch(() => undefined);
      return seen;
    },
    tagged: (id) => store.appendToStream(randomUUID(), [reported(0, id)]),
    async size() {
      const { rows } = await pool.query(
        `select (select sum(pg_total_relation_size(c.oid)) from pg_class c where c.relkind in ('r') and c.relname like 'emt_%')::float8 as bytes,
           (select count(*) from emt_messages)::float8 as events`,
      );
      return rows[0];
    },
    async close() {
      await pool.end();
      await store.close();
    },
  };
}
