import { randomUUID } from 'node:crypto';
import type { ItemEvent } from '#domain';
import type { AppendRequest, Ledger } from '#ledger';
import { deadline, eventOf, followUp, followUpDigest, itemEvent, on, opened, requestOf, via } from '#testing';

const EVENTS_AN_ITEM = 10;
const ITEMS_AT_ONCE = 100;

/** So many events more, by the ledger's own append, in batches as large as it takes: ten an item. */
export async function fillItems(ledger: Ledger, events: number, tell: (done: number) => void): Promise<void> {
  const definition = JSON.parse(JSON.stringify({ definition: followUp, digest: followUpDigest }));
  await append(ledger, [
    { stream: 'type:follow-up', expectedVersion: 0, events: [eventOf('TypePublished', definition)] },
  ]);
  let left = Math.ceil(events / EVENTS_AN_ITEM / ITEMS_AT_ONCE);
  let done = 0;
  const fill = async () => {
    while (left-- > 0) {
      const [first, ...others] = Array.from({ length: ITEMS_AT_ONCE }, () => item());
      if (first !== undefined) await append(ledger, [first, ...others]);
      done += ITEMS_AT_ONCE * EVENTS_AN_ITEM;
      tell(done);
    }
  };
  await Promise.all([fill(), fill(), fill(), fill()]);
}

async function append(ledger: Ledger, writes: AppendRequest['writes']): Promise<void> {
  const { verdict } = await ledger.append(requestOf(ledger, writes));
  if (verdict !== 'appended') throw new Error(`The filling was answered ${verdict}.`);
}

/** Opened with a due date, started, and reported on. */
function item(): AppendRequest['writes'][number] {
  const id = randomUUID();
  const due = deadline('By end 2024', '2024-12-31');
  const started: ItemEvent = {
    type: 'Transitioned',
    data: { via: via('start', 'agreed', 'ongoing', 'FollowUpStarted') },
  };
  const report = (n: number): ItemEvent => ({
    type: 'ProgressReported',
    data: {
      via: via('report', 'ongoing', 'ongoing', 'ProgressReported'),
      text: `Report ${n} of ${id}, which says that it is on its way.`,
    },
  });
  const first = itemEvent(opened(`Item ${id}`, { owner: 'focal-1' }), on('2023-01-31'));
  return {
    stream: `item:${id}`,
    expectedVersion: 0,
    events: [
      first,
      itemEvent({ type: 'DueSet', data: { due } }, on('2023-01-31')),
      itemEvent(started, on('2024-06-30')),
      ...Array.from({ length: EVENTS_AN_ITEM - 3 }, (_, n) => itemEvent(report(n), on('2024-07-31'))),
    ],
  };
}
