import { actionTable, frameworkTable } from './tables.js';
import { walkThroughTheRules } from './walk.js';

it('the rules do what the tables say, whoever acts for whom: 10,000 commands', async () => {
  const tally = await walkThroughTheRules(10_000, 340);
  expect(tally.asked).toBeGreaterThanOrEqual(10_000);
  // The walk gets everywhere: each step of both tables comes through, also for others, and races are won.
  const never = [...Object.keys(actionTable), ...Object.keys(frameworkTable)].filter(
    (one) => !tally.taken.has(one),
  );
  expect(never).toEqual([]);
  expect(tally.lent).toBeGreaterThan(20);
  expect(tally.won).toBeGreaterThan(100);
});
