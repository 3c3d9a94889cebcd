import { type Day, type ItemState, owedRungs, type Reminded } from '#domain';
import type { SummaryLine } from '../reminder.js';
import type { ItemOnRecord, ReminderRecord } from './record.js';

/**
 * Who is to be reminded of an item on a day, and of which rung: the latest that has fallen due, with
 * the earlier ones folded into it. Nobody where nothing is owed any more. While the item waits for
 * another, whoever answers for that one is reminded in place of its own focal point.
 */
export async function chase(
  item: string,
  today: Day,
  record: ReminderRecord,
): Promise<readonly SummaryLine[]> {
  const found = await record.item(item);
  if (found === null || isOver(found)) return [];
  const { state, definition } = found;
  const due = state.due?.revised ?? state.due?.original;
  if (due === undefined || definition.reminders === undefined) return [];
  const rungs = owedRungs(definition.reminders, due, today);
  const last = rungs.at(-1);
  if (last === undefined) return [];
  const common = {
    item,
    dueRevision: state.due?.revision ?? 1,
    rung: last.id,
    folded: rungs.slice(0, -1).map(({ id }) => id),
    number: state.number,
    title: state.title,
    dueText: due.text,
    dueLatest: due.latest,
  };
  const lines: SummaryLine[] = [];
  for (const ask of await askedOf(found, last.to, record)) {
    const to = await record.personFor(ask.id);
    if (to === null || lines.some(({ person }) => person === to.person)) continue;
    const standsFor = ask.because === 'prerequisite-owner' || ask.because === 'partner';
    const because = to.liaison && !standsFor ? 'liaison' : ask.because;
    lines.push({ ...common, person: to.person, because, waitsFor: ask.waitsFor });
  }
  return lines;
}

interface Ask extends Pick<SummaryLine, 'because' | 'waitsFor'> {
  /** A person's or a body's id. */
  readonly id: string;
}

async function askedOf(
  { state, definition }: ItemOnRecord,
  to: readonly Reminded[],
  record: ReminderRecord,
): Promise<readonly Ask[]> {
  const unmet = definition.states[state.state]?.begun === true ? [] : waitsFor(state);
  const others: Ask[] = [];
  for (const item of unmet) {
    const prerequisite = await record.item(item);
    const id = prerequisite?.state.owner ?? prerequisite?.state.body;
    if (prerequisite === null || id === null || id === undefined) continue;
    const waits = { item, title: prerequisite.state.title };
    others.push({ id, because: 'prerequisite-owner', waitsFor: waits });
  }
  if (others.length > 0) return others;
  return to.flatMap((who): readonly Ask[] => {
    if (who === 'partners') return partnersOf(state);
    const id = state[who];
    return id === null ? [] : [{ id, because: who, waitsFor: null }];
  });
}

/** A partner by name only has nobody to write to. */
const partnersOf = ({ partners }: ItemState): readonly Ask[] =>
  partners.flatMap(({ body }) => (body === null ? [] : [{ id: body, because: 'partner', waitsFor: null }]));

const waitsFor = (state: ItemState): readonly string[] =>
  state.prerequisites.filter(({ met }) => !met).map(({ item }) => item);

const isOver = ({ state, definition }: ItemOnRecord): boolean =>
  state.doneOn !== null || definition.states[state.state]?.final === true;
