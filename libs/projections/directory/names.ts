import { onceFor, sharedLookUp } from '../reflect/shared-call.js';
import type { ViewAccess } from '../reflect/view-access.js';
import { viewDatabase } from '../reflect/view-database.js';
import { directory } from './directory.projection.js';

interface Named {
  readonly name: string;
  readonly illustrative: boolean;
}

/** What people and bodies are called now: `erased`, where a person's key was destroyed. */
export class Names {
  constructor(
    private readonly people: ReadonlyMap<string, Named>,
    private readonly bodies: ReadonlyMap<string, Named>,
  ) {}

  /** Of whoever acts or answers for an item; `system:<rule>` is the program itself. */
  person(id: string): string {
    if (id.startsWith('system:')) return `Actum (${id.slice('system:'.length)})`;
    return (this.people.get(id) ?? this.bodies.get(id))?.name ?? id;
  }

  /** Of whoever decided: a body, or a person. */
  decider(id: string): string {
    return (this.bodies.get(id) ?? this.people.get(id))?.name ?? id;
  }

  /** The person does not exist: a pack had to invent somebody. */
  isIllustrative(id: string): boolean {
    return this.people.get(id)?.illustrative === true;
  }
}

const lookUps = onceFor<(ids: readonly string[]) => Promise<Names>>();

/**
 * Names of these ids, as the directory has them now; ids that it does not know name themselves. Those who ask
 * at once share a query, and its answer.
 */
export async function readNames({ db, ledger }: ViewAccess, ids: Iterable<string | null>): Promise<Names> {
  const wanted = [...new Set(ids)].filter((id) => id !== null);
  if (wanted.length === 0) return new Names(new Map(), new Map());
  const { name } = ledger;
  const lookUp = lookUps(db, name, () =>
    sharedLookUp(async (asked: readonly (readonly string[])[]) => {
      const names = await namesOf(db, name, [...new Set(asked.flat())]);
      return asked.map(() => names);
    }),
  );
  return lookUp(wanted);
}

async function namesOf(
  database: ViewAccess['db'],
  ledger: string,
  wanted: readonly string[],
): Promise<Names> {
  const db = viewDatabase(database, directory);
  const rows = await db
    .selectFrom('person')
    .select(({ lit }) => ['person as id', 'name', 'illustrative', lit<boolean>(true).as('isPerson')])
    .where('ledger', '=', ledger)
    .where('person', 'in', wanted)
    .unionAll(
      db
        .selectFrom('body')
        .select(({ lit }) => ['body as id', 'name', 'illustrative', lit<boolean>(false).as('isPerson')])
        .where('ledger', '=', ledger)
        .where('body', 'in', wanted),
    )
    .execute();
  const of = (isPerson: boolean) =>
    new Map(rows.filter((row) => row.isPerson === isPerson).map((row) => [row.id, row]));
  return new Names(of(true), of(false));
}
