import type { Period } from '#domain';
import type { CommandStreams } from '../way/command-streams.js';
import { ledgerState } from './ledger-state.js';

/** The stretches of days that due texts may name. They stand in the ledger's own stream, which every command looks at. */
export const periodsOf = async (streams: CommandStreams): Promise<readonly Period[]> =>
  (await ledgerState(streams))?.periods ?? [];
