import type { ActumEvent, Recorded } from '#domain';
import { isUnsettled } from './unsettled-events.js';

/** How many of a stream's last events may be new since it was folded last, so that only those are folded. */
const DEPTH = 256;

interface Folded<State> {
  readonly state: State;
  /** The last event before it that stands; what follows from others under way is what they were taken for. */
  readonly settled: object | undefined;
}

/**
 * A fold that goes on from where it was when it met the same events before, so that a decision on a
 * stream that is held in memory costs what is new. States are kept beside the events themselves, and go
 * with them. An event is the same only with the same events before it: so they are as they come from
 * `RecentStreams`, while what was under way has its own place in none.
 * @param whole the same from the first event on
 * @param retells whether an event changes what those before it mean
 */
export function folding<Event extends ActumEvent, State extends object>(
  evolve: (state: State | null, event: Recorded<Event>) => State,
  whole: (events: readonly Recorded<Event>[]) => State | null,
  retells: (event: Recorded<Event>) => boolean = () => false,
): (events: readonly Recorded<Event>[]) => State | null {
  const folded = new WeakMap<object, Folded<State>>();
  return (events) => {
    const settled = events.findLast((event) => !isUnsettled(event));
    const isGood = (found: Folded<State>, event: Recorded<Event>) =>
      !isUnsettled(event) || found.settled === settled;
    let state: State | null = null;
    let from = events.length;
    for (let seen = 0; from > 0 && seen < DEPTH; from--, seen++) {
      const event = events[from - 1];
      const found = event === undefined ? undefined : folded.get(event);
      if (event === undefined || found === undefined || !isGood(found, event)) continue;
      state = found.state;
      break;
    }
    const news = events.slice(from);
    if (state === null || news.some(retells)) {
      state = whole(events);
      const last = events.at(-1);
      if (state !== null && last !== undefined) folded.set(last, { state, settled });
      return state;
    }
    for (const [index, event] of news.entries()) {
      state = evolve(state, event);
      folded.set(event, { state, settled });
      const old = events[from + index - DEPTH];
      if (old !== undefined) folded.delete(old);
    }
    return state;
  };
}
