import { type LineageRelation, lineageRelations, type Via } from '../../events/index.js';
import { nearest } from '../../nearest.js';
import { type Refusal, refuse } from '../../refusal.js';
import { either, quoted } from '../../sentence.js';
import { type CommandAttempt, fieldOf, subjectOf } from '../attempt.js';
import { type ActOutcome, groundsOf, leaves, turnsDown } from './act-outcome.js';
import { itemOrWords } from './item-or-words.js';

const inWords: { readonly [R in LineageRelation]: string } = {
  'derives-from': 'derives from',
  cites: 'cites',
  succeeds: 'succeeds',
};

/** Says what the item comes from: another item, or something outside the ledger. Never the other way round. */
export function actLinkLineage(attempt: CommandAttempt, via: Via): ActOutcome {
  const { state, command, context } = attempt;
  const written = fieldOf(command, 'relation') ?? '';
  const relation = lineageRelations.find((one) => one === written);
  if (relation === undefined) return turnsDown(unknownRelation(written));
  const named = itemOrWords(attempt, 'reference');
  if (!named.ok) return turnsDown(...named.refusals);
  const { item, words } = named;
  if (item === null) {
    if (state.lineage.some((link) => link.relation === relation && link.reference === words))
      return turnsDown(alreadyLinked(attempt, relation, words, 'fields.reference'));
    return leaves({
      type: 'LineageLinked',
      data: { via, ...groundsOf(attempt), relation, reference: words },
    });
  }
  const refusals = [...reversed(attempt, relation, item), ...second(attempt, relation, item)];
  if (refusals.length > 0) return turnsDown(...refusals);
  if (state.lineage.some((link) => link.relation === relation && link.item === item)) {
    const title = context.linked.get(item)?.title ?? item;
    return turnsDown(alreadyLinked(attempt, relation, title, 'fields.item'));
  }
  return leaves({ type: 'LineageLinked', data: { via, ...groundsOf(attempt), relation, item } });
}

/**
 * What came after cannot have been there before: neither the item itself, nor one that derives from it
 * or succeeds it, all the way. Nor may two cite each other: of two papers one was there first.
 */
function reversed(
  { state, context }: CommandAttempt,
  relation: LineageRelation,
  item: string,
): readonly Refusal[] {
  const linked = context.linked.get(item);
  const before = (relation === 'cites' ? linked?.cites : linked?.comesAfter) ?? [];
  if (item !== state.item && !before.includes(state.item)) return [];
  const title = quoted(linked?.title ?? item);
  const how = relation === 'cites' ? 'cites it' : 'comes after it';
  const message =
    item === state.item
      ? `${subjectOf(state)} cannot be its own origin.`
      : `${subjectOf(state)} cannot be one that ${inWords[relation]} ${title}, which ${how} already.`;
  return [refuse('ITEM.LINEAGE_REVERSED', message, { relation, item, before }, 'fields.item')];
}

/** It takes the place of one item only; which makes room is settled by the first. */
function second({ state }: CommandAttempt, relation: LineageRelation, item: string): readonly Refusal[] {
  if (relation !== 'succeeds' || state.succeeds === null || state.succeeds === item) return [];
  const message = `${subjectOf(state)} succeeds ${quoted(state.succeeds)} already.`;
  return [refuse('ITEM.ALREADY_LINKED', message, { relation, succeeds: state.succeeds }, 'fields.item')];
}

function unknownRelation(written: string): Refusal {
  const near = nearest(written, lineageRelations);
  const hint = near === null ? '' : ` Did you mean ${quoted(near)}?`;
  const message = `A relation is ${either(lineageRelations.map(quoted))}, not ${quoted(written)}.${hint}`;
  return refuse(
    'ITEM.FIELD_INVALID',
    message,
    { relation: written, known: lineageRelations },
    'fields.relation',
  );
}

function alreadyLinked(
  { state }: CommandAttempt,
  relation: LineageRelation,
  to: string,
  field: string,
): Refusal {
  const message = `It is on record that ${subjectOf(state)} ${inWords[relation]} ${quoted(to)}.`;
  return refuse('ITEM.ALREADY_LINKED', message, { relation, to }, field);
}
