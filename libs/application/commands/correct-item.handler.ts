import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { decideCorrection, exactly } from '#domain';
import type { CommandAnswer, CommandMeta } from '../command-answer.js';
import { unknownDecider } from '../directory/known-decider.js';
import { correctionContext, itemOnRecord } from '../items/correction-context.js';
import { ItemReferences } from '../items/item-references.js';
import { type AttachedEvidence, withItemIds } from '../items/item-step.js';
import type { CommandStreams } from '../way/command-streams.js';
import { CommandWay } from '../way/command-way.js';
import { type Decided, decided, notFound, turnDown } from '../way/decided.js';
import { effectiveDay } from '../way/effective-day.js';
import { present } from '../way/present.js';
import type { OnRecord } from './on-record.js';

export interface CorrectItemPayload extends Omit<OnRecord, 'decision'> {
  readonly item: string;
  /** Which of the item's events was wrong. */
  readonly version: number;
  /** It did not happen. */
  readonly void?: boolean | undefined;
  readonly evidence?: readonly AttachedEvidence[] | undefined;
  readonly fields?: { readonly [name: string]: string } | undefined;
}

/** Puts an event of an item right where it stands, or strikes it out; refused where what came after would become impossible. */
export class CorrectItem extends Command<CommandAnswer> {
  constructor(
    readonly meta: CommandMeta,
    readonly payload: CorrectItemPayload,
  ) {
    super();
  }
}

@CommandHandler(CorrectItem)
export class CorrectItemHandler implements ICommandHandler<CorrectItem> {
  constructor(
    private readonly way: CommandWay,
    private readonly references: ItemReferences,
  ) {}

  async execute({ meta, payload }: CorrectItem): Promise<CommandAnswer> {
    const item = await this.references.resolve(payload.item);
    if (item === null) return { outcome: 'not-found', what: `item ${payload.item}` };
    const { fields } = await withItemIds(this.references, { transition: '', fields: payload.fields });
    const named = payload.fields === undefined ? payload : { ...payload, fields };
    const underway = { command: CorrectItem.name, meta, payload, stream: `item:${item}` };
    return this.way.take(underway, (streams) => decide(streams, item, named, meta.actor));
  }
}

async function decide(
  streams: CommandStreams,
  item: string,
  { effectiveOn: written, item: _, ...payload }: CorrectItemPayload,
  actor: string,
): Promise<Decided> {
  const found = await itemOnRecord(streams, item);
  if (found === null) return notFound(`item ${item}`);
  const day = written === undefined ? null : await effectiveDay(streams, written);
  if (day?.ok === false) return turnDown(day.refusal);
  const command = present({ ...payload, effectiveOn: day?.effectiveOn });
  const { state, events } = found;
  const context = await correctionContext(streams, state, events, { actor, ...command });
  const decision = decideCorrection(events, command, context);
  if (!decision.accepted) return turnDown(...decision.refusals);
  const [unknown] = await unknownDecider(streams, payload.decidedBy);
  if (unknown !== undefined) return turnDown(unknown);
  return decided(`item:${item}`, decision, exactly(context.today));
}
