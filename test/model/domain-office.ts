import { createHash } from 'node:crypto';
import {
  type Actor,
  assignItem,
  type Decision,
  type DelegationDecision,
  type DirectoryContext,
  decideItem,
  delegatedOn,
  delegateRole,
  endDelegation,
  endRole,
  evolveItem,
  evolvePerson,
  exactly,
  giveRole,
  type ItemContext,
  type ItemEvent,
  type ItemState,
  type LinkedItem,
  type PersonEvent,
  type PersonState,
  parseDue,
  type Recorded,
  rolesOn,
  type TypeDefinition,
} from '#domain';
import { packType } from '#testing';
import { type Ask, beginnings, cast, type Item, type Person, type Step, type StepBy } from './ask.js';
import { bodyOf, type Office, type Verdict } from './office.js';
import { dayOf, partsOf, Turns } from './turns.js';

const today = '2025-10-05';
const definitions = { action: packType('action-item'), framework: packType('framework-revision') };
const titles = (definition: TypeDefinition) =>
  Object.fromEntries(Object.entries(definition.states).map(([id, { title }]) => [id, title.en]));
const stateTitles = { action: titles(definitions.action), framework: titles(definitions.framework) };
const bodies = new Map([
  ['governing-body', 'Governing Body'],
  ['unsdg-principals', 'UNSDG principals'],
]);
const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');
const administrator: DirectoryContext = {
  today,
  actor: { id: 'admin', roles: [{ role: 'administrator', scope: null }] },
  administrators: [],
};

interface ItemOnRecord {
  readonly state: ItemState;
  readonly events: readonly Recorded<ItemEvent>[];
}

/** The rules alone: decide and evolve, with streams held in memory as the ledger would hold them. */
export class DomainOffice implements Office {
  private readonly people = new Map<Person, PersonState>();
  private readonly turns = new Turns();
  private readonly items: Record<Item, ItemOnRecord>;

  constructor() {
    for (const person of cast)
      this.writePerson(person, {
        type: 'PersonRegistered',
        data: { name: person, email: null, language: 'en' },
      });
    for (const [person, role] of beginnings) {
      const given = { ...partsOf(role), from: dayOf(0) };
      this.writePerson(person, { type: 'RoleGiven', data: given });
    }
    this.items = {
      action: opened('action', {
        parts: ['a', 'b'].map((id) => ({ id, title: id })),
        body: 'governing-body',
      }),
      framework: opened('framework', { lines: ['entity', 'coordinator'], body: 'unsdg-principals' }),
    };
    const due = parseDue('By end 2025');
    if (due.ok) this.write('action', [{ type: 'DueSet', data: { due: due.due } }], 'registrar');
  }

  /** Everything on record of an item. */
  history = (item: Item): readonly Recorded<ItemEvent>[] => this.items[item].events;

  async step(item: Item, { by, step }: StepBy): Promise<Verdict> {
    const decision = this.decide(item, this.items[item].state, by, step);
    if (decision.accepted) this.write(item, decision.events, by);
    return verdictOf(decision);
  }

  async bulk(item: Item, by: Person, _: 0 | 1, steps: readonly Step[]): Promise<Verdict> {
    const before = this.items[item];
    const taken: Verdict[] = [];
    for (const step of steps) {
      const verdict = await this.step(item, { by, token: 0, step });
      if (!verdict.accepted) {
        this.items[item] = before;
        return verdict;
      }
      taken.push(verdict);
    }
    return { accepted: true, codes: [], onBehalfOf: taken.flatMap(({ onBehalfOf = [] }) => onBehalfOf) };
  }

  /** Both decide on what both have seen; the second finds the stream gone on, and decides again or gives up. */
  async race(
    item: Item,
    [one, other]: readonly [StepBy, StepBy],
    seen: boolean,
  ): Promise<readonly [Verdict, Verdict]> {
    const { state } = this.items[item];
    const first = this.decide(item, state, one.by, one.step);
    const second = this.decide(item, state, other.by, other.step);
    if (!first.accepted) {
      if (second.accepted) this.write(item, second.events, other.by);
      return [verdictOf(first), verdictOf(second)];
    }
    this.write(item, first.events, one.by);
    if (seen) return [verdictOf(first), { accepted: false, codes: ['COMMAND.VERSION_MISMATCH'] }];
    return [verdictOf(first), await this.step(item, other)];
  }

  async assign({ item, by, owner, deputy }: Extract<Ask, { kind: 'assign' }>): Promise<Verdict> {
    const context = { actor: this.actor(by), people: new Set(cast), bodies: new Set<string>() };
    const decision = assignItem(this.items[item].state, { owner, deputy }, context);
    if (decision.accepted) this.write(item, decision.events, by);
    return { ...verdictOf(decision), onBehalfOf: [] };
  }

  async role({ person, role, end }: Extract<Ask, { kind: 'role' }>): Promise<Verdict> {
    const state = this.person(person);
    const day = this.turns.next(`${person}:${role}`);
    const command = partsOf(role);
    const decision = end
      ? endRole(state, { ...command, until: day }, administrator)
      : giveRole(state, { ...command, from: day }, administrator);
    if (decision.accepted) for (const event of decision.events) this.writePerson(person, event);
    return { ...verdictOf(decision), onBehalfOf: [] };
  }

  async delegate({ by, from, to, role, end }: Extract<Ask, { kind: 'delegate' }>): Promise<Verdict> {
    const parties = { delegator: this.person(from), delegate: this.person(to) };
    const context = { today, actor: this.actor(by), administrators: [] };
    const day = this.turns.next(`${from}:${to}:${role}`);
    const command = { to, ...partsOf(role) };
    const decision: DelegationDecision = end
      ? endDelegation(parties, { ...command, until: day }, context)
      : delegateRole(parties, { ...command, from: day }, context);
    if (!decision.accepted) return { accepted: false, codes: decision.refusals.map(({ code }) => code) };
    this.writePerson(from, decision.delegator);
    this.writePerson(to, decision.delegate);
    return { accepted: true, codes: [], onBehalfOf: [] };
  }

  private decide(item: Item, state: ItemState, by: Person, step: Step): Decision<ItemEvent> {
    const names = {
      action: 'action',
      framework: 'framework',
      digest: this.items.framework.state.contentDigest,
    };
    const command = { transition: step.transition, effectiveOn: exactly(today), ...bodyOf(step, names) };
    const context: ItemContext = {
      ...{ today, definition: definitions[item], typeDigest: 'd'.repeat(64), planBody: null, bodies, sha256 },
      actor: this.actor(by),
      linked: new Map(
        [this.linked('action'), this.linked('framework')].map((linked) => [linked.item, linked]),
      ),
    };
    return decideItem(state, command, context);
  }

  private linked(item: Item): LinkedItem {
    const { state } = this.items[item];
    const stateTitle = stateTitles[item][state.state] ?? state.state;
    const waitsFor = state.prerequisites.map((one) => one.item);
    return {
      ...{
        item,
        title: item,
        itemType: definitions[item].id,
        waitsFor,
        comesAfter: [],
        cites: [],
        outcomes: [],
      },
      ...{ state: state.state, stateTitle, stateTitles: stateTitles[item] },
    };
  }

  /** Who acts, as the application gathers it from the streams. */
  private actor(id: Person): Actor {
    const person = this.person(id);
    const by = [...new Set(person.received.map(({ other }) => other as Person))].sort();
    const delegations = by.flatMap((one) => delegatedOn(person, this.person(one), today));
    return { id, roles: rolesOn(person, today), delegations };
  }

  private person(id: Person): PersonState {
    const person = this.people.get(id);
    if (person === undefined) throw new Error(`Nobody is called ${id}.`);
    return person;
  }

  private writePerson(id: Person, event: PersonEvent): void {
    const before = this.people.get(id) ?? null;
    this.people.set(id, evolvePerson(before, recorded(event, `person:${id}`, before?.version ?? 0, 'admin')));
  }

  private write(item: Item, events: readonly ItemEvent[], actor: string): void {
    let { state, events: before } = this.items[item];
    const added: Recorded<ItemEvent>[] = [];
    for (const event of events) {
      const one = recorded(event, `item:${item}`, state.version, actor);
      state = evolveItem(state, one);
      added.push(one);
    }
    this.items[item] = { state, events: [...before, ...added] };
  }
}

function opened(item: Item, more: object): ItemOnRecord {
  const { id, opens } = definitions[item];
  const event = recorded<ItemEvent>(
    {
      type: 'ItemOpened',
      data: {
        ...{ itemType: id, typeDigest: 'd'.repeat(64), state: opens.state, label: opens.label, title: item },
        ...{ owner: 'focal', deputy: 'deputy' },
        ...more,
      },
    },
    `item:${item}`,
    0,
    'registrar',
  );
  return { state: evolveItem(null, event), events: [event] };
}

function recorded<E>(event: E, stream: string, version: number, actor: string): Recorded<E> {
  return {
    ...event,
    ...{ ledger: 'main', stream, position: version + 1, version: version + 1, schemaVersion: 1 },
    ...{ recordedAt: `${today}T00:00:00Z`, effectiveOn: exactly(today), decidedBy: null, actor },
    ...{ commandId: 'c', correlationId: 'c', causationId: null },
  };
}

function verdictOf(decision: Decision<ItemEvent | PersonEvent>): Verdict {
  if (!decision.accepted) return { accepted: false, codes: decision.refusals.map(({ code }) => code) };
  const [first] = decision.events;
  const via = first !== undefined && 'via' in first.data ? first.data.via : null;
  return { accepted: true, codes: [], onBehalfOf: [via?.onBehalfOf ?? null] };
}
