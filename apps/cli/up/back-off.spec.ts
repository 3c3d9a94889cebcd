import { backOff } from './back-off.js';

test('what keeps dying is started later and later, up to ten seconds', () => {
  const delays = backOff();
  expect(Array.from({ length: 8 }, () => delays.next(100))).toEqual([
    200, 400, 800, 1600, 3200, 6400, 10_000, 10_000,
  ]);
});

test('what had run well is started again at once', () => {
  const delays = backOff();
  delays.next(100);
  delays.next(100);
  expect(delays.next(60_000)).toBe(200);
});
