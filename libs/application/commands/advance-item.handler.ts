import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type Cause, decideItem, type Evidence, foldItem } from '#domain';
import type { CommandAnswer, CommandMeta } from '../command-answer.js';
import { unknownDecider } from '../directory/known-decider.js';
import { itemContext, itemEvents, itemFields } from '../items/item-context.js';
import { ItemReferences } from '../items/item-references.js';
import type { CommandStreams } from '../way/command-streams.js';
import { CommandWay } from '../way/command-way.js';
import { type Decided, newEvents, notFound, turnDown, write } from '../way/decided.js';
import { effectiveDay } from '../way/effective-day.js';
import { present } from '../way/present.js';
import type { OnRecord } from './on-record.js';

export interface AdvanceItemPayload extends OnRecord {
  readonly item: string;
  readonly transition: string;
  readonly evidence?: readonly AttachedEvidence[] | undefined;
  /** What the transition needs: `start`, `due`, `prerequisite`, `line`, `comment`, `digest` … */
  readonly fields?: { readonly [name: string]: string } | undefined;
  /** Reactions only. */
  readonly cause?: Cause | undefined;
}

export interface AttachedEvidence extends Pick<Evidence, 'kind' | 'reference'> {
  readonly title?: string | undefined;
  readonly digest?: string | undefined;
}

/** Asks for one transition of an item's lifecycle. A sign-off is the transition `clear` or `object` with `fields.line`. */
export class AdvanceItem extends Command<CommandAnswer> {
  constructor(
    readonly meta: CommandMeta,
    readonly payload: AdvanceItemPayload,
  ) {
    super();
  }
}

type Fields = NonNullable<AdvanceItemPayload['fields']>;

@CommandHandler(AdvanceItem)
export class AdvanceItemHandler implements ICommandHandler<AdvanceItem> {
  constructor(
    private readonly way: CommandWay,
    private readonly references: ItemReferences,
  ) {}

  async execute({ meta, payload }: AdvanceItem): Promise<CommandAnswer> {
    const item = await this.references.resolve(payload.item);
    if (item === null) return { outcome: 'not-found', what: `item ${payload.item}` };
    const fields = await this.resolveFields(payload.fields ?? {});
    const underway = { command: AdvanceItem.name, meta, payload, stream: `item:${item}` };
    return this.way.take(underway, (streams) => decide(streams, item, payload, fields, meta.actor));
  }

  private async resolveFields(fields: Fields): Promise<Fields> {
    const resolved: Record<string, string> = { ...fields };
    for (const name of itemFields) {
      const named = fields[name];
      if (named !== undefined) resolved[name] = (await this.references.resolve(named)) ?? named;
    }
    return resolved;
  }
}

async function decide(
  streams: CommandStreams,
  item: string,
  payload: AdvanceItemPayload,
  fields: Fields,
  actor: string,
): Promise<Decided> {
  const state = foldItem(await itemEvents(streams, item));
  if (state === null) return notFound(`item ${item}`);
  const day = await effectiveDay(streams, payload.effectiveOn);
  if (!day.ok) return turnDown(day.refusal);
  const { effectiveOn } = day;
  const { decidedBy } = payload;
  const context = await itemContext(streams, state, { actor, effectiveOn, decidedBy, fields });
  const command = present({ ...payload, effectiveOn, fields });
  const decision = decideItem(state, command, context);
  if (!decision.accepted) return turnDown(...decision.refusals);
  const [unknown] = await unknownDecider(streams, decidedBy);
  if (unknown !== undefined) return turnDown(unknown);
  return write({ stream: `item:${item}`, events: newEvents(decision.events, effectiveOn, decidedBy) });
}
