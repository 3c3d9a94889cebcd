import { setTimeout as pause } from 'node:timers/promises';
import { type ActumEvent, labelOf } from '#domain';
import type { Json, Ledger, NewEvent } from '#ledger';
import type { CommandAnswer, CommandMeta, WouldBeAccepted } from '../command-answer.js';
import type { RefusedAttempts } from '../refused/refused-attempts.js';
import { acceptedAnswer } from './answered-events.js';
import { CommandStreams } from './command-streams.js';
import type { Decided, TurnedDown, Written } from './decided.js';
import { type VersionMismatch, versionMismatch } from './version-mismatch.js';

/** How often a command is decided while others keep writing what it looks at. */
const ATTEMPTS = 10;
const LONGEST_PAUSE_MS = 200;

/** A command on its way: its class, who sent it, what it asks, and the stream that it is about. */
export interface Underway {
  readonly command: string;
  readonly meta: CommandMeta;
  readonly payload: object;
  readonly stream: string;
}

/**
 * The way that every command takes: was it accepted before? – look at streams and decide – append with
 * everything looked at. Where somebody wrote one of those streams meanwhile: look and decide again.
 */
export class CommandWay {
  constructor(
    private readonly ledger: Ledger,
    private readonly refusedAttempts: RefusedAttempts,
  ) {}

  /**
   * @param decide looks at streams only through its argument; it may run more than once
   * @throws LedgerUnavailable where the outcome is unknown; sending the command again settles it
   */
  async take(
    underway: Underway,
    decide: (streams: CommandStreams) => Promise<Decided>,
  ): Promise<CommandAnswer> {
    const requestDigest = this.ledger.requestDigest(canonicalRequest(underway));
    const before = await this.answerBefore(underway, requestDigest);
    if (before !== null) return before;

    for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
      const streams = new CommandStreams(this.ledger);
      const decided = await judge(underway, streams, decide);
      if (decided.decided !== 'write') {
        // A twin may have been accepted since, and what it left is then what the rules turned down.
        return (await this.answerBefore(underway, requestDigest)) ?? this.turnDown(underway, decided);
      }
      const answer = await this.append(underway, requestDigest, streams, decided.writes);
      if (answer !== null) return answer;
      await pause(Math.random() * Math.min(LONGEST_PAUSE_MS, 2 ** attempt));
    }
    return { outcome: 'busy', attempts: ATTEMPTS };
  }

  /**
   * What `take` would make of the command by what is on record now; nothing of it is kept, neither what
   * it would leave nor that it was turned down.
   */
  async rehearse(
    underway: Underway,
    decide: (streams: CommandStreams) => Promise<Decided>,
  ): Promise<CommandAnswer | WouldBeAccepted> {
    const before = await this.answerBefore(underway, this.ledger.requestDigest(canonicalRequest(underway)));
    if (before?.outcome === 'accepted') {
      const events = before.events.map(({ label }) => label);
      return { outcome: 'would-be-accepted', repeated: true, version: before.version, events };
    }
    if (before !== null) return before;
    const streams = new CommandStreams(this.ledger);
    const decided = await judge(underway, streams, decide);
    if (decided.decided !== 'write') return answerTo(decided);
    const [own] = decided.writes;
    const version = (await streams.version(own.stream)) + own.events.length;
    const events = decided.writes.flatMap((written) => written.events.map(labelOfNew));
    return { outcome: 'would-be-accepted', repeated: false, version, events };
  }

  private async answerBefore({ meta }: Underway, requestDigest: Buffer): Promise<CommandAnswer | null> {
    const found = await this.ledger.findCommand(meta.commandId, requestDigest);
    if (found === null) return null;
    if (!found.digestMatches) return { outcome: 'command-id-reused' };
    return acceptedAnswer(this.ledger, found.appended, true);
  }

  /** Null: somebody wrote one of the streams meanwhile. */
  private async append(
    { meta }: Underway,
    requestDigest: Buffer,
    streams: CommandStreams,
    written: readonly [Written, ...Written[]],
  ): Promise<CommandAnswer | null> {
    const [first, ...others] = written;
    const withVersion = async ({ stream, events }: Written) => ({
      stream,
      expectedVersion: await streams.version(stream),
      events,
    });
    const writes = [await withVersion(first), ...(await Promise.all(others.map(withVersion)))] as const;
    const reads = (await streams.reads()).filter(
      (read) => !writes.some(({ stream }) => stream === read.stream),
    );
    const verdict = await this.ledger.append({
      commandId: meta.commandId,
      requestDigest,
      actor: meta.actor,
      correlationId: meta.correlationId ?? meta.commandId,
      causationId: meta.causationId ?? null,
      writes,
      reads,
    });
    switch (verdict.verdict) {
      case 'appended':
        return acceptedAnswer(this.ledger, verdict, false);
      case 'repeated':
        return acceptedAnswer(this.ledger, verdict, true);
      case 'command-id-reused':
        return { outcome: 'command-id-reused' };
      case 'conflict':
        return null;
    }
  }

  private async turnDown(underway: Underway, decided: TurnedDown | VersionMismatch): Promise<CommandAnswer> {
    if (decided.decided === 'refuse')
      await this.refusedAttempts.keep({
        position: await this.ledger.lastPosition(),
        actor: underway.meta.actor,
        command: underway.command,
        commandId: underway.meta.commandId,
        target: underway.stream,
        refusals: decided.refusals,
      });
    return answerTo(decided);
  }
}

/** Looks at the version that the sender saw first: whoever has missed something is told that, whatever the rules say. */
async function judge(
  { stream, meta }: Underway,
  streams: CommandStreams,
  decide: (streams: CommandStreams) => Promise<Decided>,
): Promise<Decided | VersionMismatch> {
  return versionMismatch(await streams.read(stream), meta.ifMatch) ?? (await decide(streams));
}

function answerTo(decided: TurnedDown | VersionMismatch): CommandAnswer {
  switch (decided.decided) {
    case 'version-mismatch': {
      const { expected, actual, changes } = decided;
      return { outcome: 'version-mismatch', expected, actual, changes };
    }
    case 'not-found':
      return { outcome: 'not-found', what: decided.what };
    case 'refuse':
      return { outcome: 'refused', refusals: decided.refusals };
  }
}

/** As the ledger would store it: the rules made it, so it is one of the closed set. */
const labelOfNew = ({ type, data }: NewEvent): string => labelOf({ type, data } as ActumEvent);

/** What makes two requests the same: the command, who asks, and what is asked; fields left out leave no trace. */
function canonicalRequest({ command, meta, payload }: Underway): Json {
  return { command, actor: meta.actor, payload: JSON.parse(JSON.stringify(payload)) as Json };
}
