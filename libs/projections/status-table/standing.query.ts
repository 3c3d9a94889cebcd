import { type Kysely, sql } from 'kysely';
import type { Day } from '#domain';
import type { Reflected } from '../answers/reflected.answer.js';
import { onceFor, sharedLookUp } from '../reflect/shared-call.js';
import type { ViewAccess } from '../reflect/view-access.js';
import { schemaOf } from '../runner/projection.js';
import type { Standing } from './segments.js';
import { statusTable } from './status-table.projection.js';

interface Asked {
  readonly item: string;
  readonly asOf: Day;
  readonly position: number;
}
type Found = { readonly standing: Standing | null };

const lookUps = onceFor<(asked: Asked) => Promise<Found>>();

/** How one item stood on a day by what was on record at a position; null where it was not there. Those who ask at once share a query. */
export async function standingOf(
  { db, ledger }: ViewAccess,
  item: string,
  { asOf, knownAt: { position } }: Reflected,
): Promise<Standing | null> {
  const { name } = ledger;
  const lookUp = lookUps(db, name, () => sharedLookUp((asked: readonly Asked[]) => readAll(db, name, asked)));
  return (await lookUp({ item, asOf, position })).standing;
}

/** Each is one look along the item's own rows from the newest back, whatever is known of the table. */
async function readAll(
  db: Kysely<unknown>,
  ledger: string,
  asked: readonly Asked[],
): Promise<readonly Found[]> {
  const table = (name: string) => sql.id(schemaOf(statusTable), name);
  const { rows } = await sql<Standing & { place_asked: number }>`
    select a.place_asked::integer, s.facts, s.possibly, s.place, e.version
    from unnest(
      ${asked.map(({ item }) => item)}::text[], ${asked.map(({ asOf }) => asOf)}::date[],
      ${asked.map(({ position }) => position)}::bigint[]) with ordinality a(item, day, position, place_asked)
    cross join lateral (
      select facts, possibly, place from ${table('segment')} s
      where s.ledger = ${ledger} and s.item = a.item and s.known_from <= a.position
        and (s.known_to is null or s.known_to > a.position)
        and s.valid_from <= a.day and (s.valid_to is null or s.valid_to > a.day)
      order by s.known_from desc limit 1) s
    cross join lateral (
      select version from ${table('event')} e
      where e.ledger = ${ledger} and e.item = a.item and e.position <= a.position
      order by e.position desc limit 1) e`.execute(db);
  const found = new Map(rows.map(({ place_asked, ...standing }) => [place_asked, standing]));
  return asked.map((_, index) => ({ standing: found.get(index + 1) ?? null }));
}
