import type { Act, TypeDefinition } from '#domain';
import { onceFor } from '../reflect/shared-call.js';
import type { ViewAccess } from '../reflect/view-access.js';
import { viewDatabase } from '../reflect/view-database.js';
import { catalogue } from './catalogue.projection.js';

/** Published definitions by the digests that items carry. */
export class Definitions {
  constructor(private readonly byDigest: ReadonlyMap<string, TypeDefinition>) {}

  /** @throws Error where the digest was never published, which the ledger's order rules out */
  of(digest: string): TypeDefinition {
    const definition = this.byDigest.get(digest);
    if (definition === undefined) throw new Error(`No type of digest ${digest} is in the catalogue.`);
    return definition;
  }

  /** The states from which some type lets this be done. */
  statesFrom(act: Act): readonly string[] {
    const transitions = [...this.byDigest.values()].flatMap((one) => Object.values(one.transitions));
    return [...new Set(transitions.flatMap((one) => (one.act === act ? one.from : [])))];
  }
}

/** By database and ledger, what was read last. */
const seen = onceFor<{ byDigest: ReadonlyMap<string, TypeDefinition> }>();

/** Every definition ever published in this ledger: they are few, and none changes. */
export async function readDefinitions({ db, ledger }: ViewAccess): Promise<Definitions> {
  const rows = await viewDatabase(db, catalogue)
    .selectFrom('type')
    .select(['digest', 'definition'])
    .where('ledger', '=', ledger.name)
    .execute();
  const byDigest = new Map(rows.map(({ digest, definition }) => [digest, definition]));
  seen(db, ledger.name, () => ({ byDigest })).byDigest = byDigest;
  return new Definitions(byDigest);
}

/** The definitions of these digests, and maybe others: what was read once is not read again. */
export async function definitionsOf(access: ViewAccess, digests: readonly string[]): Promise<Definitions> {
  const { byDigest } = seen(access.db, access.ledger.name, () => ({ byDigest: new Map() }));
  if (digests.every((digest) => byDigest.has(digest))) return new Definitions(byDigest);
  return readDefinitions(access);
}
