import { type AppendRequest, type AppendVerdict, canonicalText, type LedgerEntry } from '#ledger';
import { emptyLedger, judge, type ModelLedger } from './ledger-model.js';
import type { Observation, RaceAccount } from './run-race.js';

/** A command of the log, as it lies there. */
interface Logged {
  readonly request: AppendRequest;
  readonly recordedAt: string;
  /** The first try that may have put it there, and the first answer that says that it is there. */
  readonly begun: number;
  readonly ended: number;
  /** The try that was told of it, unless the answer got lost. */
  readonly told: Observation | null;
}

/**
 * Checks that what a race left and what its clients were told is what the model of a ledger does with the
 * same commands, one after the other, in the order of their positions: each try somewhere between when it
 * began and when it was answered, and none before one that it came after.
 *
 * @throws Error that names the law and the command
 */
export function checkLaws(log: readonly LedgerEntry[], { observations, cuts }: RaceAccount): void {
  checkGuilt(observations);
  const commands = commandsOf(log, observations);
  checkAnswered(commands, cuts);
  checkKept(commands, observations);
  const states = replay(log, commands);
  checkPlaces(commands, states, observations);
}

function checkGuilt(observations: readonly Observation[]): void {
  for (const { guilty, outcome, request } of observations) {
    if (outcome === 'unknown' || guilty === (outcome === 'invalid')) continue;
    fail(guilty ? 'what can never be appended was taken' : 'one failed for another’s sake', request);
  }
}

/** The log as commands. Each lies there once, in one piece, and was sent by somebody. */
function commandsOf(log: readonly LedgerEntry[], observations: readonly Observation[]): readonly Logged[] {
  const ids = log.flatMap(({ commandId }, index) =>
    commandId === log[index - 1]?.commandId ? [] : [commandId],
  );
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice !== undefined) throw new Error(`The command ${twice} lies in two places of the log.`);
  return ids.map((id) => {
    const entry = log.find(({ commandId }) => commandId === id);
    const tries = observations.filter(
      ({ request }) =>
        request.commandId === id && entry?.requestDigest.equals(request.requestDigest) === true,
    );
    const [first] = tries;
    if (entry === undefined || first === undefined)
      throw new Error(`Nobody sent the command ${id} of the log.`);
    const told = tries.filter((one) => verdictOf(one) === 'appended');
    if (told.length > 1) fail('a command was appended twice', first.request);
    const answers = tries.filter((one) => ['appended', 'repeated'].includes(verdictOf(one) ?? ''));
    return {
      request: told[0]?.request ?? first.request,
      recordedAt: entry.recordedAt,
      begun: told[0]?.begun ?? Math.min(...tries.map(({ begun }) => begun)),
      ended: Math.min(...answers.map(({ ended }) => ended)),
      told: told[0] ?? null,
    };
  });
}

/** That a command was appended is told to one who sent it, unless the answer was cut off. */
function checkAnswered(commands: readonly Logged[], cuts: readonly number[]): void {
  for (const { told, ended, request } of commands)
    if (told === null && !cuts.some((cut) => cut < ended))
      fail('nobody was told that it was appended', request);
}

/** Whatever was told to be appended is in the log. */
function checkKept(commands: readonly Logged[], observations: readonly Observation[]): void {
  const told = new Set(commands.map((one) => one.told));
  for (const one of observations)
    if (verdictOf(one) === 'appended' && !told.has(one))
      fail('told to be appended, and is not in the log', one.request);
}

/** Every state of the model from the empty ledger on; the log is what the model says, position by position. */
function replay(log: readonly LedgerEntry[], commands: readonly Logged[]): readonly ModelLedger[] {
  const states = [emptyLedger];
  for (const { request, recordedAt } of commands) {
    const state = states.at(-1) ?? emptyLedger;
    const judgement = judge(state, request);
    if (judgement.verdict !== 'appended')
      return fail(`appended, where the model says ${text(judgement)}`, request);
    for (const other of request.restsOn ?? [])
      if (!state.accepted.has(other.commandId)) fail('appended without what it rests on', request);
    states.push(judgement.after);
    const sent = request.writes.flatMap(({ stream, events }) =>
      events.map(({ data }) => ({ stream, data: canonicalText({ data }) })),
    );
    for (const [index, { stream, version, position, type }] of judgement.appended.events.entries()) {
      const entry = log[position - 1];
      const stored = { position, stream, version, type, data: sent[index]?.data, recordedAt };
      const found = entry && { ...pick(entry), data: `{"data":${entry.data.toString('utf8')}}` };
      if (text(found) !== text(stored)) fail(`stored as ${text(found)} instead of ${text(stored)}`, request);
    }
  }
  if (states.at(-1)?.position !== log.length) throw new Error('The log holds more than was sent.');
  const back = log.find(({ recordedAt }, index) => recordedAt < (log[index - 1]?.recordedAt ?? ''));
  if (back !== undefined) throw new Error(`At position ${back.position} the clock goes back.`);
  return states;
}

const pick = ({ position, stream, version, type, recordedAt }: LedgerEntry) => ({
  ...{ position, stream, version, type, data: '', recordedAt },
});

/** A try in the serial order: after so many commands. */
interface Placed {
  readonly begun: number;
  readonly ended: number;
  readonly by: Observation | null;
  /** How many commands whatever comes after it has in front of it at least. */
  readonly after: number;
}

/**
 * Gives every try the earliest place that the ones it came after leave it. What began earlier is placed
 * first, and what came before another began earlier than it, so that the earliest is always best.
 */
function checkPlaces(
  commands: readonly Logged[],
  states: readonly ModelLedger[],
  observations: readonly Observation[],
): void {
  const tries = [
    ...commands.map(({ told, begun, ended, request }, index) => ({ by: told, begun, ended, request, index })),
    ...observations
      .filter((one) => !['appended', undefined].includes(verdictOf(one)))
      .map((one) => ({ by: one, begun: one.begun, ended: one.ended, request: one.request, index: null })),
  ].sort((a, b) => a.begun - b.begun);
  const placed: Placed[] = [];
  for (const { by, begun, ended, request, index } of tries) {
    const before = placed.filter((other) => other.ended < begun || inFrontOf(other.by, by));
    const least = Math.max(0, ...before.map(({ after }) => after));
    if (index !== null) {
      if (index < least) fail(`stands behind only ${index} commands, and came after ${least}`, request);
      if (by !== null) checkTold(by, states[index + 1], commands[index]);
      placed.push({ begun, ended, by, after: index + 1 });
      continue;
    }
    const place = states.findIndex((state, k) => k >= least && explains(state, by, commands, observations));
    if (place < 0) fail(`told ${text(by?.outcome)}, which no state from ${least} on explains`, request);
    placed.push({ begun, ended, by, after: place });
  }
}

/** In the queue of one process, what was asked for first goes first. */
const inFrontOf = (one: Observation | null, other: Observation | null): boolean =>
  one !== null &&
  other !== null &&
  one.process === other.process &&
  one.inTurn &&
  other.inTurn &&
  one.begun < other.begun;

function checkTold(
  { outcome, request }: Observation,
  state: ModelLedger | undefined,
  logged: Logged | undefined,
): void {
  const expected = { ...state?.accepted.get(request.commandId)?.appended, recordedAt: logged?.recordedAt };
  if (typeof outcome === 'string' || outcome.verdict !== 'appended') return;
  const { verdict: _verdict, ...told } = outcome;
  if (text(sorted(told)) !== text(sorted(expected)))
    fail(`told ${text(told)}, and it is ${text(expected)}`, request);
}

/** Whether a ledger in that state answers so. */
function explains(
  state: ModelLedger,
  by: Observation | null,
  commands: readonly Logged[],
  observations: readonly Observation[],
): boolean {
  if (by === null || typeof by.outcome === 'string') return false;
  const { outcome, request } = by;
  const judgement = judge(state, request);
  if (outcome.verdict === 'conflict') {
    // What it rests on was not appended: then nothing is said of the versions, or what they were as well.
    const lost = (request.restsOn ?? []).some(
      (other) => !observations.some((one) => one.request === other && verdictOf(one) === 'appended'),
    );
    const conflicts = judgement.verdict === 'conflict' ? judgement.conflicts : [];
    if (lost && outcome.conflicts.length === 0) return true;
    return (lost || conflicts.length > 0) && asSet(outcome.conflicts) === asSet(conflicts);
  }
  if (outcome.verdict !== judgement.verdict) return false;
  if (judgement.verdict !== 'repeated' || outcome.verdict !== 'repeated') return true;
  const { verdict: _verdict, ...told } = outcome;
  const logged = commands.find((one) => one.request.commandId === request.commandId);
  return text(sorted(told)) === text(sorted({ ...judgement.appended, recordedAt: logged?.recordedAt }));
}

const verdictOf = ({ outcome }: Observation): AppendVerdict['verdict'] | undefined =>
  typeof outcome === 'string' ? undefined : outcome.verdict;

const asSet = (
  conflicts: readonly { readonly stream: string; readonly expected: number; readonly actual: number }[],
) =>
  [...new Set(conflicts.map(({ stream, expected, actual }) => `${stream} ${expected} ${actual}`))]
    .sort()
    .join();

const text = (value: unknown): string => JSON.stringify(value);

/** The same whatever the order of the fields; events keep theirs. */
const sorted = (value: object): unknown => {
  const { events = [], ...fields } = value as { readonly events?: readonly object[] };
  const inOrder = (one: object) => Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1));
  return [inOrder(fields), events.map(inOrder)];
};

function fail(law: string, request: AppendRequest): never {
  const writes = request.writes.map(({ stream, expectedVersion }) => `${stream} at ${expectedVersion}`);
  throw new Error(`The command ${request.commandId} (${writes.join(', ')}): ${law}.`);
}
