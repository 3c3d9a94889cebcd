import type { Browser, BrowserContext, Page } from 'playwright-core';

/** A person at a browser of their own, signed in or not. */
export class BrowserReader {
  private constructor(
    readonly context: BrowserContext,
    readonly page: Page,
    /** What the page complained about: errors of scripts, and whatever the content security policy stopped. */
    readonly complaints: readonly string[],
  ) {}

  static async open(
    browser: Browser,
    url: string,
    options: Parameters<Browser['newContext']>[0] = {},
  ): Promise<BrowserReader> {
    const context = await browser.newContext({ baseURL: url, locale: 'en-GB', ...options });
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => {
      // The network's own lines about 4xx answers are what the tests ask for.
      if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
        complaints.push(message.text());
    });
    return new BrowserReader(context, page, complaints);
  }

  /** Demo mode: becomes a person of the directory, by the name on screen. */
  async signIn(name: string): Promise<void> {
    await this.page.goto('/sign-in');
    await this.page.getByRole('button', { name }).click();
    await this.page.getByRole('button', { name: `Signed in as ${name}` }).waitFor();
  }

  /** Opens a page and waits until nothing on it stands for an answer that is still to come. */
  async open(path: string): Promise<void> {
    await this.page.goto(path);
    await this.page.getByRole('heading', { level: 1 }).waitFor();
    await this.page.locator('.mantine-Skeleton-root').first().waitFor({ state: 'detached' });
  }

  /** Opens an item's page and waits until what can be done is known. */
  async openItem(item: string): Promise<void> {
    await this.page.goto(`/items/${item}`);
    await this.page.getByRole('heading', { name: 'What can be done' }).waitFor();
  }

  /** Opens a step's form, fills it by its labels, and records it. */
  async record(step: string, inputs: Readonly<Record<string, string>> = {}): Promise<void> {
    await this.page.getByRole('button', { name: step, exact: true }).click();
    for (const [label, value] of Object.entries(inputs)) await this.fill(label, value);
    await this.page.getByRole('button', { name: 'Record', exact: true }).click();
  }

  /** Text is typed, a choice is chosen; what is folded away is unfolded first. */
  async fill(label: string, value: string): Promise<void> {
    const input = this.page.getByRole('form').getByLabel(new RegExp(`^${label}`));
    if (!(await input.isVisible())) await this.page.getByText('More for the record').click();
    if ((await input.evaluate((element) => element.tagName)) === 'SELECT')
      await input.selectOption({ label: value });
    else await input.fill(value);
  }

  /** Clears the text on screen, on the line that the person clears for. */
  async clear(): Promise<void> {
    await this.page
      .getByRole('form', { name: 'Your clearance' })
      .getByRole('button', { name: 'Clear' })
      .click();
    await this.page
      .getByRole('region', { name: 'Clearance' })
      .getByText(/^Cleared on the line /)
      .waitFor();
  }

  async recorded(): Promise<void> {
    await this.page
      .getByRole('main')
      .getByText(/^Recorded: /)
      .waitFor();
  }

  async close(): Promise<void> {
    await this.context.close();
  }
}
