import { migrationOf } from '#domain';
import { catalogue } from '../catalogue/catalogue.projection.js';
import { directory } from '../directory/directory.projection.js';
import { reflect } from '../reflect/reflect.js';
import type { Vantage, ViewAccess } from '../reflect/view-access.js';
import { viewDatabase } from '../reflect/view-database.js';
import type { TypeMigration } from './migration.answer.js';
import { segmentsAt } from './segments.js';
import { statusTable } from './status-table.projection.js';

/**
 * What a type's newest version would make of the items that are not on it. Null where there is no such type.
 *
 * @throws ViewBehind
 */
export async function readMigration(
  access: ViewAccess,
  type: string,
  vantage: Vantage = {},
): Promise<TypeMigration | null> {
  const reflected = await reflect(access, [statusTable, directory], vantage);
  const versions = await viewDatabase(access.db, catalogue)
    .selectFrom('type')
    .select(['digest', 'definition', 'version'])
    .where('ledger', '=', access.ledger.name)
    .where('id', '=', type)
    .where('position', '<=', reflected.knownAt.position)
    .orderBy('version')
    .execute();
  const newest = versions.at(-1);
  if (newest === undefined) return null;
  const digests = versions.map(({ digest }) => digest);
  const standings = await segmentsAt(access, reflected)
    .where((eb) => eb(eb.ref('facts', '->>').key('typeDigest'), 'in', digests))
    .execute();
  const behind = standings.filter(({ facts }) => facts.typeDigest !== newest.digest);
  return {
    ...reflected,
    ...{ type, version: newest.version, upToDate: standings.length - behind.length },
    items: behind.map(({ facts }) => {
      const { event, refusals } = migrationOf(facts, { versions, version: null });
      const { item, number, title, state } = facts;
      const typeVersion = versions.find(({ digest }) => digest === facts.typeDigest)?.version ?? 0;
      return {
        ...{ item, number, title, typeVersion, state },
        toState: event?.data.state ?? null,
        refusals: refusals.map(({ code, message, field }) => ({
          code,
          message,
          ...(field === undefined ? {} : { field }),
        })),
      };
    }),
  };
}
