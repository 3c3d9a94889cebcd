import {
  deadline,
  followUp,
  followUpDigest,
  itemEvent,
  on,
  opened,
  via,
} from '../../dist/libs/testing/small-plan.js';
import { append, eventOf, requestOf } from './stores/actum.mjs';

const EVENTS_AT_ONCE = 800;
const due = deadline('By end 2024', '2024-12-31');
const started = {
  type: 'Transitioned',
  data: { via: via('start', 'agreed', 'ongoing', 'FollowUpStarted'), mark: 'begun' },
};

/** The kind of item that plans below consist of, and the body that endorses them. */
export async function furnishType(ledger) {
  const data = JSON.parse(JSON.stringify({ definition: followUp, digest: followUpDigest }));
  await append(ledger, 'type:follow-up', 0, [eventOf(data, 'TypePublished')]);
  await append(ledger, 'body:board', 0, [eventOf({ name: 'Board' }, 'BodyRegistered')]);
}

/** A plan whose items were opened with a date that has passed; every second one was started. Answers how many events that took. */
export async function furnishPlan(ledger, plan, size) {
  const items = Array.from({ length: size }, (_, index) => `${plan}.${index + 1}`);
  await inChunks(
    ledger,
    items.map((item, index) => ({
      stream: `item:${item}`,
      expectedVersion: 0,
      events: openedWith(item, { number: String(index + 1), plan, ordinal: index + 1 }),
    })),
  );
  await inChunks(
    ledger,
    items
      .filter((_, index) => index % 2 === 0)
      .map((item) => ({
        stream: `item:${item}`,
        expectedVersion: 2,
        events: [itemEvent(started, on('2024-06-30'))],
      })),
  );
  const endorsed = {
    ...{ title: plan, body: 'board', components: [{ id: 'only', title: 'Component' }] },
    items: items.map((item) => ({ item, component: 'only' })),
  };
  await append(ledger, `plan:${plan}`, 0, [
    { ...eventOf(endorsed, 'PlanEndorsed'), effectiveOn: on('2023-01-31') },
  ]);
  return size * 2 + Math.ceil(size / 2) + 1;
}

/** An item's first two events. */
export const openedWith = (title, more = {}) => [
  itemEvent(opened(title, { owner: 'board', ...more }), on('2023-01-31')),
  itemEvent({ type: 'DueSet', data: { due } }, on('2023-01-31')),
];

async function inChunks(ledger, writes) {
  const streams = Math.floor(EVENTS_AT_ONCE / (writes[0]?.events.length ?? 1));
  for (let from = 0; from < writes.length; from += streams)
    await ledger.append(requestOf(ledger, writes.slice(from, from + streams)));
}
