import { AxeBuilder } from '@axe-core/playwright';
import type { Browser } from 'playwright-core';
import { openChromium } from '#testing';
import { BrowserReader } from './browser-reader.js';
import { RunningApi } from './harness/running-api.js';

const pages = [
  ['the plan', '/plans/office-plan-2019-20'],
  ['the plan on another day', '/plans/office-plan-2019-20?asOf=2019-03-31&knownAt=2020-09-30'],
  ['an item', '/items/11'],
  ['a framework', '/items/maf'],
  ['items', '/items'],
  ['my work', '/work'],
  ['the quick update', '/work/update'],
  ['the paper’s preview', '/plans/office-plan-2019-20/paper'],
  ['papers', '/papers'],
  ['a published paper', '/papers/gb.340-ins-6'],
  ['two days', '/plans/office-plan-2019-20/diff?from=2019-03-31&to=2020-09-30'],
  ['the spreadsheet', '/work/import'],
  ['people', '/people'],
  ['a person', '/people/focal-4'],
  ['the outbox', '/outbox'],
  ['the clock', '/clock'],
  ['sign-in', '/sign-in'],
  ['refused attempts', '/refused-attempts'],
  ['nothing here', '/no-such-page'],
] as const;
const looks = [
  ['at a desk', { viewport: { width: 1280, height: 900 }, colorScheme: 'light' }],
  ['on a phone', { viewport: { width: 375, height: 812 }, colorScheme: 'dark' }],
] as const;

describe('everybody can use it', () => {
  let api: RunningApi;
  let browser: Browser;

  beforeAll(async () => {
    browser = await openChromium();
    api = await RunningApi.start({ pack: 'packs/un-reform' });
  }, 180_000);
  afterAll(async () => {
    await browser?.close();
    await api?.stop();
  });

  describe.each(looks)('%s', (_look, options) => {
    let reader: BrowserReader;
    beforeAll(async () => {
      reader = await BrowserReader.open(browser, api.url, options);
      await reader.signIn('Quentin Laurent');
    });
    afterAll(async () => await reader?.close());

    test.each(pages)(
      'axe finds nothing on %s, and nothing is wider than the screen',
      async (_title, address) => {
        await reader.open(address);
        expect(await faultsOn(reader)).toEqual([]);
        const html = reader.page.locator('html');
        expect(await html.evaluate((root) => root.scrollWidth > root.clientWidth)).toBe(false);
      },
    );
  });

  test.each(looks)(
    'axe finds nothing on the views, nor where one says who answers, %s',
    async (_look, options) => {
      const admin = await BrowserReader.open(browser, api.url, options);
      await admin.signIn('Demo administrator');
      await admin.open('/views');
      await admin.page
        .getByText(/^Up to date, /)
        .first()
        .waitFor();
      expect(await faultsOn(admin)).toEqual([]);
      await admin.signIn('Martine Favre');
      await admin.openItem('11');
      await admin.page.getByRole('button', { name: 'Say who answers for it' }).click();
      expect(await faultsOn(admin)).toEqual([]);
      await admin.close();
    },
  );

  test('axe finds nothing in an open form and its refusal', async () => {
    const reader = await BrowserReader.open(browser, api.url);
    await reader.signIn("Kate O'Brien");
    await reader.openItem('11');
    await reader.record('Plan the start', { 'Planned start': 'whenever' });
    await reader.page.getByRole('alert').waitFor();
    expect(await faultsOn(reader)).toEqual([]);
    await reader.close();
  });

  test('the keyboard alone is enough, from signing in to recording', async () => {
    const reader = await BrowserReader.open(browser, api.url);
    const { page } = reader;
    const press = async (key: string): Promise<void> => await page.keyboard.press(key);
    const tabTo = async (name: string | RegExp): Promise<void> => {
      const matches =
        typeof name === 'string' ? (text: string) => text.includes(name) : (text: string) => name.test(text);
      for (let presses = 0; presses < 80; presses += 1) {
        await press('Tab');
        const focus = page.locator(':focus');
        // Past the last control the focus is the browser's own, for one press.
        if ((await focus.count()) === 0) continue;
        const focused = await focus.evaluate(
          (element) =>
            element.getAttribute('aria-label') ??
            ('labels' in element ? element.labels?.[0]?.textContent : null) ??
            element.textContent ??
            '',
        );
        if (matches(focused)) return;
      }
      throw new Error(`Tab never reaches ${String(name)}.`);
    };

    await page.goto('/plans/office-plan-2019-20');
    await page.getByRole('table').waitFor();
    await press('Tab');
    expect(await page.locator(':focus').textContent()).toBe('Skip to the content');
    await tabTo('Sign in');
    await press('Enter');
    await page.getByRole('heading', { name: 'Who are you today?' }).waitFor();
    await tabTo('Dana Haddad');
    await press('Enter');
    await page.getByRole('table').waitFor();
    await tabTo('In collaboration with ACT/EMP');
    for (const _row of [2, 3, 4]) await press('ArrowDown');
    await press('Enter');
    await page.getByRole('heading', { level: 1, name: /^Development of awareness-raising/ }).waitFor();
    await page.getByRole('button', { name: 'Report progress' }).waitFor();
    await tabTo('Report progress');
    await press('Enter');
    await tabTo(/^Progress/);
    await page.keyboard.type('Briefings held in three regions');
    await tabTo('Record');
    await press('Enter');
    await reader.recorded();
    await page.getByText('Briefings held in three regions').first().waitFor();
    await reader.close();
  });
});

async function faultsOn({ page }: BrowserReader): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id} at ${node.target.join(' ')}`));
}
