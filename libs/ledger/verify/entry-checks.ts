import { canonicalBytes } from '../entry/canonical-json.js';
import { leafOf, microsecondsOf } from '../entry/leaf.js';
import type { LedgerEntry } from '../entry/ledger-entry.js';
import type { Json } from '../ledger.js';
import { type EventData, isEventData } from '../schemas/event-schemas.js';
import type { Finding, FindingCode } from './verification-report.js';

interface Opening {
  readonly simulated: boolean;
  readonly origin: string | null;
}

/**
 * Checks entries one after another, each against its own columns and against those before it. Memory
 * grows with the number of streams and commands, not with the data.
 */
export class EntryChecks {
  readonly #versions = new Map<string, number>();
  readonly #commands = new Set<string>();
  #last: LedgerEntry | null = null;
  #opening: Opening | null = null;

  get ledger(): string | null {
    return this.#last?.ledger ?? null;
  }

  get origin(): string | null {
    return this.#opening?.origin ?? null;
  }

  get streams(): number {
    return this.#versions.size;
  }

  /** The leaf as computed from the columns, and what is wrong with the entry. */
  next(entry: LedgerEntry): { readonly leaf: Buffer; readonly findings: readonly Finding[] } {
    const found: Finding[] = [];
    const check: Check = (holds, code, message) => {
      if (!holds) found.push({ code, position: entry.position, message });
    };
    const last = this.#last;
    const data = dataOf(entry);
    const leaf = leafOf(entry);

    check(entry.leaf.equals(leaf), 'ENTRY.LEAF', 'The stored leaf is not the hash of the columns.');
    check(data !== null, 'ENTRY.DATA', 'The data are not canonical JSON.');
    const expected = (last?.position ?? 0) + 1;
    check(entry.position === expected, 'ENTRY.POSITION', `Position ${expected} was expected here.`);
    const version = (this.#versions.get(entry.stream) ?? 0) + 1;
    check(entry.version === version, 'ENTRY.VERSION', `${entry.stream} was expected in version ${version}.`);
    this.#versions.set(entry.stream, entry.version);
    check(last === null || last.ledger === entry.ledger, 'ENTRY.LEDGER', `It belongs to ${entry.ledger}.`);

    if (last === null) this.#opening = openingOf(entry, data);
    const opens = entry.type === 'LedgerOpened' && entry.stream === 'ledger';
    check(opens === (last === null), 'ENTRY.OPENING', 'A ledger is opened once, by its first entry.');
    this.#checkClock(entry, data, check);
    this.#checkCommand(entry, check);
    this.#last = entry;
    return { leaf, findings: found };
  }

  #checkClock(entry: LedgerEntry, data: EventData | null, check: Check): void {
    const last = this.#last;
    const recorded = microsecondsOf(entry.recordedAt);
    const before = last === null ? null : microsecondsOf(last.recordedAt);
    check(
      before === null || recorded >= before,
      'ENTRY.RECORDED_AT',
      'It is recorded before the entry in front.',
    );
    // A command's entries share an instant, which only the first of them can set.
    if (this.#opening?.simulated !== true || last?.commandId === entry.commandId) return;
    const moved = entry.type === 'ClockAdvanced' ? data?.to : entry.type === 'LedgerOpened' ? data?.at : null;
    const stands = typeof moved === 'string' ? readInstant(moved) : before;
    check(recorded === stands, 'ENTRY.RECORDED_AT', 'The simulated clock stood elsewhere.');
  }

  #checkCommand(entry: LedgerEntry, check: Check): void {
    const last = this.#last;
    if (last === null || last.commandId !== entry.commandId) {
      check(!this.#commands.has(entry.commandId), 'ENTRY.COMMAND', 'Its command was accepted before.');
      this.#commands.add(entry.commandId);
      return;
    }
    const agrees =
      last.requestDigest.equals(entry.requestDigest) &&
      last.recordedAt === entry.recordedAt &&
      last.actor === entry.actor &&
      last.correlationId === entry.correlationId &&
      last.causationId === entry.causationId;
    check(agrees, 'ENTRY.COMMAND', 'It disagrees with the entry of the same command in front of it.');
  }
}

type Check = (holds: boolean, code: FindingCode, message: string) => void;

function dataOf({ data }: LedgerEntry): EventData | null {
  try {
    const value: Json = JSON.parse(data.toString('utf8'));
    return isEventData(value) && canonicalBytes(value, 'data').equals(data) ? value : null;
  } catch {
    return null;
  }
}

function readInstant(text: string): bigint | null {
  try {
    return microsecondsOf(text);
  } catch {
    return null;
  }
}

function openingOf({ type }: LedgerEntry, data: EventData | null): Opening {
  if (type !== 'LedgerOpened' || data === null) return { simulated: false, origin: null };
  return {
    simulated: data.clock === 'simulated',
    origin: typeof data.origin === 'string' ? data.origin : null,
  };
}
