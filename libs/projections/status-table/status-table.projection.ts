import {
  type Day,
  type ItemEvent,
  type ItemState,
  laterOf,
  type PossibleState,
  type Recorded,
} from '#domain';
import type { StoredEvent } from '#ledger';
import type { Needs, Projection } from '../runner/projection.js';
import { countingDay, idIn } from '../runner/recorded.js';
import type { WorkingSet } from '../runner/working-set.js';
import { changesFrom, following, isNext, type Segment, timeline } from './timeline.js';

export type StatusTableRows = {
  /** An item's state on the days [valid_from, valid_to), as on record at the positions [known_from, known_to). */
  segment: {
    item: string;
    valid_from: Day;
    valid_to: Day | null;
    known_from: number;
    known_to: number | null;
    /** Where lists have it: plans' items in the plan's order, then the others. */
    place: string;
    plan: string | null;
    number: string | null;
    state: string;
    /** What is due counts as done, or nothing more is owed. */
    settled: boolean;
    owner: string | null;
    deputy: string | null;
    /** Who asks for a later due date, while nobody has answered. */
    asks: string | null;
    due_latest: Day | null;
    facts: ItemState;
    /** Steps that count from a later day, and may have been made already. */
    possibly: readonly PossibleState[];
  };
  /**
   * The item's events so far. A late entry changes what was true on earlier days, so that its fold needs
   * all of them: here one query brings those of every such item in a batch, and none that the view has not
   * come to yet; the ledger's streams would be one read an item, cut at the position by hand.
   */
  event: { item: string; position: number; version: number; event: Recorded<ItemEvent> };
};

/**
 * What was true of every item on any day, as on record at any position. An event on the latest day so far
 * goes on from the facts in the row that stands, so that another shape of them is another version.
 */
export const statusTable: Projection<StatusTableRows> = {
  name: 'status_table',
  version: 5,
  tables: {
    segment: {
      columns: {
        item: 'text',
        valid_from: 'date',
        valid_to: 'date',
        known_from: 'bigint',
        known_to: 'bigint',
        place: 'text',
        plan: 'text',
        number: 'text',
        state: 'text',
        settled: 'boolean',
        owner: 'text',
        deputy: 'text',
        asks: 'text',
        due_latest: 'date',
        facts: 'jsonb',
        possibly: 'jsonb',
      },
      nullable: ['valid_to', 'plan', 'number', 'owner', 'deputy', 'asks', 'due_latest'],
      key: ['item', 'known_from', 'valid_from'],
      current: 'known_to',
      indexes: [
        { columns: ['place', 'known_from', 'valid_from'] },
        { columns: ['plan', 'place', 'known_from', 'valid_from'] },
        { columns: ['owner', 'place'] },
        { columns: ['deputy', 'place'] },
        { columns: ['due_latest'] },
        { columns: ['number'], current: true },
        // Whose turn it is, whatever the number of items and however long their histories are.
        { columns: ['owner'], current: true },
        { columns: ['deputy'], current: true },
        { columns: ['state'], current: true },
        { columns: ['asks'], current: true },
      ],
    },
    event: {
      columns: { item: 'text', position: 'bigint', version: 'integer', event: 'jsonb' },
      key: ['item', 'position'],
    },
  },
  needs: ({ stream }) => {
    const item = idIn(stream, 'item');
    return item === null ? null : { segment: [item] };
  },
  further,
  fold,
};

/** The events of items of which some event in the batch is not simply the next. */
function further(events: readonly StoredEvent[], rows: WorkingSet<StatusTableRows>): Needs<StatusTableRows> {
  const latest = new Map<string, Day>();
  const retold = new Set<string>();
  for (const stored of events) {
    const event = stored as Recorded<ItemEvent>;
    const item = idIn(event.stream, 'item');
    if (item === null) continue;
    try {
      const before = latest.get(item) ?? standing(rows, item)?.valid_from;
      if (before !== undefined && !isNext(event, before)) retold.add(item);
      latest.set(item, laterOf(countingDay(event), before ?? ''));
    } catch {
      // Its fold throws as well, and nothing of the stream comes after it.
    }
  }
  return { event: [...retold] };
}

/** The row that holds until further notice. */
const standing = (rows: WorkingSet<StatusTableRows>, item: string) =>
  rows.all('segment', item).find(({ known_to, valid_to }) => known_to === null && valid_to === null);

function fold(stored: StoredEvent, rows: WorkingSet<StatusTableRows>): void {
  const event = stored as Recorded<ItemEvent>;
  const item = idIn(event.stream, 'item');
  if (item === null) return;
  const { position, version } = event;
  const last = standing(rows, item);
  const { since, changed } =
    last !== undefined && isNext(event, last.valid_from)
      ? { since: countingDay(event), changed: [following(last.facts, last.possibly, event)] }
      : retold([...rows.all('event', item).map((row) => row.event), event], version);
  // Each segment from that day on has one more event in it; the one that held on that day ends there.
  for (const row of rows.all('segment', item)) {
    if (row.known_to !== null || (row.valid_to !== null && row.valid_to <= since)) continue;
    rows.put('segment', { ...row, known_to: position });
    if (row.valid_from < since) rows.put('segment', { ...row, valid_to: since, known_from: position });
  }
  for (const segment of changed) rows.put('segment', rowOf(item, segment, position));
  rows.put('event', { item, position, version, event });
}

/** Told anew from all of its events. */
function retold(events: readonly Recorded<ItemEvent>[], version: number) {
  if (events.length !== version)
    throw new Error(`Of ${version} events of the item, ${events.length} are at hand.`);
  const since = changesFrom(events);
  return { since, changed: timeline(events, since) };
}

function rowOf(
  item: string,
  { from, to, state, possibly }: Segment,
  position: number,
): StatusTableRows['segment'] {
  return {
    item,
    valid_from: from,
    valid_to: to,
    known_from: position,
    known_to: null,
    place: placeOf(state),
    plan: state.plan,
    number: state.number,
    state: state.state,
    settled: state.marks.includes('done') || state.marks.includes('final'),
    owner: state.owner,
    deputy: state.deputy,
    asks: state.extensionRequest?.by ?? null,
    due_latest: state.due === null ? null : (state.due.revised ?? state.due.original).latest,
    // What lists and pages show, once for each day on which something changed: the texts stay with the events.
    facts: { ...state, texts: [], chapterTexts: [] },
    possibly,
  };
}

/** A key that sorts lists as text, byte by byte. */
function placeOf({ plan, ordinal, item }: ItemState): string {
  return plan === null ? `1/${item}` : `0/${plan}/${(ordinal ?? 0).toFixed(6).padStart(13, '0')}/${item}`;
}
