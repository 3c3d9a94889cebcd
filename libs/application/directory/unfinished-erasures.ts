import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import type { Ledger } from '#ledger';
import { AccessTokens } from '../access/access-tokens.js';
import { LEDGER } from '../tokens.js';
import { CommandStreams } from '../way/command-streams.js';
import { ledgerState } from './ledger-state.js';

/**
 * Destroys every key that is on record as destroyed, and the tokens of whom it belonged to. It mostly finds nothing to do: only a crash right
 * after that was put on record leaves a key behind.
 */
@Injectable()
export class UnfinishedErasures implements OnApplicationBootstrap {
  constructor(
    @Inject(LEDGER) private readonly ledger: Ledger,
    private readonly tokens: AccessTokens,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const state = await ledgerState(new CommandStreams(this.ledger));
    for (const person of state?.erased ?? []) {
      await this.tokens.revokeAll(person);
      await this.ledger.destroyPersonKey(person);
    }
  }
}
