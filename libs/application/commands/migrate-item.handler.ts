import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { exactly, foldItem, foldType, migrateItem } from '#domain';
import type { CommandAnswer, CommandMeta, WouldBeAccepted } from '../command-answer.js';
import { actorOf } from '../directory/actor.js';
import { itemEvents, planState } from '../items/item-context.js';
import { ItemReferences } from '../items/item-references.js';
import type { CommandStreams } from '../way/command-streams.js';
import { CommandWay } from '../way/command-way.js';
import { type Decided, decided, notFound } from '../way/decided.js';
import { present } from '../way/present.js';

export interface MigrateItemPayload {
  readonly item: string;
  /** The newest one where absent. */
  readonly version?: number | undefined;
  readonly reason: string;
  readonly ground?: string | undefined;
  /** What the new version asks of the item that it does not say yet. */
  readonly fields?: { readonly [field: string]: string } | undefined;
}

/** Puts an item on a later version of its type. */
export class MigrateItem extends Command<CommandAnswer | WouldBeAccepted> {
  constructor(
    readonly meta: CommandMeta,
    readonly payload: MigrateItemPayload,
    /** Only say what would become of it. */
    readonly dryRun: boolean = false,
  ) {
    super();
  }
}

@CommandHandler(MigrateItem)
export class MigrateItemHandler implements ICommandHandler<MigrateItem> {
  constructor(
    private readonly way: CommandWay,
    private readonly references: ItemReferences,
  ) {}

  async execute({ meta, payload, dryRun }: MigrateItem): Promise<CommandAnswer | WouldBeAccepted> {
    const item = await this.references.resolve(payload.item);
    if (item === null) return { outcome: 'not-found', what: `item ${payload.item}` };
    const underway = { command: MigrateItem.name, meta, payload, stream: `item:${item}` };
    return this.way[dryRun ? 'rehearse' : 'take'](underway, (streams) =>
      decide(streams, item, payload, meta.actor),
    );
  }
}

async function decide(
  streams: CommandStreams,
  item: string,
  { version, ...payload }: MigrateItemPayload,
  actor: string,
): Promise<Decided> {
  const state = foldItem(await itemEvents(streams, item));
  if (state === null) return notFound(`item ${item}`);
  const type = foldType(await streams.read(`type:${state.itemType}`));
  const today = await streams.today();
  const plan = await planState(streams, state.plan);
  const decision = migrateItem(state, present(payload), {
    ...{ today, actor: await actorOf(streams, actor), papers: plan?.papers ?? [] },
    versions: type?.versions ?? [],
    version: version ?? null,
  });
  return decided(`item:${item}`, decision, exactly(today));
}
