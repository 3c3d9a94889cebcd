import { setImmediate } from 'node:timers/promises';
import { sharedCall, sharedLookUp } from './shared-call.js';

/** Calls that end when they are told to. */
function calls() {
  const begun: { end: (value: number) => void; fail: () => void }[] = [];
  const shared = sharedCall(
    () =>
      new Promise<number>((resolve, reject) => {
        begun.push({ end: resolve, fail: () => reject(new Error('lost')) });
      }),
  );
  return { begun, shared };
}

it('those who come while a call is under way are answered by one that begins after they came', async () => {
  const { begun, shared } = calls();
  const first = shared();
  const [second, third] = [shared(), shared()];
  begun[0]?.end(1);
  expect(await first).toBe(1);
  await Promise.resolve();
  expect(begun).toHaveLength(2);
  begun[1]?.end(2);
  expect(await Promise.all([second, third])).toEqual([2, 2]);
  const fourth = shared();
  begun[2]?.end(3);
  expect(await fourth).toBe(3);
});

it('a call that fails fails for those who share it, and the next is made all the same', async () => {
  const { begun, shared } = calls();
  const first = shared();
  const second = shared();
  begun[0]?.fail();
  await expect(first).rejects.toThrow('lost');
  await Promise.resolve();
  begun[1]?.end(2);
  expect(await second).toBe(2);
});

it('look-ups that are asked for at once, or while one is under way, are made together', async () => {
  const asked: (readonly number[])[] = [];
  const double = sharedLookUp(async (keys: readonly number[]) => {
    asked.push(keys);
    await setImmediate();
    return keys.map((key) => key * 2);
  });
  const first = [double(1), double(2)];
  await setImmediate();
  const later = [double(3), double(3), double(4)];
  expect(await Promise.all([...first, ...later])).toEqual([2, 4, 6, 6, 8]);
  expect(asked).toEqual([
    [1, 2],
    [3, 3, 4],
  ]);
});
