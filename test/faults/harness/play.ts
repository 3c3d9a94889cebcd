import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { Book, type Outcome } from './book.js';
import type { Consumer, Told } from './consumer.js';
import type { Entry } from './entry.js';

export interface Scenario {
  readonly writers: number;
  /** Sends one command of this text, until it is told what became of it. */
  readonly write: (writer: number, text: string, book: Book) => Promise<Outcome>;
  /** How far the fastest consumer gets ahead of the slowest at most, so that a slow one is not taken for one that stalls. */
  readonly aheadAtMost?: number;
  /** Those that write themselves come first: the log is read anew for each. */
  readonly consumers: readonly Consumer[];
  /** What goes wrong, and when; the writers go on until it is over. */
  readonly disturb: (book: Book) => Promise<void>;
  /** Waits for what the installation still does by itself, once the writers have ended. */
  readonly settle?: () => Promise<void>;
  readonly log: () => Promise<readonly Entry[]>;
}

/** All that the laws are judged by. */
export interface Account {
  readonly book: Book;
  readonly log: readonly Entry[];
  readonly told: readonly Told[];
}

/** Writers write and consumers follow, while things go wrong; then everybody is asked what they have. */
export async function play(scenario: Scenario): Promise<Account> {
  const {
    writers,
    write,
    aheadAtMost = Number.POSITIVE_INFINITY,
    consumers,
    disturb,
    settle,
    log,
  } = scenario;
  const book = new Book();
  const isAhead = () => {
    const positions = consumers.map(({ position }) => position);
    return !book.isOver && Math.max(...positions) > Math.min(...positions) + aheadAtMost;
  };
  const one = async (writer: number) => {
    while (!book.isOver) {
      while (isAhead()) await pause(5);
      const text = `Report ${randomUUID()} of writer ${writer}`;
      await book.keep(writer, text, () => write(writer, text, book));
    }
  };
  const writing = Promise.all(Array.from({ length: writers }, (_, writer) => one(writer)));
  try {
    // Whichever fails first says why.
    await Promise.race([disturb(book), writing]);
    book.isOver = true;
    await writing;
    await settle?.();
    const told: Told[] = [];
    for (const consumer of consumers) told.push(await consumer.finish(await log()));
    return { book, log: await log(), told };
  } finally {
    book.isOver = true;
    await Promise.allSettled([writing, ...consumers.map((consumer) => consumer.finish([]))]);
  }
}
