import {
  blockedBy,
  type Day,
  isInForce,
  isOverdue,
  marksOf,
  type PossibleState,
  possibleOn,
  printStatus,
  startStanding,
  type TypeDefinition,
  timeliness,
} from '#domain';
import type { Definitions } from '../catalogue/definitions.js';
import type { Names } from '../directory/names.js';
import type { ItemSummary } from './item-summary.answer.js';
import { notesOn } from './notes.js';
import type { Standing } from './segments.js';

/** A row of a list: the stored facts, and what follows from them on the day one asks about. */
export function summarize(
  { facts, possibly, version }: Pick<Standing, 'facts' | 'possibly' | 'version'>,
  definitions: Definitions,
  names: Names,
  day: Day,
): ItemSummary {
  const definition = definitions.of(facts.typeDigest);
  const state = definition.states[facts.state];
  const { due, start, parts } = facts;
  return {
    item: facts.item,
    number: facts.number,
    title: facts.title,
    itemType: facts.itemType,
    typeTitle: definition.title.en,
    plan: facts.plan,
    component: facts.component,
    state: facts.state,
    stateTitle: state?.title.en ?? facts.state,
    marks: [...marksOf(state)],
    status: printStatus(definition, facts, day),
    possibly: possiblyOn(possibly, definition, day),
    dueText: facts.undated ?? due?.original.text ?? null,
    revisedDueText: due?.revised?.text ?? null,
    dueLatest: (due?.revised ?? due?.original)?.latest ?? null,
    overdue: isOverdue(definition, facts, day),
    blockedBy: [...blockedBy(definition, facts)],
    owner: facts.owner,
    ownerName: facts.owner === null ? null : names.person(facts.owner),
    deputy: facts.deputy,
    deputyName: facts.deputy === null ? null : names.person(facts.deputy),
    start:
      start === null
        ? null
        : { text: start.form.text, outlook: start.outlook, standing: startStanding(facts, day) },
    parts: parts.length === 0 ? null : { done: parts.filter(({ done }) => done).length, total: parts.length },
    timeliness: timeliness(definition, facts),
    flags: [...facts.flags],
    notes: notesOn(definition, facts, day),
    fields: Object.entries(definition.fields ?? {}).flatMap(([name, { title }]) => {
      const value = facts.fields[name];
      return value === undefined ? [] : [{ name, title: title.en, value }];
    }),
    typeVersion: definition.version,
    illustrative: [...facts.illustrative],
    inForce: isInForce(definition, facts),
    version,
  };
}

function possiblyOn(
  states: readonly PossibleState[],
  definition: TypeDefinition,
  day: Day,
): ItemSummary['possibly'] {
  return possibleOn(states, day).map(({ state, since, until, facts }) => ({
    state,
    stateTitle: definition.states[state]?.title.en ?? state,
    status: printStatus(definition, facts, day),
    since,
    until,
  }));
}
