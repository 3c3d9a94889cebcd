import { randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';
import { payload } from '../drive.mjs';

const require = createRequire(import.meta.url);

/** evtstore on Postgres.js, as its own documentation puts first. */
export async function openEvtstore(server) {
  const postgres = require('postgres');
  const { createProvider, migrate } = require('evtstore/provider/postgres');
  const { createAggregate, createCommands, createDomainV2 } = require('evtstore');
  const sql = postgres(await server.database('peer_evtstore'), { max: 16, onnotice: () => undefined });
  await migrate({ sql, events: 'events', bookmarks: 'bookmarks' });
  const provider = createProvider({ sql, limit: 1000, events: 'events', bookmarks: 'bookmarks' });
  const aggregate = createAggregate({
    stream: 'items',
    create: () => ({ count: 0 }),
    fold: (_event, previous) => ({ count: previous.count + 1 }),
  });
  const { domain, createHandler } = createDomainV2({ provider }, { items: aggregate });
  const commands = createCommands(domain.items, {
    report: async (cmd) =>
      Array.from({ length: cmd.count }, () => ({ type: 'Reported', ...payload(cmd.n), id: cmd.id })),
  });
  const hot = randomUUID();
  return {
    name: 'evtstore 12.0.1',
    how: 'provider on Postgres.js with 16 connections, commands on an aggregate, handler with a limit of 1000',
    one: (_writer, n) => commands.report(randomUUID(), { type: 'report', count: 1, n }),
    ten: (_writer, n) => commands.report(randomUUID(), { type: 'report', count: 10, n }),
    async hot(_writer, n) {
      for (;;) {
        try {
          return await commands.report(hot, { type: 'report', count: 1, n });
        } catch (error) {
          if (error?.name !== 'VersionError' && !/unique|version/i.test(String(error?.message))) throw error;
        }
      }
    },
    async fill(stream, count) {
      for (let done = 0; done < count; done += 500)
        await commands.report(stream, { type: 'report', count: Math.min(500, count - done), n: done });
    },
    load: async (stream) => (await provider.getEventsFor('items', stream)).length,
    async forward(limit) {
      let count = 0;
      for (let position = 0; count < limit; ) {
        const events = await provider.getEventsFrom('items', position, 1000);
        if (events.length === 0) break;
        count += events.length;
        position = events.at(-1).position;
      }
      return count;
    },
    async project(version, limit) {
      const table = `tally_${version}`;
      await sql.unsafe(`create table ${table} (stream text primary key, events integer not null)`);
      const handler = createHandler(`tally-${version}`, ['items']);
      let folded = 0;
      handler.handle('items', 'Reported', async (id) => {
        await sql`insert into ${sql(table)} values (${id}, 1) on conflict (stream) do update set events = ${sql(table)}.events + 1`;
        folded += 1;
      });
      // It goes on to the end by itself: it begins so many before that.
      const [{ last }] = await sql`select max(position)::integer as last from events`;
      await provider.setPosition(`tally-${version}`, Math.max(0, last - limit));
      await handler.runOnce();
      return folded;
    },
    async follow(stop) {
      const seen = [];
      for (let position = 0; ; ) {
        const last = stop.done;
        const events = await provider.getEventsFrom('items', position, 500);
        for (const { event } of events) seen.push(event.id);
        position = events.at(-1)?.position ?? position;
        if (last && events.length === 0) return seen.filter((id) => id !== undefined);
      }
    },
    tagged: (id) => commands.report(randomUUID(), { type: 'report', count: 1, n: 0, id }),
    async size() {
      const [row] =
        await sql`select pg_total_relation_size('events')::float8 as bytes, count(*)::float8 as events from events`;
      return row;
    },
    close: () => sql.end(),
  };
}
