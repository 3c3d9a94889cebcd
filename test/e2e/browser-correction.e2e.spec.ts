import type { Locator } from 'playwright-core';
import type { BrowserReader } from './browser-reader.js';
import { BrowserOffice } from './harness/browser-office.js';

describe('corrections, two days and delegations in a browser', () => {
  let office: BrowserOffice;
  beforeAll(async () => {
    office = await BrowserOffice.open();
    await office.command('focal-4', '/v1/items/4/transitions/complete', {
      effectiveOn: '2020-09-30',
      evidence: [{ kind: 'paragraph', reference: 'GB.340/INS/6 ¶44' }],
    });
  }, 180_000);
  afterEach(async () => expect(await office.everybodyLeaves()).toEqual([]));
  afterAll(async () => await office?.close());

  const entryOf = ({ page }: BrowserReader, heading: RegExp): Locator =>
    page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: heading }) });

  test('an entry is put right in its place, with what it said; what would break a later step is refused', async () => {
    const dana = await office.reader('Dana Haddad');
    await dana.openItem('4');
    const completed = entryOf(dana, /^Action item completed/);
    await completed.getByRole('button', { name: 'Correct this entry' }).click();
    expect(await completed.getByLabel('Effective on').inputValue()).toBe('2020-09-30');
    await completed.getByLabel('Effective on').fill('by 2020-09-30');
    await completed.getByLabel('Reason').fill('The day is not known');
    await completed.getByRole('button', { name: 'Correct it' }).click();
    await completed.getByText('The day is not known').waitFor();
    expect(await completed.locator('del').first().textContent()).toContain('30 September 2020');
    await completed.getByText('Effective by 30 September 2020', { exact: true }).waitFor();

    const reported = await office.command('focal-4', '/v1/items/4/transitions/report-progress', {
      fields: { text: 'Sent to the wrong item' },
    });
    expect(reported.version).toBeGreaterThan(0);
    const report = entryOf(dana, /Sent to the wrong item/);
    await report.getByRole('button', { name: 'Correct this entry' }).click();
    await report.getByRole('radio', { name: /did not happen/ }).check();
    await report.getByRole('button', { name: 'Strike it out' }).click();
    await report.getByRole('alert').waitFor();
    await report.getByLabel('Reason').fill('It was about item 5');
    await report.getByRole('button', { name: 'Strike it out' }).click();
    await report.getByRole('heading', { name: /^Struck out: / }).waitFor();
    await report.getByText('It was about item 5').waitFor();
  });

  test('an entry without which a later step could not have been made stays, and it is said which step', async () => {
    await office.command('focal-9', '/v1/items/9/transitions/complete', {
      evidence: [{ kind: 'paragraph', reference: 'GB.340/INS/6 ¶46' }],
    });
    await office.command('approver', '/v1/items/9/transitions/reopen', { reason: 'One service is missing' });
    const ines = await office.reader('Inés Aguirre');
    await ines.openItem('9');
    const completed = entryOf(ines, /^Action item completed/);
    await completed.getByRole('button', { name: 'Correct this entry' }).click();
    await completed.getByRole('radio', { name: /did not happen/ }).check();
    await completed.getByLabel('Reason').fill('It was another item');
    await completed.getByRole('button', { name: 'Strike it out' }).click();
    const refusal = completed.getByRole('alert');
    await refusal.waitFor();
    expect(await refusal.textContent()).toMatch(/reopen/i);
    expect(await completed.getByLabel('Reason').inputValue()).toBe('It was another item');
    expect(await ines.page.getByRole('heading', { name: /^Struck out: / }).count()).toBe(0);
    await completed.getByRole('button', { name: 'Cancel' }).click();
    await completed.getByRole('button', { name: 'Correct this entry' }).waitFor();
  });

  test('what changed between two days stands in sentences to copy and item by item', async () => {
    const anybody = await office.reader();
    await anybody.open('/plans/office-plan-2019-20');
    await anybody.page.getByRole('link', { name: 'What changed' }).click();
    const sentences = anybody.page.getByRole('region', { name: 'In sentences' });
    await sentences.getByText('Completed').first().waitFor();
    const table = anybody.page.getByRole('region', { name: 'Item by item' });
    expect(
      await table.getByRole('row').filter({ hasText: '10. Review and revision' }).textContent(),
    ).toContain('Completed');
    await anybody.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await sentences.getByRole('button', { name: 'Copy' }).click();
    await sentences.getByRole('button', { name: 'Copied' }).waitFor();
    const copied = await anybody.page.evaluate('navigator.clipboard.readText()');
    expect(copied).toContain('\n\n');
    expect(copied).toContain('Component 1');

    await anybody.page.getByLabel(/^From/).fill('2020-09-30');
    await anybody.page.getByRole('button', { name: 'Compare' }).click();
    await anybody.page.getByText('From 30 September 2020 to 30 September 2020').waitFor();
    expect(new URL(anybody.page.url()).searchParams.get('from')).toBe('2020-09-30');
  });

  test('whoever goes on leave delegates, sees it among their own, and ends it', async () => {
    const elif = await office.reader('Elif Yıldız');
    const { page } = elif;
    await page.getByRole('button', { name: 'Signed in as Elif Yıldız' }).click();
    await page.getByRole('menuitem', { name: 'My roles and delegations' }).click();
    await page.getByRole('button', { name: 'Delegate' }).click();
    const form = page.getByRole('form', { name: 'Delegate' });
    await form.getByLabel(/^To/).selectOption({ label: "Kate O'Brien" });
    await form.getByLabel('Until').fill('2020-12-31');
    await form.getByRole('button', { name: 'Delegate' }).click();
    const delegated = page.getByRole('list', { name: 'Delegated to others' });
    await delegated.getByText("Kate O'Brien").waitFor();
    await delegated.getByText('to 31 December 2020').waitFor();
    await delegated.getByRole('button', { name: /^End/ }).click();
    await page.getByRole('button', { name: 'End it' }).click();
    await delegated.getByText('to 30 September 2020').waitFor();
  });
});
