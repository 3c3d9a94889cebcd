import { spawnSync } from 'node:child_process';
import { type Browser, chromium } from 'playwright-core';

const PROGRAMS = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** The path of this machine's Chromium, null where there is none. */
function chromiumProgram(): string | null {
  for (const name of PROGRAMS) {
    const { status, stdout } = spawnSync('sh', ['-c', 'command -v "$0"', name], { encoding: 'utf8' });
    if (status === 0) return stdout.trim();
  }
  return null;
}

/**
 * Opens a real browser without a window.
 *
 * @throws Error where the machine has none, which fails the spec: a skipped promise is no promise
 */
export async function openChromium(): Promise<Browser> {
  const executablePath = chromiumProgram();
  if (executablePath === null) throw new Error('This spec needs Chromium: install the package "chromium".');
  // Chromium's own sandbox does not run as root.
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return await chromium.launch({ executablePath, args });
}
