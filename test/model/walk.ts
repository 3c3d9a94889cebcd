import fc from 'fast-check';
import { AskCommand, nothingYet, type Tally } from './ask.command.js';
import { asks, isBlind } from './asks.js';
import { faultsIn } from './audit.js';
import { DomainOffice } from './domain-office.js';
import { preludes } from './preludes.js';
import { newWorld } from './world.js';

/**
 * Walks through the rules, decide and evolve alone, until so many commands were tried: each is judged by
 * the models as well, and each history is looked at by itself afterwards.
 */
export async function walkThroughTheRules(
  commands: number,
  seed: number,
  onProgress: (tally: Tally) => void = () => undefined,
): Promise<Tally> {
  const tally = nothingYet();
  const runs = fc.commands(
    asks.map((one) => fc.tuple(one, isBlind).map(([ask, blind]) => new AskCommand(ask, tally, blind))),
    { maxCommands: 80, size: 'max' },
  );
  const property = fc.asyncProperty(preludes, runs, async (prelude, steps) => {
    const office = new DomainOffice();
    const world = newWorld();
    for (const ask of prelude) await new AskCommand(ask, tally, true).run(world, office);
    await fc.asyncModelRun(() => ({ model: world, real: office }), steps);
    for (const item of ['action', 'framework'] as const) {
      const faults = faultsIn(office.history(item), item);
      if (faults.length > 0) throw new Error(faults.join('\n'));
    }
  });
  for (let round = 0; tally.asked < commands; round++) {
    await fc.assert(property, { numRuns: 200, seed: seed + round });
    onProgress(tally);
  }
  return tally;
}
