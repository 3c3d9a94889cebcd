import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import {
  type Day,
  exactly,
  foldItemAsOf,
  foldPaper,
  foldPlan,
  type Illustrative,
  isId,
  type PlanState,
  type PublishContext,
  paperSlug,
  publishPaper,
  refuse,
  type TypeDefinition,
} from '#domain';
import type { Ledger } from '#ledger';
import type { CommandAnswer, CommandMeta } from '../command-answer.js';
import { actorOf } from '../directory/actor.js';
import { ledgerState } from '../directory/ledger-state.js';
import { itemEvents } from '../items/item-context.js';
import { typeOf } from '../items/item-type.js';
import { LEDGER } from '../tokens.js';
import type { CommandStreams } from '../way/command-streams.js';
import { CommandWay } from '../way/command-way.js';
import { type Decided, newEvents, notFound, turnDown, write } from '../way/decided.js';
import { present } from '../way/present.js';
import { sha256 } from '../way/sha256.js';

/** Every item is a stream looked at, and an append takes 2,000 of them. */
const MOST_ITEMS = 1900;

export interface PublishPaperPayload {
  readonly plan: string;
  /** As the body numbers it: "GB.340/INS/6". */
  readonly number: string;
  /** The ledger's today where absent. */
  readonly asOf?: Day | undefined;
  readonly session?: string | undefined;
  readonly reason?: string | undefined;
  readonly ground?: string | undefined;
  readonly illustrative?: readonly Illustrative[] | undefined;
}

/** Publishes a paper about a plan: what it prints is fixed for good. */
export class PublishPaper extends Command<CommandAnswer> {
  constructor(
    readonly meta: CommandMeta,
    readonly payload: PublishPaperPayload,
  ) {
    super();
  }
}

@CommandHandler(PublishPaper)
export class PublishPaperHandler implements ICommandHandler<PublishPaper> {
  constructor(
    private readonly way: CommandWay,
    @Inject(LEDGER) private readonly ledger: Ledger,
  ) {}

  execute({ meta, payload }: PublishPaper): Promise<CommandAnswer> {
    const paper = paperSlug(payload.number);
    // A number that leads nowhere is refused; until then the command is one about the plan.
    const stream = paper === null ? `plan:${payload.plan}` : `paper:${paper}`;
    const underway = { command: PublishPaper.name, meta, payload, stream, onRecordOnly: true } as const;
    return this.way.take(underway, (streams) => this.decide(streams, paper, payload, meta.actor));
  }

  private async decide(
    streams: CommandStreams,
    paper: string | null,
    payload: PublishPaperPayload,
    actor: string,
  ): Promise<Decided> {
    const plan = isId(payload.plan) ? foldPlan(await streams.read(`plan:${payload.plan}`)) : null;
    if (plan === null) return notFound(`plan ${payload.plan}`);
    const { length: items } = plan.items;
    if (items > MOST_ITEMS) {
      const message = `The plan has ${items} items; a paper takes ${MOST_ITEMS} at most. Divide the plan.`;
      return turnDown(refuse('PAPER.TOO_LARGE', message, { items, most: MOST_ITEMS }));
    }
    const state = paper === null ? null : foldPaper(await streams.read(`paper:${paper}`));
    const today = await streams.today();
    const asOf = payload.asOf ?? today;
    const drawnFrom = { today, ...(await source(streams, plan, asOf)), actor: await actorOf(streams, actor) };
    const checkpoint = await this.checkpoint();
    const command = present({ ...payload, asOf });
    const decision = publishPaper(state, command, { ...drawnFrom, plan, checkpoint, sha256 });
    if (!decision.accepted) return turnDown(...decision.refusals);
    const on = exactly(today);
    return write(
      { stream: `paper:${paper}`, events: newEvents(decision.paper, on) },
      { stream: `plan:${plan.plan}`, events: newEvents(decision.plan, on) },
    );
  }

  /**
   * Where the ledger ends once every stream has been looked at, as on record. The append takes none of them
   * in a later version, so each was read as it stands at this position.
   */
  private async checkpoint(): Promise<PublishContext['checkpoint']> {
    const position = await this.ledger.lastPosition();
    const rootHash = (await this.ledger.rootAt(position)).toString('hex');
    return { position, treeSize: position, rootHash };
  }
}

/** The plan's items as they stood on the day, with what else a paper prints. */
async function source(streams: CommandStreams, { items, body }: PlanState, asOf: Day) {
  const stood = await Promise.all(
    items.map(async ({ item }) => foldItemAsOf(await itemEvents(streams, item), asOf)),
  );
  const states = stood.filter((state) => state !== null);
  const types = new Map<string, TypeDefinition>();
  for (const state of states)
    if (!types.has(state.typeDigest)) types.set(state.typeDigest, (await typeOf(streams, state)).definition);
  const [registered] = await streams.read(`body:${body}`);
  const opened = await ledgerState(streams);
  return {
    items: states,
    typeOf: (digest: string): TypeDefinition => {
      const definition = types.get(digest);
      if (definition === undefined) throw new Error(`No type of digest ${digest} was looked at.`);
      return definition;
    },
    bodyName: registered?.data.name ?? body,
    ledger: { origin: opened?.origin ?? '', simulated: opened?.simulated ?? false },
  };
}
