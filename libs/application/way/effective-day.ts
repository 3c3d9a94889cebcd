import { type EffectiveOn, exactly, parseEffectiveOn, type Refusal } from '#domain';
import { periodsOf } from '../directory/periods-of.js';
import type { CommandStreams } from './command-streams.js';

export type EffectiveDay =
  | { readonly ok: true; readonly effectiveOn: EffectiveOn }
  | { readonly ok: false; readonly refusal: Refusal };

/** When what a command says was true: as written, or the ledger's today where nothing is. */
export async function effectiveDay(
  streams: CommandStreams,
  written: string | undefined,
): Promise<EffectiveDay> {
  if (written === undefined) return { ok: true, effectiveOn: exactly(await streams.today()) };
  return parseEffectiveOn(written, { periods: await periodsOf(streams) });
}
