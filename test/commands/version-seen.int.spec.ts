import { accepted, Office } from './office.js';

let office: Office;
beforeAll(async () => {
  office = await Office.open();
}, 60_000);
afterAll(async () => {
  await office.close();
}, 60_000);

const plan = (start: string) => ({ fields: { start }, reason: 'Waits for the Framework' });
const versionOf = async (item: string) => (await office.history(item)).length;

it('lets one of two people with the same version win, and tells the other what changed', async () => {
  const ifMatch = await versionOf('office-plan.11');
  const answers = await Promise.all([
    office.advance('focal-11', '11', 'plan-start', plan('2020'), { ifMatch }),
    office.advance('focal-11', '11', 'plan-start', plan('2021'), { ifMatch }),
  ]);
  const won = answers.filter(({ outcome }) => outcome === 'accepted');
  const lost = answers.find(({ outcome }) => outcome === 'version-mismatch');
  expect(won).toHaveLength(1);
  expect(lost).toEqual({
    outcome: 'version-mismatch',
    expected: ifMatch,
    actual: ifMatch + 1,
    changes: [`Start planned, recorded by focal-11 on 2020-09-30 (version ${ifMatch + 1})`],
  });
});

it('decides again where only progress and evidence came between', async () => {
  const ifMatch = await versionOf('office-plan.6');
  await office.does('focal-6', '6', 'report-progress', { fields: { text: 'Modules drafted' } });
  const answer = await office.advance('focal-6', '6', 'start', {}, { ifMatch });
  expect(accepted(answer).version).toBe(ifMatch + 2);
});

it('refuses a version that is still to come', async () => {
  const actual = await versionOf('office-plan.6');
  const answer = await office.advance('focal-6', '6', 'report-progress', {}, { ifMatch: actual + 7 });
  expect(answer).toEqual({ outcome: 'version-mismatch', expected: actual + 7, actual, changes: [] });
});
