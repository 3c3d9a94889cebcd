import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import type { Ledger } from '#ledger';
import { LEDGER } from '../tokens.js';
import { CommandStreams } from '../way/command-streams.js';
import { ledgerState } from './ledger-state.js';

/**
 * Destroys every key that is on record as destroyed. It mostly finds nothing to do: only a crash right
 * after that was put on record leaves a key behind.
 */
@Injectable()
export class UnfinishedErasures implements OnApplicationBootstrap {
  constructor(@Inject(LEDGER) private readonly ledger: Ledger) {}

  async onApplicationBootstrap(): Promise<void> {
    const state = await ledgerState(new CommandStreams(this.ledger));
    for (const person of state?.erased ?? []) await this.ledger.destroyPersonKey(person);
  }
}
