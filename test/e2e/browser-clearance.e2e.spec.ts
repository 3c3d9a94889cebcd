import { BrowserOffice } from './harness/browser-office.js';

const paragraphs = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, place) => `Paragraph ${place + 1} says something.`);

describe('clearance and extension in a browser', () => {
  let office: BrowserOffice;
  const maf = (transition: string, body: object) =>
    office.command('liaison-dco', `/v1/items/maf/transitions/${transition}`, body);
  const finalize = (lines: readonly string[]) =>
    maf('finalize', { ground: 'GB.340/INS/6 ¶8', fields: { text: lines.join('\n') } });

  beforeAll(async () => {
    office = await BrowserOffice.open();
    await finalize(paragraphs(12));
  }, 180_000);
  afterEach(async () => expect(await office.everybodyLeaves()).toEqual([]));
  afterAll(async () => await office?.close());

  test('a text is cleared where it is read, and what changed since stands beside the next one', async () => {
    const olga = await office.reader('Olga Petrenko');
    await olga.page.getByRole('link', { name: 'Read and clear' }).click();
    await olga.page.getByText('Paragraph 12 says something.').waitFor();
    await olga.page.getByLabel('Comment').fill('متفق');
    await olga.clear();

    await maf('return-to-drafting', { reason: 'One paragraph is wrong' });
    const next = [...paragraphs(12).with(5, 'Paragraph 6 was written anew.'), 'Paragraph 13 is new.'];
    await finalize(next);

    // The page has been open all the while: it says what changed before anything else is cleared.
    const notice = olga.page
      .getByRole('alert')
      .filter({ hasText: 'The text changed while you were reading' });
    await notice.waitFor();
    await notice.getByText('Paragraph 6 was written anew.').waitFor();
    expect(await olga.page.getByRole('button', { name: 'Clear', exact: true }).count()).toBe(0);
    await notice.getByRole('button', { name: 'I have read it' }).click();

    const clearance = olga.page.getByRole('region', { name: 'Clearance' });
    await clearance.getByText('2 lines added and 1 line removed since you cleared it').waitFor();
    expect(await clearance.locator('ins').allTextContents()).toEqual([
      'Added: Paragraph 6 was written anew.',
      'Added: Paragraph 13 is new.',
    ]);
    expect(await clearance.locator('del').allTextContents()).toEqual([
      'Removed: Paragraph 6 says something.',
    ]);
    await olga.page.getByRole('radio', { name: /Object/ }).check();
    await olga.page.getByRole('button', { name: 'Object', exact: true }).click();
    await clearance.getByRole('alert').waitFor();
    await olga.page.getByLabel('Comment').fill('Paragraph 13 contradicts paragraph 2');
    await olga.page.getByRole('button', { name: 'Object', exact: true }).click();
    await clearance.getByText('“Paragraph 13 contradicts paragraph 2”').waitFor();
  });

  test('a later due date is asked for with its readings in sight, and somebody else declines it', async () => {
    const dana = await office.reader('Dana Haddad');
    await dana.openItem('4');
    await dana.page.getByRole('button', { name: 'Ask for a later due date' }).click();
    await dana.page.getByRole('textbox', { name: 'Due date' }).fill('By October 2021');
    await dana.page.getByText(/2 readings: .*until 30 September 2021.*until 31 October 2021/).waitFor();
    await dana.fill('Reason', 'COVID-19');
    await dana.page.getByRole('button', { name: 'Record', exact: true }).click();
    await dana.recorded();

    const nikhil = await office.reader('Nikhil Rao');
    const asked = nikhil.page.getByRole('region', { name: 'To approve' });
    await asked.getByText('asks for “By October 2021”').waitFor();
    await asked.getByRole('link', { name: 'Approve or decline' }).click();
    await nikhil.page.getByRole('button', { name: 'Decline the later due date' }).click();
    const form = nikhil.page.getByRole('form', { name: 'Decline the later due date' });
    expect(await form.textContent()).toContain('By end 2019');
    expect(await form.textContent()).toContain('By October 2021');
    await nikhil.fill('Reason', 'Not this year');
    await form.getByRole('button', { name: 'Record' }).click();
    await nikhil.recorded();
    await dana.page.getByText('Extension asked for').waitFor({ state: 'detached' });
  });
});
