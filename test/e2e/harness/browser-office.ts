import type { Browser } from 'playwright-core';
import { openChromium } from '#testing';
import { BrowserReader } from '../browser-reader.js';
import { RunningApi } from './running-api.js';

type Look = Parameters<Browser['newContext']>[0];

/** A running Actum with the pack, and people at browsers of their own. */
export class BrowserOffice {
  private readers: BrowserReader[] = [];

  private constructor(
    readonly api: RunningApi,
    private readonly browser: Browser,
  ) {}

  static async open(): Promise<BrowserOffice> {
    const browser = await openChromium();
    try {
      return new BrowserOffice(await RunningApi.start({ pack: 'packs/un-reform' }), browser);
    } catch (error) {
      await browser.close();
      throw error;
    }
  }

  /** A person at a browser, by the name on screen; nobody signed in without one. */
  async reader(name?: string, look: Look = {}): Promise<BrowserReader> {
    const reader = await BrowserReader.open(this.browser, this.api.url, look);
    this.readers.push(reader);
    if (name !== undefined) await reader.signIn(name);
    return reader;
  }

  /** Sends a command as somebody, past the browser. */
  async command<T = { readonly version: number }>(person: string, path: string, body: object): Promise<T> {
    return await this.api.http.post<T>(path, body, { token: await this.api.http.signIn(person) });
  }

  /** Everybody leaves; what their pages complained about. */
  async everybodyLeaves(): Promise<readonly string[]> {
    const complaints = this.readers.flatMap((reader) => reader.complaints);
    await Promise.all(this.readers.map((reader) => reader.close()));
    this.readers = [];
    return complaints;
  }

  async close(): Promise<void> {
    await this.browser.close();
    await this.api.stop();
  }
}
