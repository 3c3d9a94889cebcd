import { nearName } from './near-name.js';

const unknown = (code: string, detail: string) => ({
  ...{ type: 'about:blank', title: 'Not found', status: 404 },
  ...{ code, detail },
});

test.each([
  ['PERSON.UNKNOWN', 'There is no person focal11.', 'Did you mean focal-11?'],
  ['PERSON.UNKNOWN', 'There is no person nobody-at-all.', null],
  ['PLAN.UNKNOWN', 'There is no plan office-plan.', 'There is office-plan-2019-20.'],
  ['ITEM.UNKNOWN', 'There is no item 2025/03-A 1.', 'Did you mean 2025/03–A 1?'],
  ['ITEM.UNKNOWN', 'There is no item 99.', null],
  ['VIEW.UNKNOWN', 'There is no view x.', null],
])('%s, “%s”: %s', async (code, detail, said) => {
  const people = Array.from({ length: 12 }, (_, index) => ({ id: `focal-${index + 1}` }));
  const items = [
    { item: 'r.2025-03-a-1', number: '2025/03–A 1' },
    ...Array.from({ length: 12 }, (_, index) => ({ item: `plan.${index + 1}`, number: `${index + 1}` })),
  ];
  const lists: { readonly [path: string]: unknown } = {
    '/v1/people': { people },
    '/v1/plans': { plans: [{ plan: 'office-plan-2019-20' }] },
    '/v1/items?limit=200': { items },
  };
  expect(await nearName(unknown(code, detail), async (path) => lists[path])).toBe(said);
});

test('a list that cannot be had is no reason to say nothing of the name', async () => {
  const problem = unknown('PLAN.UNKNOWN', 'There is no plan x.');
  expect(await nearName(problem, () => Promise.reject(new Error('down')))).toBeNull();
});
