import type { Browser } from 'playwright-core';
import { openChromium } from '#testing';
import { readAppendix } from './appendix.js';
import { BrowserReader } from './browser-reader.js';
import { RunningApi } from './harness/running-api.js';

const plan = '/plans/office-plan-2019-20';
const framework = 'Management and Accountability Framework';

describe('the plan and item 11 in a browser', () => {
  let api: RunningApi;
  let browser: Browser;
  let readers: BrowserReader[] = [];

  beforeAll(async () => {
    browser = await openChromium();
    api = await RunningApi.start({ pack: 'packs/un-reform' });
  }, 180_000);
  afterEach(async () => {
    const complaints = readers.flatMap((reader) => reader.complaints);
    await Promise.all(readers.map((reader) => reader.close()));
    readers = [];
    expect(complaints).toEqual([]);
  });
  afterAll(async () => {
    await browser?.close();
    await api?.stop();
  });

  async function reader(name?: string): Promise<BrowserReader> {
    const opened = await BrowserReader.open(browser, api.url);
    readers.push(opened);
    if (name !== undefined) await opened.signIn(name);
    return opened;
  }

  const rowsOf = async ({ page }: BrowserReader): Promise<readonly (readonly string[])[]> => {
    await page.getByRole('table').waitFor();
    return await page
      .locator('tbody tr:has(td)')
      .evaluateAll((rows) =>
        rows.map((row) =>
          ['td:nth-child(1)', 'th', 'td:nth-child(3) > span', 'td:nth-child(4) > span'].map(
            (cell) => row.querySelector(cell)?.textContent?.trim() ?? '',
          ),
        ),
      );
  };

  test('the plan reads as the paper prints it', async () => {
    const anybody = await reader();
    await anybody.page.goto(plan);
    const printed = readAppendix().flatMap(({ rows }) =>
      rows.map(({ number, text, dueText, status }) => [number, text, dueText, status]),
    );
    expect(await rowsOf(anybody)).toEqual(printed);
    expect(await anybody.page.getByText('12 items, 7 overdue').count()).toBe(1);
    expect(await anybody.page.getByText('Simulated clock: 30 September 2020').count()).toBe(1);
  });

  test('on the day of its endorsement no item had a status, and the page says which day it shows', async () => {
    const anybody = await reader();
    await anybody.page.goto(plan);
    await anybody.page.getByRole('button', { name: 'When endorsed' }).click();
    await anybody.page.getByText('Status as on 31 March 2019').waitFor();
    const rows = await rowsOf(anybody);
    expect(rows.map(([, , , status]) => status?.startsWith('–'))).toEqual(Array(12).fill(true));
    expect(await anybody.page.getByText('You are looking at 31 March 2019').count()).toBe(1);
    expect(new URL(anybody.page.url()).searchParams.get('asOf')).toBe('2019-03-31');
    await anybody.page.getByRole('button', { name: 'Back to today' }).click();
    await anybody.page.getByText('Status as on 30 September 2020').waitFor();
  });

  test('overdue items and one’s own are a tick away', async () => {
    const kate = await reader("Kate O'Brien");
    await kate.page.goto(plan);
    await kate.page.getByLabel(/^Overdue/).check();
    expect((await rowsOf(kate)).map(([number]) => number)).toEqual(['4', '6', '7', '8', '9', '11', '12']);
    await kate.page.getByLabel('Mine').check();
    expect((await rowsOf(kate)).map(([number]) => number)).toEqual(['11']);
    expect(await kate.page.getByText(`Waits for ${framework}`).count()).toBe(1);
  });

  test('item 11 cannot start before the Framework is endorsed by those who may, and then can', async () => {
    const kate = await reader("Kate O'Brien");
    await kate.openItem('11');
    const notYet = kate.page.getByRole('definition').filter({ hasText: framework });
    await kate.page.getByRole('heading', { name: 'Not possible yet' }).waitFor();
    expect(await notYet.first().textContent()).toContain(framework);
    expect(await kate.page.getByRole('button', { name: 'Start', exact: true }).count()).toBe(0);

    const rosa = await reader('Rosa Silva');
    await rosa.openItem('maf');
    await rosa.record('Finalize the revision', { Ground: 'GB.340/INS/6 ¶8' });
    await rosa.recorded();
    await kate.page.getByText('Revised, awaiting endorsement').first().waitFor();

    for (const name of ['Olga Petrenko', 'Paulo Mendes']) {
      const signer = await reader(name);
      await signer.openItem('maf');
      await signer.clear();
    }

    const martine = await reader('Martine Favre');
    await martine.openItem('maf');
    await martine.record('Record the endorsement', {
      'Decided by': 'UN Development Coordination Office',
      Ground: 'GB.340/INS/6 ¶7',
      'Effective on': '2020-09-30',
    });
    const problem = martine.page.getByRole('alert');
    await problem.waitFor();
    expect(await problem.textContent()).toContain('UNSDG principals');
    expect(await problem.evaluate((element) => element === element.ownerDocument.activeElement)).toBe(true);
    expect(await martine.page.getByLabel('Ground').inputValue()).toBe('GB.340/INS/6 ¶7');
    await martine.fill('Decided by', 'UNSDG principals');
    await martine.page.getByRole('button', { name: 'Record', exact: true }).click();
    await martine.recorded();

    // Kate's page has been open all the while.
    await kate.page.getByRole('button', { name: 'Start', exact: true }).waitFor();
    await kate.record('Start');
    await kate.recorded();
    await kate.page.getByText('Recorded: Start. Status: Ongoing.').first().waitFor();

    const newest = kate.page.getByRole('region', { name: 'History' }).getByRole('listitem').first();
    expect(await newest.textContent()).toContain("Kate O'Brien");
    const history = await kate.page.getByRole('region', { name: 'History' }).textContent();
    expect(history).toContain('Caused by');
    expect(history).toContain('Illustrative');

    await kate.page
      .getByRole('region', { name: 'History' })
      .getByRole('link', { name: /endorsed/i })
      .first()
      .click();
    await kate.page.getByRole('heading', { level: 1, name: framework }).waitFor();
    const cause = kate.page.locator('li[data-target="true"]');
    await cause.waitFor();
    expect(await cause.textContent()).toContain('UNSDG principals');
    expect(await cause.evaluate((entry) => entry.getBoundingClientRect().top < 900)).toBe(true);
  });

  test('what is typed survives a reload, a refusal and somebody else’s change', async () => {
    const [elif, again] = [await reader('Elif Yıldız'), await reader('Elif Yıldız')];
    for (const each of [elif, again]) await each.openItem('5');
    await elif.page.getByRole('button', { name: 'Report progress' }).click();
    await elif.fill('Progress', 'ورشة العمل الأولى, then the second');
    await elif.page.reload();
    await elif.page.getByRole('button', { name: 'Report progress (draft)' }).click();
    expect(await elif.page.getByRole('textbox', { name: 'Progress' }).inputValue()).toBe(
      'ورشة العمل الأولى, then the second',
    );

    await again.record('Complete', { Reference: 'GB.340/INS/6 ¶45' });
    await again.recorded();
    await elif.page.getByRole('button', { name: 'Record', exact: true }).click();
    await elif.page.getByText('Changed while you were typing').waitFor();
    expect(await elif.page.getByRole('textbox', { name: 'Progress' }).inputValue()).toBe(
      'ورشة العمل الأولى, then the second',
    );
    await elif.page.getByRole('button', { name: 'It does: record it' }).click();
    await elif.recorded();
  });

  test('the auditor sees what was refused, and everybody the reminders', async () => {
    const quentin = await reader('Quentin Laurent');
    await quentin.page.getByRole('link', { name: 'Refused attempts' }).click();
    await quentin.page.getByText('ITEM.WRONG_BODY').first().waitFor();
    await quentin.page.getByRole('link', { name: 'Outbox' }).click();
    await quentin.page.getByRole('heading', { name: 'Outbox' }).waitFor();
  });
});
