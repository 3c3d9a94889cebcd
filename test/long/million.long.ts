import { actionTable, frameworkTable } from '../model/tables.js';
import { walkThroughTheRules } from '../model/walk.js';

const commands = Number(process.env.LONG_COMMANDS ?? 1_000_000);
/** Printed with the outcome, so that a run can be had again. */
const seed = Number(process.env.LONG_SEED ?? Date.now() % 1_000_000);

test(`the rules do what the tables say: ${commands.toLocaleString('en')} commands`, async () => {
  const began = Date.now();
  const say = (text: string) => process.stderr.write(`${text}\n`);
  say(`LONG_SEED=${seed}`);
  let next = commands / 20;
  const tally = await walkThroughTheRules(commands, seed, ({ asked, accepted, won }) => {
    if (asked < next) return;
    next = asked + commands / 20;
    const seconds = Math.round((Date.now() - began) / 1000);
    say(`${asked.toLocaleString('en')} commands, ${accepted} accepted, ${won} races won, ${seconds} s`);
  });
  expect(tally.asked).toBeGreaterThanOrEqual(commands);
  const never = [...Object.keys(actionTable), ...Object.keys(frameworkTable)].filter(
    (one) => !tally.taken.has(one),
  );
  expect(never).toEqual([]);
}, 7_200_000);
