import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

// Writes docs/screenshots from the demonstration that runs at ACTUM_URL, with the machine's own Chromium.
const url = process.env.ACTUM_URL ?? 'http://127.0.0.1:3000';
const folder = fileURLToPath(new URL('../docs/screenshots/', import.meta.url));
const plan = '/plans/office-plan-2019-20';
const desk = { width: 1280, height: 900 };
const shots = [
  { name: 'plan', path: plan, scale: 0.8 },
  { name: 'plan-2019-03-31', path: `${plan}?asOf=2019-03-31`, scale: 0.8 },
  { name: 'item-11', path: '/items/11', person: 'focal-11', full: false },
  { name: 'item-11-history', path: '/items/11', region: 'History' },
  { name: 'my-work', path: '/work', person: 'focal-11', full: false },
  { name: 'quick-update', path: '/work/update', person: 'focal-11', full: false },
  { name: 'paper', path: '/papers/gb.340-ins-6' },
  { name: 'diff', path: `${plan}/diff?from=2019-03-31&to=2020-09-30`, full: false, plain: true },
  { name: 'outbox', path: '/outbox', unfold: 'The message as written' },
  { name: 'phone', path: plan, size: { width: 390, height: 844 }, full: false },
];

await mkdir(folder, { recursive: true });
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--lang=en-GB', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
  env: { ...process.env, LANGUAGE: 'en_GB' },
});
try {
  for (const shot of shots) await take(shot);
} finally {
  await browser.close();
}

/** A long page is taken smaller, so that no file is above 400 KB. */
async function take({
  name,
  path,
  person,
  region,
  unfold,
  size = desk,
  scale = 1,
  full = true,
  plain = false,
}) {
  const context = await browser.newContext({
    baseURL: url,
    viewport: size,
    deviceScaleFactor: scale,
    locale: 'en-GB',
    colorScheme: 'light',
  });
  const page = await context.newPage();
  if (person !== undefined) {
    const response = await context.request.post('/v1/demo/sign-in', { data: { person } });
    const session = JSON.stringify(await response.json());
    await page.addInitScript((stored) => localStorage.setItem('actum.session', stored), session);
  }
  await page.goto(path);
  await page.getByRole('heading', { level: 1 }).waitFor();
  // Every answer is there once nothing that stands for a missing one is left.
  await page.waitForFunction(() => document.querySelector('.mantine-Skeleton-root') === null);
  // Names are marked once the directory has answered.
  if (path !== '/outbox' && path !== '/work/update' && !plain)
    await page.getByText('Illustrative').first().waitFor();
  if (unfold !== undefined) await page.getByText(unfold).first().click();
  const file = `${folder}${name}.png`;
  if (region === undefined) await page.screenshot({ path: file, fullPage: full });
  else await page.getByRole('region', { name: region }).screenshot({ path: file });
  await context.close();
  console.log(`docs/screenshots/${name}.png`);
}
