import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import type { EffectiveOn, Instant } from '#domain';
import {
  type AppendRequest,
  type AppendVerdict,
  generateKeys,
  type Ledger,
  type NewEvent,
  openPostgresLedger,
} from '#ledger';

export const NOT_STATED: EffectiveOn = { text: 'not stated', earliest: null, latest: null };

/** A founded ledger of its own name in the pool's database; on a simulated clock where `at` is given. */
export async function createTestLedger(
  pool: pg.Pool,
  options: { readonly at?: Instant } = {},
): Promise<Ledger> {
  const name = `test-${randomUUID()}`;
  const ledger = openPostgresLedger({ pool, name, keys: generateKeys() });
  await appendTo(ledger, 'ledger', 0, founding(name, options.at));
  return ledger;
}

/** The first event of a ledger, as `OpenLedger` makes it. */
export function founding(name: string, at?: Instant): NewEvent {
  const clock = at === undefined ? { clock: 'real' } : { clock: 'simulated', at };
  return eventOf('LedgerOpened', {
    origin: `actum.example/${name}`,
    administrators: [],
    reminders: false,
    ...clock,
  });
}

export function eventOf(type: string, data: NewEvent['data']): NewEvent {
  return { type, data, effectiveOn: NOT_STATED };
}

/** An event for specs that do not mind which. */
export const progress = (text: string): NewEvent => eventOf('ProgressReported', { text });

/** A request of a command of its own, by the person `tester`; override what the spec is about. */
export function requestOf(
  ledger: Ledger,
  writes: AppendRequest['writes'],
  override: Partial<AppendRequest> = {},
): AppendRequest {
  const commandId = override.commandId ?? randomUUID();
  return {
    commandId,
    requestDigest: ledger.requestDigest({ commandId }),
    actor: 'tester',
    correlationId: randomUUID(),
    causationId: null,
    writes,
    reads: [],
    ...override,
  };
}

/** Appends events to one stream as a command of its own. */
export function appendTo(
  ledger: Ledger,
  stream: string,
  expectedVersion: number,
  ...events: [NewEvent, ...NewEvent[]]
): Promise<AppendVerdict> {
  return ledger.append(requestOf(ledger, [{ stream, expectedVersion, events }]));
}
