import { type Day, printStatus } from '#domain';
import type { Definitions } from '../catalogue/definitions.js';
import { type Holder, readHolders, readLiaisons } from '../directory/holders.query.js';
import { type Names, readNames } from '../directory/names.js';
import type { ViewAccess } from '../reflect/view-access.js';
import { type Standing, segmentsNow } from '../status-table/segments.js';
import type { Candidates } from './candidates.js';
import type { Wait } from './waits.js';
import type { Work } from './work.answer.js';

type Party = Work['waitingFor'][number]['from'][number];
type Other = NonNullable<Work['waitingFor'][number]['other']>;

/** Who everybody is, and whose turn what is waited for is. */
export class Parties {
  private constructor(
    readonly names: Names,
    private readonly others: ReadonlyMap<string, Standing>,
    private readonly liaisons: ReadonlyMap<string, string>,
    private readonly holders: readonly Holder[],
  ) {}

  static async read(
    access: ViewAccess,
    person: string,
    { mine, toBeCleared, asking }: Candidates,
    waits: readonly Wait[],
    today: Day,
  ): Promise<Parties> {
    const items = waits.flatMap((wait) => (wait.kind === 'prerequisite' ? [wait.item] : []));
    const [found, holders] = await Promise.all([
      items.length === 0 ? [] : segmentsNow(access, today).where('item', 'in', items).execute(),
      readHolders(access, ['approver', 'clearance'], today),
    ]);
    const facts = [...mine, ...toBeCleared, ...asking, ...found].map((standing) => standing.facts);
    const liaisons = await readLiaisons(
      access,
      found.flatMap(({ facts: { owner } }) => [owner]),
    );
    const names = await readNames(access, [
      person,
      ...facts.flatMap((one) => [one.owner, one.deputy, one.finalizedBy, one.extensionRequest?.by ?? null]),
      ...liaisons.values(),
      ...holders.map((holder) => holder.person),
    ]);
    return new Parties(names, new Map(found.map((one) => [one.facts.item, one])), liaisons, holders);
  }

  party(id: string): Party {
    return { id, name: this.names.person(id) };
  }

  partyOrNull(id: string | null): Party | null {
    return id === null ? null : this.party(id);
  }

  /** The item waited for, as it stands; null where it has not been opened by that day. */
  other(item: string, definitions: Definitions, today: Day): Other | null {
    const facts = this.others.get(item)?.facts;
    if (facts === undefined) return null;
    const definition = definitions.of(facts.typeDigest);
    const stateTitle = definition.states[facts.state]?.title.en ?? facts.state;
    const status = printStatus(definition, facts, today);
    return { item, number: facts.number, title: facts.title, stateTitle, status };
  }

  /** Whoever can end the wait: people first of all, and the body that they stand for. */
  whoseTurn(wait: Wait): Party[] {
    return [...new Set(this.#idsFor(wait))].map((id) => this.party(id));
  }

  #idsFor(wait: Wait): readonly string[] {
    switch (wait.kind) {
      case 'prerequisite': {
        const facts = this.others.get(wait.item)?.facts;
        if (facts === undefined) return [];
        const { owner, deputy } = facts;
        return [owner, deputy, this.liaisons.get(owner ?? '')].filter((id) => typeof id === 'string');
      }
      case 'approval':
        return this.holders
          .filter(({ role, scope }) => role === 'approver' && (scope === null || wait.bodies.includes(scope)))
          .map(({ person }) => person)
          .filter((person) => person !== wait.asker);
      case 'clearance':
        return this.holders
          .filter(({ role, scope }) => role === 'clearance' && scope === wait.line)
          .map(({ person }) => person)
          .filter((person) => person !== wait.finalizer);
    }
  }
}
