import { BrowserOffice } from './harness/browser-office.js';

const preview = '/plans/office-plan-2019-20/paper';

describe('papers in a browser', () => {
  let office: BrowserOffice;
  beforeAll(async () => {
    office = await BrowserOffice.open();
  }, 180_000);
  afterEach(async () => expect(await office.everybodyLeaves()).toEqual([]));
  afterAll(async () => await office?.close());

  test('a registrar publishes what the preview shows; it stays, and a late entry stands beside it', async () => {
    const martine = await office.reader('Martine Favre');
    const { page } = martine;
    await martine.open(preview);
    const rows = page.locator('tbody tr:has(td)');
    const previewed = await rows.allTextContents();
    await page.getByRole('button', { name: 'Publish as a paper' }).click();
    await page.getByRole('button', { name: 'Publish', exact: true }).click();
    await page.getByRole('alert').waitFor();
    await page.getByLabel('Number').fill('GB.999/INS/1');
    await page.getByLabel('Session').fill('340th Session');
    await page.getByRole('button', { name: 'Publish', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'GB.999/INS/1' }).waitFor();
    expect(await rows.allTextContents()).toEqual(previewed);
    const foot = await page.getByRole('article').getByText('SHA-256').last().textContent();
    expect(foot).toMatch(/SHA-256 [0-9a-f]{64} .* entries 1 to \d+; root of \d+ entries [0-9a-f]{64}/);

    await office.command('focal-4', '/v1/items/4/transitions/complete', {
      evidence: [{ kind: 'paragraph', reference: 'GB.340/INS/6 ¶44' }],
    });
    await page.getByRole('heading', { name: 'Recorded later, about its time' }).waitFor();
    expect(await rows.allTextContents()).toEqual(previewed);

    await page.getByRole('button', { name: 'Add a corrigendum' }).click();
    await page.getByLabel('What it should say').fill('For “Ongoing” read “Completed”.');
    await page.getByLabel('Row').selectOption('4');
    await page.getByRole('button', { name: 'Publish the corrigendum' }).click();
    await page.getByRole('region', { name: 'Corrigenda' }).getByText('row 4').waitFor();
    await page.getByRole('link', { name: 'Papers' }).first().click();
    await page.getByRole('link', { name: 'GB.999/INS/1' }).waitFor();
  });

  test('printed, a paper has neither navigation nor buttons, and its digest at the foot', async () => {
    const anybody = await office.reader();
    await anybody.open(preview);
    await anybody.page.emulateMedia({ media: 'print' });
    const shown = async (selector: string): Promise<boolean> =>
      await anybody.page.locator(selector).first().isVisible();
    expect(await shown('nav')).toBe(false);
    expect(await shown('main button')).toBe(false);
    expect(await shown('h1')).toBe(false);
    expect(await shown('tfoot')).toBe(true);
    expect(await shown('thead')).toBe(true);
  });

  test('only registrars are offered to publish', async () => {
    const kate = await office.reader("Kate O'Brien");
    await kate.open(preview);
    expect(await kate.page.getByRole('button', { name: 'Print' }).count()).toBe(1);
    expect(await kate.page.getByRole('button', { name: 'Publish as a paper' }).count()).toBe(0);
  });
});
