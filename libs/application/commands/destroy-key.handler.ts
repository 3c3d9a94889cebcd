import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { destroyKey, exactly, isId } from '#domain';
import type { Ledger } from '#ledger';
import { AccessTokens } from '../access/access-tokens.js';
import type { CommandAnswer, CommandMeta } from '../command-answer.js';
import { administratorsEver, directoryContext, personState } from '../directory/actor.js';
import { ledgerState } from '../directory/ledger-state.js';
import { LEDGER } from '../tokens.js';
import type { CommandStreams } from '../way/command-streams.js';
import { CommandWay } from '../way/command-way.js';
import { type Decided, decided } from '../way/decided.js';

export interface DestroyKeyPayload {
  readonly person: string;
  readonly reason: string;
}

/** Erases a person's text for good by destroying the key it is sealed under; every proof stays valid. */
export class DestroyKey extends Command<CommandAnswer> {
  constructor(
    readonly meta: CommandMeta,
    readonly payload: DestroyKeyPayload,
  ) {
    super();
  }
}

@CommandHandler(DestroyKey)
export class DestroyKeyHandler implements ICommandHandler<DestroyKey> {
  constructor(
    private readonly way: CommandWay,
    @Inject(LEDGER) private readonly ledger: Ledger,
    private readonly tokens: AccessTokens,
  ) {}

  async execute({ meta, payload }: DestroyKey): Promise<CommandAnswer> {
    const underway = { command: DestroyKey.name, meta, payload, stream: 'ledger' };
    const answer = await this.way.take(underway, (streams) => decide(streams, payload, meta.actor));
    // After the record of it: a crash between the two is made good by a repeat, or at the next start.
    if (answer.outcome === 'accepted') {
      await this.tokens.revokeAll(payload.person);
      await this.ledger.destroyPersonKey(payload.person);
    }
    return answer;
  }
}

async function decide(streams: CommandStreams, payload: DestroyKeyPayload, actor: string): Promise<Decided> {
  const { person } = payload;
  const isKnown = isId(person) && (await personState(streams, person)) !== null;
  const administeredBy = await administratorsEver(streams);
  const context = { ...(await directoryContext(streams, actor)), isKnown, administeredBy };
  const decision = destroyKey(await ledgerState(streams), payload, context);
  return decided('ledger', decision, exactly(context.today));
}
