import type { CommandBus } from '@nestjs/cqrs';
import type { Kysely } from 'kysely';
import type pg from 'pg';
import type { CommandAnswer } from '#application';
import { kyselyOn } from '#database';
import type { Ledger, StoredEvent } from '#ledger';
import { Alarm, asLead, type LogTail } from '#projections';
import { ReactionCheckpoint } from './reaction-checkpoint.js';
import { reactionCommand } from './reaction-command.js';
import type { ReactionRule } from './reaction-rule.js';

const BATCH = 200;
const SHORTEST_WAIT_MS = 10;
const LONGEST_WAIT_MS = 250;
/** Well within the lease of a lead. */
const STAY_ALIVE_MS = 2_000;
/** After a crash, events that caused nothing in that time are looked at again. */
const MOVE_AFTER_MS = 250;

export interface ReactionRunnerOptions {
  /** Of the application's role; a runner that leads keeps one connection of it. */
  readonly pool: pg.Pool;
  readonly ledger: Ledger;
  readonly commands: Pick<CommandBus, 'execute'>;
  readonly rules: readonly ReactionRule[];
  /** Told what made the runner try again. */
  readonly onTrouble?: (error: unknown) => void;
}

/** The command of a reaction was not settled; the same event is taken up again. */
export class ReactionUnsettled extends Error {
  override readonly name = 'ReactionUnsettled';
}

/**
 * Reads the ledger in order of position and sends what the rules make of each event. Of any number of
 * runners one leads at a time. The checkpoint moves once every command of an event is answered; after a
 * crash before that, the same commands go out under the same ids, and are recognised.
 */
export class ReactionRunner {
  readonly #alarm = new Alarm();
  readonly #lock: string;
  readonly #log = {
    read: (position: number, limit: number) => this.options.ledger.readForward(position, limit),
  };

  constructor(private readonly options: ReactionRunnerOptions) {
    this.#lock = `actum reactions ${options.ledger.name}`;
  }

  /**
   * Answers every event that the ledger holds now and every event that this leaves, whoever does the work.
   * @returns the last position
   */
  async catchUp(): Promise<number> {
    const { pool, ledger } = this.options;
    const checkpoint = new ReactionCheckpoint(kyselyOn<unknown>(pool), ledger.name);
    await checkpoint.prepare();
    for (let wait = SHORTEST_WAIT_MS; ; wait = longer(wait)) {
      const end = await ledger.lastPosition();
      if ((await checkpoint.position()) >= end) return end;
      const led = await asLead(pool, this.#lock, this.#alarm, async (db) => {
        const led = new ReactionCheckpoint(db, ledger.name);
        await led.moveTo(await this.#readOn(led, await led.position()));
      });
      if (!led) await this.#alarm.wait(wait);
    }
  }

  /**
   * Leads, or stands by to take over, until the signal aborts.
   *
   * @param tail read by all who follow the ledger in this process; without it, the runner reads for itself
   */
  async follow(signal: AbortSignal, tail?: LogTail): Promise<void> {
    const { pool, ledger } = this.options;
    const news = tail === undefined ? 'told of appends' : 'untold';
    for (let wait = SHORTEST_WAIT_MS; !signal.aborted; wait = longer(wait)) {
      try {
        await new ReactionCheckpoint(kyselyOn<unknown>(pool), ledger.name).prepare();
        const lead = (db: Kysely<unknown>) => this.#lead(db, signal, tail);
        if (await asLead(pool, this.#lock, this.#alarm, lead, news)) wait = SHORTEST_WAIT_MS;
      } catch (error) {
        this.options.onTrouble?.(error);
      }
      await this.#alarm.wait(wait, signal);
    }
  }

  async #lead(db: Kysely<unknown>, signal: AbortSignal, tail?: LogTail): Promise<void> {
    const untold = tail?.tell(this.#alarm);
    const longest = tail === undefined ? LONGEST_WAIT_MS : STAY_ALIVE_MS;
    const checkpoint = new ReactionCheckpoint(db, this.options.ledger.name);
    let position = await checkpoint.position();
    let kept = { position, at: performance.now() };
    try {
      for (let wait = SHORTEST_WAIT_MS; !signal.aborted; ) {
        const before = position;
        position = await this.#readOn(checkpoint, position, signal, tail);
        // Events that cause nothing share a move with what comes after them; one that has nothing to say says it is there.
        const isOld = performance.now() - kept.at > MOVE_AFTER_MS;
        if (isOld && position > kept.position) await checkpoint.moveTo(position);
        else if (isOld && position === before) position = await checkpoint.position();
        if (isOld) kept = { position, at: performance.now() };
        wait = position > before ? SHORTEST_WAIT_MS : longer(wait, longest);
        await this.#alarm.wait(position > kept.position ? MOVE_AFTER_MS : wait, signal);
      }
      if (position > kept.position) await checkpoint.moveTo(position);
    } finally {
      untold?.();
    }
  }

  /** @returns up to which position everything is answered; kept as far as something was sent */
  async #readOn(
    checkpoint: ReactionCheckpoint,
    start: number,
    signal?: AbortSignal,
    tail?: LogTail,
  ): Promise<number> {
    let position = start;
    const stopped = () => signal?.aborted === true;
    while (!stopped()) {
      const events = await (tail ?? this.#log).read(position, BATCH);
      if (events.length === 0) break;
      for (const event of events) {
        if (stopped()) break;
        const reacted = await this.#react(event);
        position = event.position;
        if (reacted) await checkpoint.moveTo(position);
      }
    }
    return position;
  }

  /** @returns whether it sent anything */
  async #react(cause: StoredEvent): Promise<boolean> {
    let sent = false;
    for (const rule of this.options.rules) {
      for (const reaction of await rule.on(cause)) {
        const command = reactionCommand(rule.name, cause, reaction);
        settle(await this.options.commands.execute(command), cause);
        sent = true;
      }
    }
    return sent;
  }
}

/** A refusal has been recorded and is not retried; what could not be decided is. */
function settle(answer: CommandAnswer, cause: StoredEvent): void {
  switch (answer.outcome) {
    case 'accepted':
    case 'refused':
    case 'not-found':
    // Sent under this id before, by a version of the rule that asked for something else.
    case 'command-id-reused':
    case 'version-mismatch':
      return;
    case 'busy':
      throw new ReactionUnsettled(`Others kept writing what position ${cause.position} causes.`);
  }
}

const longer = (wait: number, longest: number = LONGEST_WAIT_MS): number => Math.min(wait * 2, longest);
