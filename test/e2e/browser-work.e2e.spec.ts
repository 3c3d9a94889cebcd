import { readFile } from 'node:fs/promises';
import type { Locator } from 'playwright-core';
import type { BrowserReader } from './browser-reader.js';
import { BrowserOffice } from './harness/browser-office.js';

/** Items that Kate answers for besides her own. */
const handedOver = ['2', '4', '5', '8', '9', '12'];

describe('my work in a browser', () => {
  let office: BrowserOffice;

  beforeAll(async () => {
    office = await BrowserOffice.open();
    for (const item of handedOver)
      await office.command('registrar', `/v1/items/${item}/assignment`, { owner: 'focal-11' });
  }, 180_000);
  afterEach(async () => expect(await office.everybodyLeaves()).toEqual([]));
  afterAll(async () => await office?.close());

  const rowOf = ({ page }: BrowserReader, number: string): Locator =>
    page.getByRole('form', { name: new RegExp(`^${number}\\. `) });

  test('whoever signs in as staff finds what they owe first, overdue first, and what it waits for', async () => {
    const kate = await office.reader("Kate O'Brien");
    await kate.page.getByRole('heading', { level: 1, name: 'My work' }).waitFor();
    const toDo = kate.page.getByRole('region', { name: 'To do' });
    await toDo.getByText(/^\d+, 5 of them overdue$/).waitFor();
    const rows = await toDo.getByRole('list', { name: 'To do' }).locator(':scope > li').allTextContents();
    const overdue = rows.map((text) => text.includes('Overdue'));
    expect(overdue).toEqual(overdue.toSorted((a, b) => Number(b) - Number(a)));
    const waiting = kate.page.getByRole('region', { name: 'Waiting for' });
    expect(await waiting.textContent()).toContain('Management and Accountability Framework');
    expect(await waiting.textContent()).toContain('Rosa Silva');
  });

  test('many rows at once: one is saved, one refused, one changed meanwhile, and no typed text is lost', async () => {
    const kate = await office.reader("Kate O'Brien");
    await kate.open('/work/update');
    await rowOf(kate, '4').getByLabel('Progress').fill('ورشة في ثلاث مناطق');
    await rowOf(kate, '5').getByLabel('Progress').fill('Second workshop held');
    await rowOf(kate, '9').getByLabel('Effective on').fill('2031-01-01');
    await rowOf(kate, '9').getByLabel('Progress').fill('From the future');

    await kate.page.getByRole('button', { name: 'Check all' }).click();
    await rowOf(kate, '4').getByText('Can be saved').waitFor();
    await rowOf(kate, '9').getByText('Not saved', { exact: true }).waitFor();
    const history = await office.api.http.get<{ entries: readonly { type: string }[] }>(
      '/v1/items/4/history',
    );
    expect(history.entries.map(({ type }) => type)).not.toContain('ProgressReported');

    await office.command('focal-11', '/v1/items/5/transitions/complete', {
      evidence: [{ kind: 'paragraph', reference: 'GB.340/INS/6 ¶45' }],
    });
    await kate.page.keyboard.press('Control+s');
    await rowOf(kate, '4').getByText('Saved', { exact: true }).waitFor();
    await rowOf(kate, '5').getByText('Changed meanwhile; not saved').waitFor();
    const refused = rowOf(kate, '9').getByText('Not saved', { exact: true });
    await refused.waitFor();
    expect(await rowOf(kate, '5').getByRole('listitem').first().textContent()).toContain('ompleted');
    // The first row to look at has the focus.
    expect(await kate.page.locator(':focus').textContent()).toContain('has not passed yet');

    await kate.page.reload();
    await rowOf(kate, '9').waitFor();
    expect(await rowOf(kate, '9').getByLabel('Progress').inputValue()).toBe('From the future');
    expect(await rowOf(kate, '9').getByLabel('Effective on').inputValue()).toBe('2031-01-01');
    expect(await rowOf(kate, '4').getByLabel('Progress').inputValue()).toBe('');
  });

  test('Enter saves a row: a step with its evidence and that nothing has changed, in one', async () => {
    const kate = await office.reader("Kate O'Brien");
    await kate.open('/work/update');
    const row = rowOf(kate, '12');
    await row.getByLabel('No change since the last report').check();
    await row.getByLabel('Evidence').fill('https://example.org/course');
    await row.getByLabel('Step').selectOption({ label: 'Deliver and continue' });
    await row.getByLabel('Evidence').press('Enter');
    await row.getByText('Saved', { exact: true }).waitFor();
    await row.getByText('Completed/ongoing').waitFor();
    const { entries } = await office.api.http.get<{ entries: readonly { label: string }[] }>(
      '/v1/items/12/history',
    );
    expect(entries.map(({ label }) => label)).toEqual(
      expect.arrayContaining(['ActionItemDelivered', 'ProgressReported', 'EvidenceAttached']),
    );
  });

  test('a sheet is downloaded, looked at row by row, and only then saved', async () => {
    const kate = await office.reader("Kate O'Brien");
    const { page } = kate;
    await kate.open('/work/import');
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Download as CSV' }).click();
    const sheet = await readFile(await (await download).path(), 'utf8');
    expect(sheet).toMatch(/^\uFEFFitem,number,title,.*progress/);
    expect(sheet).toContain('office-plan-2019-20.8');
    const rows = ['office-plan-2019-20.2,Reported by sheet', 'office-plan-2019-20.3,Not hers'];
    const buffer = Buffer.from(['item,progress', ...rows].join('\r\n'));
    await page
      .getByLabel('Filled-in sheet')
      .setInputFiles({ name: 'mine.csv', mimeType: 'text/csv', buffer });
    const verdicts = page.getByRole('list', { name: 'Rows' }).locator(':scope > li');
    await verdicts.first().getByText('Can be saved').waitFor();
    expect(await verdicts.nth(1).textContent()).toContain('focal point');
    await page.getByRole('button', { name: 'Save 1 row' }).click();
    await page.getByRole('heading', { name: 'What became of mine.csv' }).waitFor();
    await verdicts.first().getByText('Saved', { exact: true }).waitFor();
    const open = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Download the rows still open' }).click();
    expect(await readFile(await (await open).path(), 'utf8')).toContain('Not hers');
  });
});
