import { randomUUID } from 'node:crypto';
import {
  type AppendRequest,
  type AppendVerdict,
  InvalidLedgerRequest,
  type Ledger,
  LedgerUnavailable,
} from '#ledger';
import { eventOf, progress, requestOf } from '../test-ledger.js';
import type { RaceStep, Script, Sight, StreamPick } from './race-steps.js';

/** One try of a command, as whoever sent it saw it. Begun and ended tell what came before what. */
export interface Observation {
  readonly process: number;
  readonly request: AppendRequest;
  /** The request can never be appended. */
  readonly guilty: boolean;
  /** Neither of an id that others use as well nor resting on others: it keeps its place in its process' queue. */
  readonly inTurn: boolean;
  readonly begun: number;
  readonly ended: number;
  /** Unknown: the connection was lost, and nobody was told. */
  readonly outcome: AppendVerdict | 'unknown' | 'invalid';
}

/** What came of a race. */
export interface RaceAccount {
  readonly observations: readonly Observation[];
  /** When it began that some connection was ended. */
  readonly cuts: readonly number[];
}

/** How often what has no answer is sent again. */
const TRIES = 50;

/** Runs the clients of a script at once, spread over ledgers that stand for a process each. */
export async function runRace(
  script: Script,
  processes: readonly [Ledger, ...Ledger[]],
  kill: () => Promise<void>,
): Promise<RaceAccount> {
  const race = new Race(processes, kill);
  await Promise.all(script.map((steps, client) => new Client(race, client).run(steps)));
  return race;
}

class Race implements RaceAccount {
  readonly observations: Observation[] = [];
  readonly cuts: number[] = [];
  /** Whatever was sent, in the order of its first try. */
  readonly sent: AppendRequest[] = [];
  #clock = 0;

  constructor(
    readonly processes: readonly [Ledger, ...Ledger[]],
    private readonly kill: () => Promise<void>,
  ) {}

  async cut(): Promise<void> {
    this.cuts.push(++this.#clock);
    await this.kill();
  }

  ledger(process: number): Ledger {
    return this.processes[process % this.processes.length] ?? this.processes[0];
  }

  /** Until it is known what became of it. */
  async send(
    process: number,
    request: AppendRequest,
    { guilty = false, inTurn = true } = {},
  ): Promise<AppendVerdict | 'invalid'> {
    this.sent.push(request);
    for (let tries = 0, sent = request; tries < TRIES; tries++, sent = { ...request }) {
      const begun = ++this.#clock;
      const outcome = await this.#outcome(process, sent);
      const place = { process: process % this.processes.length, guilty, inTurn };
      this.observations.push({ ...place, request: sent, begun, ended: ++this.#clock, outcome });
      if (outcome !== 'unknown') return outcome;
    }
    throw new Error(`The command ${request.commandId} was never answered.`);
  }

  async #outcome(process: number, request: AppendRequest): Promise<Observation['outcome']> {
    try {
      return await this.ledger(process).append(request);
    } catch (error) {
      if (error instanceof LedgerUnavailable) return 'unknown';
      if (error instanceof InvalidLedgerRequest) return 'invalid';
      throw error;
    }
  }
}

class Client {
  readonly #seen = new Map<string, number>();
  readonly #ledger: Ledger;

  constructor(
    private readonly race: Race,
    private readonly client: number,
  ) {
    this.#ledger = race.ledger(client);
  }

  async run(steps: readonly RaceStep[]): Promise<void> {
    for (const step of steps) await this.#take(step);
  }

  async #take(step: RaceStep): Promise<void> {
    switch (step.kind) {
      case 'append':
        return this.#append(step);
      case 'burst':
        return this.#burst(step);
      case 'again':
        return this.#again(step);
      case 'twins':
        return this.#twins(step);
      case 'guilty':
        await this.race.send(this.client, this.#guilty(step.how), { guilty: true });
        return;
      case 'kill':
        return this.race.cut();
    }
  }

  async #append({ writes, reads, sight }: Extract<RaceStep, { kind: 'append' }>): Promise<void> {
    const [first, ...others] = await Promise.all(
      writes.map(async ({ stream, events }) => this.#write(this.#name(stream), sight, events)),
    );
    if (first === undefined) return;
    const looks = reads.map(async (pick) => {
      const stream = this.#name(pick);
      return { stream, version: await this.#version(stream, sight) };
    });
    await this.#sendAndNote(requestOf(this.#ledger, [first, ...others], { reads: await Promise.all(looks) }));
  }

  async #burst({ stream: pick, length, sight, rests, guiltyAfter }: Extract<RaceStep, { kind: 'burst' }>) {
    const stream = this.#name(pick);
    const version = await this.#version(stream, sight);
    const sending: Promise<unknown>[] = [];
    for (let place = 0, before: AppendRequest | null = null; place < length; place++) {
      if (place === guiltyAfter)
        sending.push(this.race.send(this.client, this.#guilty('name'), { guilty: true }));
      const write = { stream, expectedVersion: version + place, events: [progress(randomUUID())] } as const;
      const restsOn = rests && before !== null ? [before] : [];
      before = requestOf(this.#ledger, [write], restsOn.length === 0 ? {} : { restsOn });
      sending.push(this.#sendAndNote(before, restsOn.length === 0));
    }
    await Promise.all(sending);
  }

  async #again({ of, content }: Extract<RaceStep, { kind: 'again' }>): Promise<void> {
    const { sent } = this.race;
    const earlier = sent[of % Math.max(1, sent.length)];
    if (earlier === undefined || isGuilty(earlier)) return;
    const { restsOn: _others, ...alone } = earlier;
    const request = content === 'same' ? alone : await this.#otherContent(earlier.commandId);
    await this.race.send(this.client, request, { inTurn: false });
  }

  async #twins({ stream: pick, content, through }: Extract<RaceStep, { kind: 'twins' }>): Promise<void> {
    const write = await this.#write(this.#name(pick), 'fresh', 1);
    const first = requestOf(this.#ledger, [write]);
    const second = content === 'same' ? { ...first } : await this.#otherContent(first.commandId);
    await Promise.all([
      this.race.send(this.client, first, { inTurn: false }),
      this.race.send(this.client + (through === 'one process' ? 0 : 1), second, { inTurn: false }),
    ]);
  }

  async #otherContent(commandId: string): Promise<AppendRequest> {
    const write = await this.#write(this.#name('hot'), 'fresh', 1);
    const requestDigest = this.#ledger.requestDigest({ commandId, other: randomUUID() });
    return requestOf(this.#ledger, [write], { commandId, requestDigest });
  }

  #guilty(how: 'name' | 'text'): AppendRequest {
    const [stream, text] = how === 'name' ? [GUILTY_NAME, 'of no stream'] : ['item:hot', 'cut\u0000off'];
    const write = { stream, expectedVersion: 0, events: [eventOf('ProgressReported', { text })] } as const;
    return requestOf(this.#ledger, [write]);
  }

  async #sendAndNote(request: AppendRequest, inTurn = true): Promise<void> {
    const outcome = await this.race.send(this.client, request, { inTurn });
    if (outcome === 'invalid' || outcome.verdict !== 'appended') return;
    for (const { stream, version } of outcome.events) this.#seen.set(stream, version);
  }

  async #write(stream: string, sight: Sight, events: number): Promise<AppendRequest['writes'][number]> {
    const event = () => progress(randomUUID());
    return {
      stream,
      expectedVersion: await this.#version(stream, sight),
      events: [event(), ...Array.from({ length: events - 1 }, event)],
    };
  }

  async #version(stream: string, sight: Sight): Promise<number> {
    if (sight === 'stale') return this.#seen.get(stream) ?? 0;
    const version = await this.#read(stream);
    this.#seen.set(stream, version);
    return Math.max(0, version + { fresh: 0, behind: -1, ahead: 1 }[sight]);
  }

  async #read(stream: string): Promise<number> {
    for (let tries = 0; ; tries++) {
      try {
        return (await this.#ledger.readStream(stream)).length;
      } catch (error) {
        if (!(error instanceof LedgerUnavailable) || tries === TRIES) throw error;
      }
    }
  }

  #name(pick: StreamPick): string {
    if (pick === 'own') return `item:own-${this.client}`;
    if (pick === 'new') return `item:new-${randomUUID()}`;
    return pick === 'plan' ? 'plan:q' : `item:${pick}`;
  }
}

const GUILTY_NAME = 'Item:No';
const isGuilty = ({ writes }: AppendRequest): boolean =>
  writes.some(({ stream, events }) => stream === GUILTY_NAME || JSON.stringify(events).includes('\\u0000'));
