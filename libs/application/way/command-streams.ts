import type { Day, Instant } from '#domain';
import type { Ledger, StoredEvent, StreamEvent, StreamRead } from '#ledger';

/** Where streams are read. */
export type StreamSource = Pick<Ledger, 'readStream' | 'now'>;

/**
 * The streams that one decision looks at, each read once. What was looked at is what the append checks,
 * so a rule that spans streams holds whatever others write meanwhile.
 */
export class CommandStreams {
  private readonly streams = new Map<string, Promise<readonly StoredEvent[]>>();

  private instant: Promise<Instant> | undefined;

  constructor(private readonly source: StreamSource) {}

  /** A stream's events from version 1 on; empty where there is none. */
  read<Stream extends string>(stream: Stream): Promise<readonly StreamEvent<Stream>[]> {
    const known = this.streams.get(stream);
    // What is kept under a name was read under that name.
    if (known !== undefined) return known as Promise<readonly StreamEvent<Stream>[]>;
    const events = this.source.readStream(stream);
    this.streams.set(stream, events);
    return events;
  }

  /** The ledger's today, in UTC. A simulated clock stands in the ledger's own stream, and is looked at there. */
  async today(): Promise<Day> {
    return (await this.now()).slice(0, 10);
  }

  /** One instant for all of a decision. */
  now(): Promise<Instant> {
    this.instant ??= this.instantNow();
    return this.instant;
  }

  private async instantNow(): Promise<Instant> {
    return (await this.simulatedNow()) ?? (await this.source.now());
  }

  private async simulatedNow(): Promise<Instant | null> {
    let now: Instant | null = null;
    for (const event of await this.read('ledger')) {
      if (event.type === 'LedgerOpened' && event.data.clock === 'simulated') now = event.data.at ?? null;
      if (event.type === 'ClockAdvanced') now = event.data.to;
    }
    return now;
  }

  async version(stream: string): Promise<number> {
    return (await this.read(stream)).length;
  }

  /** Everything looked at so far, with the version seen. */
  async reads(): Promise<readonly StreamRead[]> {
    return Promise.all(
      [...this.streams].map(async ([stream, events]) => ({ stream, version: (await events).length })),
    );
  }
}
