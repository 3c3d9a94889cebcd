import { dayOfInstant, isDay } from '../due/day.js';
import type { Day, Instant, Period } from '../due/due-form.js';
import type { LedgerEvent, PersonEvent, Recorded } from '../events/index.js';
import { type Decision, type Refusal, refuse } from '../refusal.js';
import { quoted } from '../sentence.js';
import {
  type DirectoryContext,
  groundsIn,
  judgeId,
  judgeText,
  mayAdminister,
  type OnRecordFields,
  unless,
} from './directory-rules.js';
import { judgeAdministered, type PersonState } from './person.js';

/** What is on record about the ledger itself; null before it is opened. */
export interface LedgerState {
  readonly origin: string;
  readonly clock: 'real' | 'simulated';
  /** The simulated clock's instant; null on a real clock. */
  readonly now: Instant | null;
  /** The simulated clock's day; null on a real clock. */
  readonly today: Day | null;
  readonly simulated: boolean;
  /** Everybody who was ever given the role administrator; whether they hold it today is on their own streams. */
  readonly administrators: readonly string[];
  /** Whether reminders go out. */
  readonly reminders: boolean;
  /** People whose keys are destroyed. */
  readonly erased: readonly string[];
  /** Stretches of days that due texts may name. */
  readonly periods: readonly Period[];
  readonly version: number;
}

export interface OpenLedgerCommand extends OnRecordFields {
  readonly origin: string;
  readonly clock: 'real' | 'simulated';
  /** Where a simulated clock begins; needed there, and only there. */
  readonly at?: Day;
  readonly administrators: readonly { readonly id: string; readonly name: string; readonly email?: string }[];
  /** True where absent. */
  readonly reminders?: boolean;
}

export type OpenLedgerDecision =
  | {
      readonly accepted: true;
      readonly events: readonly LedgerEvent[];
      /** The founders' own streams, each to be begun with these. */
      readonly people: readonly { readonly person: string; readonly events: readonly PersonEvent[] }[];
    }
  | { readonly accepted: false; readonly refusals: readonly [Refusal, ...Refusal[]] };

/**
 * Founds an empty ledger: the one command that an empty ledger accepts.
 * @param today the real clock's day, from which the founders administer a ledger on a real clock
 */
export function openLedger(
  state: LedgerState | null,
  command: OpenLedgerCommand,
  today: Day,
): OpenLedgerDecision {
  const { origin, clock, at, administrators, reminders = true } = command;
  const refusals: Refusal[] = [...judgeText(origin, 'origin'), ...judgeClock(clock, at)];
  if (state !== null) refusals.push(refuse('LEDGER.OPENED', 'This ledger has been opened already.'));
  const ids = administrators.map(({ id }) => id);
  if (ids.length === 0 || new Set(ids).size < ids.length)
    refusals.push(
      refuse('LEDGER.FOUNDERS', 'Name at least one administrator, each once.', { ids }, 'administrators'),
    );
  administrators.forEach(({ id, name }, index) => {
    refusals.push(
      ...judgeId(id, `administrators.${index}.id`),
      ...judgeText(name, `administrators.${index}.name`),
    );
  });
  const [first, ...others] = refusals;
  if (first !== undefined) return { accepted: false, refusals: [first, ...others] };
  const from = at ?? today;
  const beginning = clock === 'simulated' ? { at: midnight(from) } : {};
  return {
    accepted: true,
    events: [
      {
        type: 'LedgerOpened',
        data: { origin, clock, ...beginning, administrators: ids, reminders, ...groundsIn(command) },
      },
    ],
    people: administrators.map(({ id, name, email = null }) => ({
      person: id,
      events: [
        { type: 'PersonRegistered', data: { name, email, language: 'en', ...groundsIn(command) } },
        { type: 'RoleGiven', data: { role: 'administrator', from } },
      ],
    })),
  };
}

/** Moves a simulated clock to the beginning of a later day. */
export function advanceClock(
  state: LedgerState | null,
  { to }: { readonly to: Day },
  context: DirectoryContext,
): Decision<LedgerEvent> {
  if (state === null) return unless([notOpened()]);
  const refusals: Refusal[] = [...mayAdminister(context)];
  if (!state.simulated)
    refusals.push(refuse('LEDGER.CLOCK_REAL', 'This ledger runs on the real clock, which nobody moves.'));
  else if (!isDay(to)) refusals.push(noDay(to, 'to'));
  else if (state.now !== null && midnight(to) <= state.now)
    refusals.push(
      refuse(
        'LEDGER.CLOCK_FORWARD_ONLY',
        `The clock stands at ${state.today} and moves forward only.`,
        { to, today: state.today },
        'to',
      ),
    );
  return unless<LedgerEvent>(refusals, { type: 'ClockAdvanced', data: { to: midnight(to) } });
}

/** Lets reminders go out from now on. */
export function beginReminders(state: LedgerState | null, context: DirectoryContext): Decision<LedgerEvent> {
  if (state === null) return unless([notOpened()]);
  const begun = refuse('LEDGER.REMINDERS_BEGUN', 'Reminders go out already.');
  return unless<LedgerEvent>([...mayAdminister(context), ...(state.reminders ? [begun] : [])], {
    type: 'RemindersBegun',
    data: {},
  });
}

/** Records that a person's key is destroyed, for a reason. */
export function destroyKey(
  state: LedgerState | null,
  { person, reason }: { readonly person: string; readonly reason: string },
  context: DirectoryContext & {
    readonly isKnown: boolean;
    /** Everybody who was ever given the role administrator, and is not erased. */
    readonly administeredBy?: readonly PersonState[];
  },
): Decision<LedgerEvent> {
  if (state === null) return unless([notOpened()]);
  const refusals: Refusal[] = [...mayAdminister(context)];
  if (!context.isKnown)
    refusals.push(refuse('PERSON.UNKNOWN', `There is no person ${quoted(person)}.`, { person }, 'person'));
  if (state.erased.includes(person))
    refusals.push(refuse('PERSON.ERASED', `${quoted(person)} is erased already.`, { person }, 'person'));
  if (reason.trim() === '')
    refusals.push(
      refuse('PERSON.REASON_MISSING', 'Say why the person is to be erased.', { person }, 'reason'),
    );
  const { administeredBy, today } = context;
  if (administeredBy?.some((one) => one.person === person) === true) {
    const others = administeredBy.filter((one) => one.person !== person);
    refusals.push(...judgeAdministered(others, today, 'person'));
  }
  return unless<LedgerEvent>(refusals, { type: 'KeyDestroyed', data: { person, reason } });
}

/** @throws Error where the stream does not begin with `LedgerOpened`, which append does not let happen */
export function evolveLedger(state: LedgerState | null, event: Recorded<LedgerEvent>): LedgerState {
  const { version } = event;
  if (event.type === 'LedgerOpened') {
    const { origin, clock, at, administrators, reminders } = event.data;
    const simulated = clock === 'simulated';
    const now = simulated ? (at ?? event.recordedAt) : null;
    const today = now === null ? null : dayOfInstant(now);
    return {
      origin,
      clock,
      now,
      today,
      simulated,
      administrators,
      reminders,
      erased: [],
      periods: [],
      version,
    };
  }
  if (state === null) throw new Error(`The stream ${event.stream} begins with ${event.type}.`);
  switch (event.type) {
    case 'ClockAdvanced':
      return { ...state, now: event.data.to, today: dayOfInstant(event.data.to), version };
    case 'RemindersBegun':
      return { ...state, reminders: true, version };
    case 'AdministratorNamed':
      return {
        ...state,
        administrators: [...new Set([...state.administrators, event.data.person])],
        version,
      };
    case 'KeyDestroyed':
      return { ...state, erased: [...state.erased, event.data.person], version };
    case 'PeriodDefined': {
      const { name, from, until } = event.data;
      return { ...state, periods: [...state.periods, { name, from, until }], version };
    }
  }
}

/** The refusal of every other command while the ledger is empty. */
export const notOpened = (): Refusal =>
  refuse('LEDGER.NOT_OPENED', 'This ledger is empty: open it first, and name its administrators.');

const midnight = (day: Day): Instant => `${day}T00:00:00Z`;

export const noDay = (text: string, field: string): Refusal =>
  refuse('LEDGER.DAY_INVALID', `${quoted(text)} is no day; write it as 2020-09-30.`, { day: text }, field);

function judgeClock(clock: 'real' | 'simulated', at: Day | undefined): readonly Refusal[] {
  if (clock === 'real')
    return at === undefined
      ? []
      : [refuse('LEDGER.CLOCK_REAL', 'Only a simulated clock begins at a day of one’s own.', { at }, 'at')];
  if (at === undefined)
    return [refuse('LEDGER.FIELD_MISSING', 'Say at which day the simulated clock begins.', {}, 'at')];
  return isDay(at) ? [] : [noDay(at, 'at')];
}

export const foldLedger = (events: readonly Recorded<LedgerEvent>[]): LedgerState | null =>
  events.reduce<LedgerState | null>(evolveLedger, null);
