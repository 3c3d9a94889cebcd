import { setTimeout as pause } from 'node:timers/promises';
import type { Ledger, StoredEvent } from '#ledger';
import { type ReminderSettings, type ReminderStore, Reminders } from '#reminders';
import { Consumer, type Line } from '../harness/consumer.js';
import { toldEvent } from '../harness/entry.js';

/**
 * The product's reminders, over a ledger that notes what they read. They keep their place after the work,
 * so after a break they may read again: what they read twice counts once, where it is the same.
 */
export function reminders(
  parts: { readonly ledger: Ledger; readonly store: ReminderStore; readonly settings: ReminderSettings },
  withinMs: number,
): Consumer {
  return new Consumer({ name: 'the reminders', withinMs }, async function* (signal) {
    const read: Line[] = [];
    const known = new Map<number, string>();
    const note = (events: readonly StoredEvent[]) => {
      for (const event of events) {
        const text = toldEvent(event);
        if (known.get(event.position) === text) continue;
        known.set(event.position, text);
        read.push({ position: event.position, text });
      }
    };
    const working = new Reminders({
      ...parts,
      ledger: notingLedger(parts.ledger, note),
      itemsInQuestion: async () => [],
      onTrouble: () => undefined,
    }).run(signal);
    while (!signal.aborted) {
      yield read.splice(0);
      await pause(10, undefined, { signal }).catch(() => undefined);
    }
    await working;
  });
}

/** A ledger that tells what is read forward from it. */
function notingLedger(ledger: Ledger, note: (events: readonly StoredEvent[]) => void): Ledger {
  return new Proxy(ledger, {
    get(target, property) {
      if (property === 'readForward')
        return async (position: number, limit: number) => {
          const events = await target.readForward(position, limit);
          note(events);
          return events;
        };
      const value: unknown = Reflect.get(target, property);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}
