import type fc from 'fast-check';
import type { ActionItemModel } from './action-item.model.js';
import type { Ask, Item, Step, StepBy } from './ask.js';
import type { DirectoryModel, Hat } from './directory.model.js';
import type { FrameworkModel } from './framework.model.js';
import type { Office, Verdict } from './office.js';
import { actionTable, frameworkTable, isPossibleFrom } from './tables.js';

/** What the models say of a run. */
export interface World {
  readonly directory: DirectoryModel;
  action: ActionItemModel;
  framework: FrameworkModel;
}

/** What was tried so far, and how much of it came through. */
export interface Tally {
  asked: number;
  accepted: number;
  races: number;
  won: number;
  /** Steps that were taken for somebody else. */
  lent: number;
  /** Which transitions came through, and how often. */
  readonly taken: Map<string, number>;
}
export const nothingYet = (): Tally => ({
  asked: 0,
  accepted: 0,
  races: 0,
  won: 0,
  lent: 0,
  taken: new Map(),
});

/** One try, of the models and of the office: what the one says has to become of the other. */
export class AskCommand implements fc.AsyncCommand<World, Office, true> {
  constructor(
    private readonly ask: Ask,
    private readonly tally: Tally,
    /** Whether it is tried though its turn has not come, or has passed. */
    private readonly isBlind: boolean,
  ) {}

  /** Most people look before they leap: what cannot be from where things stand is tried now and then only. */
  check = async (world: Readonly<World>): Promise<boolean> => this.isBlind || mightBe(this.ask, world);
  toString = (): string => JSON.stringify(this.ask);

  async run(world: World, office: Office): Promise<void> {
    const { ask, tally } = this;
    switch (ask.kind) {
      case 'step': {
        tally.asked += 1;
        const hat = world[ask.item].take(ask.by, ask.step);
        this.agree(await office.step(ask.item, ask), hat === null ? null : [hat]);
        if (hat !== null) this.count(ask.step.transition, hat);
        break;
      }
      case 'bulk': {
        tally.asked += 1;
        const tried = copyOf(world, ask.item);
        const hats: Hat[] = [];
        for (const step of ask.steps) {
          const hat = tried.take(ask.by, step);
          if (hat === null) break;
          hats.push(hat);
        }
        const isWhole = hats.length === ask.steps.length;
        this.agree(await office.bulk(ask.item, ask.by, ask.token, ask.steps), isWhole ? hats : null);
        if (isWhole) put(world, ask.item, tried);
        break;
      }
      case 'race':
        await this.race(ask, world, office);
        break;
      case 'assign': {
        tally.asked += 1;
        const isTaken = world[ask.item].assign(ask.by, ask.owner, ask.deputy);
        this.agree(await office.assign(ask), isTaken ? [] : null);
        break;
      }
      case 'role':
        tally.asked += 1;
        this.agree(await office.role(ask), world.directory.role(ask) ? [] : null);
        break;
      case 'delegate':
        tally.asked += 1;
        this.agree(await office.delegate(ask), world.directory.delegate(ask) ? [] : null);
        break;
    }
  }

  /** Of two that cannot both be, exactly one wins where either could alone. */
  private async race(
    { item, sides, seen }: Extract<Ask, { kind: 'race' }>,
    world: World,
    office: Office,
  ): Promise<void> {
    this.tally.asked += 2;
    this.tally.races += 1;
    const alone = sides.map((side) => takenAlone(world, item, side));
    const verdicts = await office.race(item, sides, seen);
    const winners = verdicts.flatMap(({ accepted }, index) => (accepted ? [index] : []));
    const could = alone.flatMap((tried, index) => (tried === null ? [] : [index]));
    const [winner] = winners;
    if (winners.length !== Math.min(1, could.length) || (winner !== undefined && !could.includes(winner)))
      throw this.disagreement(`could alone: ${could.join(', ')}; won: ${winners.join(', ')}`, verdicts);
    if (winner === undefined) return;
    this.tally.won += 1;
    this.tally.accepted += 1;
    const tried = alone[winner];
    if (tried !== null && tried !== undefined) put(world, item, tried);
  }

  private count(transition: string, { onBehalfOf }: Hat): void {
    const { taken } = this.tally;
    taken.set(transition, (taken.get(transition) ?? 0) + 1);
    if (onBehalfOf !== null) this.tally.lent += 1;
  }

  private agree(verdict: Verdict, hats: readonly Hat[] | null): void {
    if (verdict.accepted !== (hats !== null))
      throw this.disagreement(hats === null ? 'should be refused' : 'should be accepted', [verdict]);
    if (hats === null) return;
    this.tally.accepted += 1;
    const expected = hats.map(({ onBehalfOf }) => onBehalfOf);
    if (verdict.onBehalfOf !== undefined && String(verdict.onBehalfOf) !== String(expected))
      throw this.disagreement(`should be for ${String(expected)}`, [verdict]);
  }

  private disagreement(what: string, verdicts: readonly Verdict[]): Error {
    return new Error(`${what}: ${JSON.stringify(this.ask)}\n${JSON.stringify(verdicts)}`);
  }
}

const copyOf = (world: World, item: Item): ActionItemModel | FrameworkModel => world[item].copy();

function put(world: World, item: Item, model: ActionItemModel | FrameworkModel): void {
  Object.assign(world, { [item]: model });
}

/** The item's model after one side alone; null where that is refused. */
function takenAlone(world: World, item: Item, { by, step }: StepBy): ActionItemModel | FrameworkModel | null {
  const tried = copyOf(world, item);
  return tried.take(by, step) === null ? null : tried;
}

function mightBe(ask: Ask, { action, framework, directory }: Readonly<World>): boolean {
  const isPossible = (item: Item, { transition }: Step): boolean => {
    const row = item === 'action' ? actionTable[transition] : frameworkTable[transition];
    return row !== undefined && isPossibleFrom(row, item === 'action' ? action.state : framework.state);
  };
  switch (ask.kind) {
    case 'step':
      return isPossible(ask.item, ask.step);
    case 'bulk':
      return ask.steps.slice(0, 1).every((step) => isPossible(ask.item, step));
    case 'race':
      return ask.sides.some(({ step }) => isPossible(ask.item, step));
    case 'role':
      return directory.holds(ask.person, ask.role) === ask.end;
    case 'delegate':
      return directory.mightDelegate(ask);
    case 'assign':
      return true;
  }
}
