import { setTimeout as pause } from 'node:timers/promises';
import { type ActumEvent, type Instant, labelOf } from '#domain';
import type { Appended, AppendRequest, AppendVerdict, Json, Ledger, NewEvent } from '#ledger';
import type { CommandAnswer, CommandMeta, WouldBeAccepted } from '../command-answer.js';
import type { RefusedAttempts } from '../refused/refused-attempts.js';
import { acceptedAnswer, answerOf } from './answered-events.js';
import { CommandStreams } from './command-streams.js';
import type { Decided, TurnedDown, Written } from './decided.js';
import { RecentStreams } from './recent-streams.js';
import { Turns } from './turns.js';
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
  /** It tells how far the ledger went: it is decided on what is on record, and on nothing still under way. */
  readonly onRecordOnly?: true;
}

/**
 * The way that every command takes: look at streams and decide – append with everything looked at, which
 * also tells whether it was accepted before. Where somebody wrote one of those streams meanwhile: look and
 * decide again.
 *
 * Commands about one stream are decided in turn, on what this process has in memory, and while the one in
 * front is still on its way to the disk. Nobody is turned down by what may be behind: a command that would
 * be is judged afresh.
 */
export class CommandWay {
  private readonly turns = new Turns();
  private readonly underWay = new Map<AppendRequest, Promise<AppendVerdict>>();

  constructor(
    private readonly ledger: Ledger,
    private readonly refusedAttempts: Pick<RefusedAttempts, 'keep'>,
    private readonly recent: RecentStreams,
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
    let afresh = underway.onRecordOnly === true;
    for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
      const tried = await this.try(underway, requestDigest, decide, afresh);
      if (tried.kind === 'answer') return tried.answer;
      if (tried.kind === 'turned-down') {
        // A twin may have been accepted since, and what it left is then what the rules turned down.
        const before = await this.answerBefore(underway, requestDigest);
        return before ?? this.turnDown(underway, tried.decided);
      }
      afresh = underway.onRecordOnly === true || tried.kind === 'look-afresh';
      if (tried.kind === 'conflict') await pause(Math.random() * Math.min(LONGEST_PAUSE_MS, 2 ** attempt));
    }
    return { outcome: 'busy', attempts: ATTEMPTS };
  }

  /** One look and decision, in turn; the append is waited for after the turn. */
  private async try(
    underway: Underway,
    requestDigest: Buffer,
    decide: (streams: CommandStreams) => Promise<Decided>,
    afresh: boolean,
  ): Promise<Tried> {
    const look = this.recent.look(afresh);
    const endTurn = await this.turns.take(underway.stream);
    let sent: Sent;
    try {
      const streams = new CommandStreams(look);
      const decided = await judge(underway, streams, decide);
      if (decided.decided !== 'write') {
        if (!look.fromMemory()) return { kind: 'turned-down', decided };
        await this.whenSettled(look.restsOn());
        return { kind: 'look-afresh' };
      }
      const request = await requestOf(underway, requestDigest, streams, decided.writes, look.restsOn());
      if (look.restsOn().length > 0 && look.quotesUnsettled(JSON.stringify(request.writes))) {
        await this.whenSettled(request.restsOn ?? []);
        return { kind: 'look-afresh' };
      }
      const recordedAt = await streams.now();
      // Before it is sent, so that what it leaves is added in place.
      look.done();
      sent = this.send(request, recordedAt);
    } finally {
      look.done();
      endTurn();
    }
    return this.outcomeOf(sent);
  }

  private send(request: AppendRequest, recordedAt: Instant): Sent {
    const verdict = this.ledger.append(request);
    this.recent.sent(request, recordedAt);
    this.underWay.set(request, verdict);
    return { request, verdict };
  }

  private async outcomeOf({ request, verdict: promised }: Sent): Promise<Tried> {
    let appended: Appended | null = null;
    try {
      const verdict = await promised;
      switch (verdict.verdict) {
        case 'appended':
          appended = verdict;
          return { kind: 'answer', answer: answerOf(request, verdict) };
        case 'repeated':
          return { kind: 'answer', answer: await acceptedAnswer(this.ledger, verdict, true) };
        case 'command-id-reused':
          return { kind: 'answer', answer: { outcome: 'command-id-reused' } };
        case 'conflict':
          this.recent.forget(verdict.conflicts.map(({ stream }) => stream));
          return { kind: 'conflict' };
      }
    } finally {
      this.underWay.delete(request);
      this.recent.settled(request, appended);
    }
  }

  private async whenSettled(requests: readonly AppendRequest[]): Promise<void> {
    await Promise.allSettled(requests.map((request) => this.underWay.get(request)));
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

interface Sent {
  readonly request: AppendRequest;
  readonly verdict: Promise<AppendVerdict>;
}

type Tried =
  | { readonly kind: 'answer'; readonly answer: CommandAnswer }
  | { readonly kind: 'turned-down'; readonly decided: TurnedDown | VersionMismatch }
  /** What was looked at may be behind, or its place is not known yet. */
  | { readonly kind: 'look-afresh' }
  /** Somebody wrote one of the streams meanwhile. */
  | { readonly kind: 'conflict' };

async function requestOf(
  { meta }: Underway,
  requestDigest: Buffer,
  streams: CommandStreams,
  written: readonly [Written, ...Written[]],
  restsOn: readonly AppendRequest[],
): Promise<AppendRequest> {
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
  return {
    commandId: meta.commandId,
    requestDigest,
    actor: meta.actor,
    correlationId: meta.correlationId ?? meta.commandId,
    causationId: meta.causationId ?? null,
    writes,
    reads,
    restsOn,
  };
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
  return { command, actor: meta.actor, payload: payload as Json };
}
