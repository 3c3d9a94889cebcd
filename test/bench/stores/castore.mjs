import { randomUUID } from 'node:crypto';
import core from '@castore/core';
import adapter from '@castore/event-storage-adapter-postgres';
import { payload } from '../drive.mjs';

const { EventStore, EventType } = core;
const { PostgresEventStorageAdapter } = adapter;

/** Castore with its Postgres adapter, on its own client (postgres.js), table as it makes it. */
export async function openCastore(server) {
  const connectionString = await server.database('peer_castore');
  await PostgresEventStorageAdapter.createEventTable({ connectionString });
  const eventStorageAdapter = new PostgresEventStorageAdapter({ connectionString });
  const store = new EventStore({
    eventStoreId: 'items',
    eventTypes: [new EventType({ type: 'REPORTED' })],
    reducer: (aggregate, event) => ({ ...aggregate, aggregateId: event.aggregateId, version: event.version }),
    eventStorageAdapter,
  });
  const hot = randomUUID();
  const push = (aggregateId, version, n) =>
    store.pushEvent({ aggregateId, version, type: 'REPORTED', payload: payload(n) });
  return {
    name: 'castore 2.4.2',
    how: 'event-storage-adapter-postgres on postgres.js, its default table; ten events as one group; aggregates from their events',
    one: (_writer, n) => push(randomUUID(), 1, n),
    ten(_writer, n) {
      const aggregateId = randomUUID();
      const events = Array.from({ length: 10 }, (_, index) =>
        store.groupEvent({ aggregateId, version: index + 1, type: 'REPORTED', payload: payload(n) }),
      );
      return EventStore.pushEventGroup(...events);
    },
    async hot(_writer, n) {
      for (;;) {
        const { aggregate } = await store.getAggregate(hot);
        try {
          return await push(hot, (aggregate?.version ?? 0) + 1, n);
        } catch (error) {
          if (error?.code !== 'EventAlreadyExistsError') throw error;
        }
      }
    },
    async fill(stream, count) {
      this.streams ??= new Map();
      const aggregateId = randomUUID();
      this.streams.set(stream, aggregateId);
      for (let version = 1; version <= count; version++) await push(aggregateId, version, version);
    },
    async load(stream) {
      return (await store.getEvents(this.streams.get(stream))).events.length;
    },
    close: () => eventStorageAdapter._sql.end(),
  };
}
