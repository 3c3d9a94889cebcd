import type { Day, ItemState, PossibleState } from '#domain';
import type { Reflected } from '../answers/reflected.answer.js';
import type { ViewAccess } from '../reflect/view-access.js';
import { viewDatabase } from '../reflect/view-database.js';
import { statusTable } from './status-table.projection.js';

/** An item as it stood on a day by what was on record at a position. */
export interface Standing {
  readonly facts: ItemState;
  readonly possibly: readonly PossibleState[];
  readonly place: string;
  /** The stream's version on record then, late entries about earlier or later days included. */
  readonly version: number;
}

/** The segments that hold at a vantage, one an item: the query that every list and every table begins with. */
export const segmentsAt = (access: ViewAccess, reflected: Reflected) => {
  const { position } = reflected.knownAt;
  return segmentsOn(access, reflected.asOf, position)
    .where('known_from', '<=', position)
    .where((eb) => eb.or([eb('known_to', 'is', null), eb('known_to', '>', position)]))
    .orderBy('place');
};

/** The segments that hold on a day by everything on record: found by the indexes of the rows that stand now. */
export const segmentsNow = (access: ViewAccess, day: Day) =>
  segmentsOn(access, day, Number.MAX_SAFE_INTEGER).where('known_to', 'is', null);

const segmentsOn = (access: ViewAccess, asOf: Day, position: number) =>
  viewDatabase(access.db, statusTable)
    .selectFrom('segment')
    .select((eb) => [
      'facts',
      'possibly',
      'place',
      eb
        .selectFrom('event')
        .select('version')
        .whereRef('event.ledger', '=', 'segment.ledger')
        .whereRef('event.item', '=', 'segment.item')
        .where('event.position', '<=', position)
        .orderBy('event.position', 'desc')
        .limit(1)
        .$asScalar()
        .$notNull()
        .as('version'),
    ])
    .where('segment.ledger', '=', access.ledger.name)
    .where('valid_from', '<=', asOf)
    .where((eb) => eb.or([eb('valid_to', 'is', null), eb('valid_to', '>', asOf)]));
