import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { type HttpAnswer, HttpCaller } from '../../e2e/harness/http-caller.js';
import type { Outcome } from '../harness/book.js';
import type { Random } from '../harness/random.js';

/** Somebody who reports on an item of their own. */
export interface Desk {
  readonly item: string;
  readonly token: string;
}

/** A command as it was sent, and, once it was answered, where it stands. */
export interface Sent {
  readonly desk: Desk;
  readonly text: string;
  readonly key: string;
  position: number | null;
  /** Whether it went to another address than the first, as that said nothing. */
  wentElsewhere: boolean;
}

const AGAIN_AFTER_MS = 25;

/**
 * Reports over HTTP. Each is sent under one key until it is answered: again where the server is not there
 * or says that it cannot, and to the next address where it says nothing for so long.
 */
export class HttpWriters {
  readonly sent: Sent[] = [];

  constructor(
    private readonly desks: readonly Desk[],
    private readonly urls: () => readonly string[],
    private readonly patienceMs: number,
    private readonly random: Random,
  ) {}

  readonly write = async (writer: number, text: string): Promise<Outcome> => {
    const own = this.#desk(writer);
    // Now and then it is somebody else who reports, who may not.
    const token = this.random.chance(0.1) ? this.#desk(writer + 1).token : own.token;
    const command: Sent = {
      ...{ desk: { ...own, token }, text, key: randomUUID(), position: null, wentElsewhere: false },
    };
    this.sent.push(command);
    for (let attempt = 0; ; ) {
      const urls = this.urls();
      const url = urls[(writer + attempt) % urls.length] ?? '';
      const patience = AbortSignal.timeout(this.patienceMs);
      const answer = await this.send(command, url, patience).catch(() => null);
      // The key stays the same: whatever became of it there is found out here.
      if (answer === null && patience.aborted) attempt += 1;
      if (attempt > 0) command.wentElsewhere = true;
      if (answer !== null && answer.status < 500) {
        command.position = answer.body.position ?? null;
        return outcomeOf(answer);
      }
      await pause(AGAIN_AFTER_MS);
    }
  };

  send(
    { desk, key, text }: Sent,
    url: string,
    signal: AbortSignal,
  ): Promise<HttpAnswer<{ readonly position?: number; readonly code?: string }>> {
    return new HttpCaller(url).call(
      'POST',
      `/v1/items/${desk.item}/transitions/report-progress`,
      { fields: { text } },
      {
        token: desk.token,
        headers: { 'idempotency-key': key },
        signal,
      },
    );
  }

  /** What was accepted at another address than the one that it was sent to first. */
  answeredElsewhere(): readonly Sent[] {
    return this.sent.filter(({ wentElsewhere, position }) => wentElsewhere && position !== null);
  }

  #desk(writer: number): Desk {
    const desk = this.desks[writer % this.desks.length];
    if (desk === undefined) throw new Error('There are no desks.');
    return desk;
  }
}

function outcomeOf({ status, body }: HttpAnswer): Outcome {
  if (status === 200) return 'acknowledged';
  if (status === 403 || status === 422) return 'refused';
  throw new Error(`A report was answered with ${status}: ${JSON.stringify(body)}`);
}

/** Everybody's desk: the focal point of each of these items. */
export const desksAt = (http: HttpCaller, items: readonly string[]): Promise<readonly Desk[]> =>
  Promise.all(items.map(async (item) => ({ item, token: await http.signIn(`focal-${item}`) })));
