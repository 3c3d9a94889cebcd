import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import {
  type Actor,
  type Day,
  type Decision,
  type Delegation,
  decideItem,
  type Evidence,
  exactly,
  foldItem,
  type Illustrative,
  type ItemCommand,
  type ItemContext,
  type ItemEvent,
  type ItemOpened,
  type ItemState,
  type LinkedItem,
  type Possibility,
  parseDue,
  parseEffectiveOn,
  parseType,
  printStatus,
  type Recorded,
  type TypeDefinition,
  whatCanBeDone,
} from '#domain';

/** What a step says, in the words of a pack's story. */
export interface Step {
  /** Who acts; the focal point where absent. */
  readonly by?: string;
  /** The scenario's today where absent. */
  readonly effective?: string;
  readonly decidedBy?: string;
  readonly reason?: string;
  readonly ground?: string;
  readonly decision?: ItemCommand['decision'] & {};
  readonly evidence?: readonly Evidence[];
  readonly fields?: { readonly [name: string]: string };
  readonly illustrative?: readonly Illustrative[];
  readonly cause?: NonNullable<ItemCommand['cause']>;
}

interface World {
  readonly definition: TypeDefinition;
  readonly today: Day;
  readonly events: readonly Recorded<ItemEvent>[];
  readonly linked: ReadonlyMap<string, LinkedItem>;
  readonly planBody: string | null;
  /** Who may do what for whom. */
  readonly delegations: readonly (Delegation & { readonly to: string })[];
}

/** Who acts in scenarios, with the roles they hold. Others hold none. */
const CAST: { readonly [id: string]: Actor['roles'] } = {
  registrar: [{ role: 'registrar', scope: null }],
  approver: [{ role: 'approver', scope: null }],
  administrator: [{ role: 'administrator', scope: null }],
  'clear-entity': [{ role: 'clearance', scope: 'entity' }],
  'clear-rc': [{ role: 'clearance', scope: 'resident-coordinator' }],
  'clear-both': [
    { role: 'clearance', scope: 'entity' },
    { role: 'clearance', scope: 'resident-coordinator' },
  ],
  'governing-body-approver': [{ role: 'approver', scope: 'governing-body' }],
  'clear-legal': [{ role: 'clearance', scope: 'legal' }],
  'ecosoc-approver': [{ role: 'approver', scope: 'ecosoc' }],
};

const BODIES = new Map([
  ['governing-body', 'ILO Governing Body'],
  ['unsdg-principals', 'UNSDG principals'],
  ['development-coordination-office', 'UN Development Coordination Office'],
  ['act-emp', 'ACT/EMP'],
]);

const TYPE_DIGEST = 'd'.repeat(64);
const PARAGRAPH: Evidence = { kind: 'paragraph', reference: 'GB.340/INS/6 ¶44' };

/** Evidence for steps that need some. */
export const evidence: readonly Evidence[] = [PARAGRAPH];

/** A lifecycle of the pack `un-reform`, from its YAML. */
export function packType(
  name: 'action-item' | 'appraisal-contribution' | 'framework-revision' | 'proposal' | 'provision',
): TypeDefinition {
  const file = new URL(`../../packs/un-reform/types/${name}.yaml`, import.meta.url);
  return typeIn(readFileSync(file, 'utf8'), `${name}.yaml`);
}

/** A small type of the specs, from `test/fixtures/types`. */
export function fixtureType(
  name: 'cooperation-framework' | 'country-analysis' | 'country-programme',
): TypeDefinition {
  const file = new URL(`../../test/fixtures/types/${name}.yaml`, import.meta.url);
  return typeIn(readFileSync(file, 'utf8'), `${name}.yaml`);
}

/** A lifecycle as it is written. */
function typeIn(yaml: string, file: string): TypeDefinition {
  const parsed = parseType(yaml, file);
  if (!parsed.ok)
    throw new Error(parsed.problems.map(({ line, message }) => `${line}: ${message}`).join('\n'));
  return parsed.definition;
}

/** An item just opened, on which steps are tried. The focal point is `focal`, the officer-in-charge `deputy`. */
export function given(
  definition: TypeDefinition,
  opening: Partial<ItemOpened['data']> & {
    readonly due?: string;
    readonly opened?: Day;
    readonly planBody?: string;
  },
): Scenario {
  const { due, opened = '2019-03-31', planBody, ...data } = opening;
  const { state, label } = definition.opens;
  const parties = { owner: 'focal', deputy: 'deputy' };
  const world = {
    definition,
    today: opened,
    events: [],
    linked: new Map(),
    planBody: planBody ?? null,
    delegations: [],
  };
  const base = { itemType: definition.id, typeDigest: TYPE_DIGEST, state, label, title: 'An item' };
  const first: ItemEvent = { type: 'ItemOpened', data: { ...base, ...parties, ...data } };
  const parsed = due === undefined ? null : parseDue(due);
  const dueSet: readonly ItemEvent[] =
    parsed?.ok === true ? [{ type: 'DueSet', data: { due: parsed.due } }] : [];
  return new Scenario(world).recorded([first, ...dueSet], 'registrar', exactly(opened), null);
}

/** An item with its history. Every method gives a new one and leaves this one as it is. */
export class Scenario {
  constructor(private readonly world: World) {}

  get state(): ItemState {
    const state = foldItem(this.world.events);
    if (state === null) throw new Error('A scenario begins with an item opened.');
    return state;
  }

  get events(): readonly Recorded<ItemEvent>[] {
    return this.world.events;
  }

  /** The same, with nothing on record. */
  unopened(): Scenario {
    return new Scenario({ ...this.world, events: [] });
  }

  /** On a later day. */
  on(today: Day): Scenario {
    return new Scenario({ ...this.world, today });
  }

  /** With somebody acting for another: `role` is one that the other holds, or `owner`. */
  delegating(by: string, to: string, role: Delegation['role'], scope: string | null = null): Scenario {
    const delegations = [...this.world.delegations, { by, to, role, scope }];
    return new Scenario({ ...this.world, delegations });
  }

  /** Without what anybody was delegated. */
  undelegated(): Scenario {
    return new Scenario({ ...this.world, delegations: [] });
  }

  /** With another focal point, as a registrar records it. */
  assigned(owner: string, deputy?: string): Scenario {
    const data = deputy === undefined ? { owner } : { owner, deputy };
    return this.recorded([{ type: 'Assigned', data }], 'registrar', exactly(this.world.today), null);
  }

  /** With another item standing somewhere, as its own type says. */
  beside(item: string, state: string, linkedType: TypeDefinition, more: Partial<LinkedItem> = {}): Scenario {
    const stateTitles = Object.fromEntries(
      Object.entries(linkedType.states).map(([id, { title }]) => [id, title.en]),
    );
    const stateTitle = stateTitles[state] ?? state;
    const linked: LinkedItem = {
      item,
      title: linkedType.title.en,
      state,
      stateTitle,
      stateTitles,
      waitsFor: [],
      itemType: linkedType.id,
      comesAfter: [],
      cites: [],
      outcomes: [],
      ...more,
    };
    return new Scenario({ ...this.world, linked: new Map([...this.world.linked, [item, linked]]) });
  }

  /** After a step that the rules have to accept. */
  after(transition: string, step: Step = {}): Scenario {
    const { decision, scenario } = this.when(transition, step);
    if (!decision.accepted)
      throw new Error(decision.refusals.map(({ code, message }) => `${code}: ${message}`).join('\n'));
    return scenario;
  }

  /** Tries a step. */
  when(transition: string, step: Step = {}): Outcome {
    const { by = 'focal', effective = this.world.today, fields = {}, ...rest } = step;
    const parsed = parseEffectiveOn(effective);
    if (!parsed.ok) throw new Error(parsed.refusal.message);
    const command: ItemCommand = { transition, effectiveOn: parsed.effectiveOn, fields, ...rest };
    const decision = decideItem(this.state, command, this.context(by));
    const scenario = decision.accepted
      ? this.recorded(decision.events, by, parsed.effectiveOn, step.decidedBy ?? null)
      : this;
    return new Outcome(decision, scenario);
  }

  /** What somebody is told when they ask what can be done. */
  possibility(transition: string, by: string | null = 'focal'): Possibility {
    const found = whatCanBeDone(this.state, this.context(by)).find((one) => one.transition === transition);
    if (found === undefined) throw new Error(`Nobody is offered “${transition}”.`);
    return found;
  }

  prints(day: Day): string | null {
    return printStatus(this.world.definition, this.state, day);
  }

  context(by: string | null): ItemContext {
    const { definition, today, linked, planBody } = this.world;
    const delegations = this.world.delegations.filter(({ to }) => to === by);
    const roles = by !== null && Object.hasOwn(CAST, by) ? (CAST[by] ?? []) : [];
    return {
      today,
      actor: by === null ? null : { id: by, roles, delegations },
      definition,
      typeDigest: TYPE_DIGEST,
      linked,
      planBody,
      bodies: BODIES,
      sha256: (text) => createHash('sha256').update(text, 'utf8').digest('hex'),
    };
  }

  /** With events on record as the ledger would keep them. */
  recorded(
    events: readonly ItemEvent[],
    actor: string,
    effectiveOn: Recorded<ItemEvent>['effectiveOn'],
    decidedBy: string | null,
  ): Scenario {
    const { length } = this.world.events;
    const added = events.map(
      (event, index): Recorded<ItemEvent> => ({
        ...event,
        ledger: 'main',
        position: length + index + 1,
        stream: 'item:x',
        version: length + index + 1,
        schemaVersion: 1,
        recordedAt: `${this.world.today}T00:00:00Z`,
        effectiveOn,
        decidedBy,
        actor,
        commandId: `command-${length}`,
        correlationId: `command-${length}`,
        causationId: null,
      }),
    );
    return new Scenario({ ...this.world, events: [...this.world.events, ...added] });
  }
}

/** What the rules made of a step. */
export class Outcome {
  constructor(
    readonly decision: Decision<ItemEvent>,
    /** The item afterwards; as it was where the step was refused. */
    readonly scenario: Scenario,
  ) {}

  /** Accepted, with these events in this order. */
  leaves(...types: readonly ItemEvent['type'][]): Scenario {
    const { decision } = this;
    expect(decision.accepted ? decision.events.map(({ type }) => type) : decision.refusals).toEqual(types);
    return this.scenario;
  }

  /** Refused, with exactly these codes in this order. */
  isRefused(...codes: readonly string[]): readonly string[] {
    const { decision } = this;
    expect(decision.accepted ? decision.events : decision.refusals.map(({ code }) => code)).toEqual(codes);
    return decision.accepted ? [] : decision.refusals.map(({ message }) => message);
  }
}
