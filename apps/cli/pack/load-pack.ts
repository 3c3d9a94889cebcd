import type { Accepted, ApiClient } from '../client/api-client.js';
import { CliError, exitCode } from '../exit-code.js';
import { faultLine, type Place } from './fault.js';
import { type LoadStep, loadSteps } from './load-steps.js';
import type { Loaded } from './loaded.js';
import { OnRecord } from './on-record.js';
import type { Pack } from './pack.js';
import { type ChangeOptions, changesIn } from './pack-changes.js';
import { type Command, commandId, stepId } from './pack-command.js';
import { PeopleTokens } from './people-tokens.js';
import { Progress } from './progress.js';

export interface LoadOptions extends ChangeOptions {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Why a changed pack is put on record; needed where it differs. */
  readonly reason: string | null;
  /** Only say what would be put on record. */
  readonly dryRun: boolean;
  /** Gets a line a group, and one now and then within a long one. */
  readonly progress: (line: string) => void;
}

/** Groups whose commands do not rest on each other, and are sent several at once. */
const independent: ReadonlySet<string> = new Set(['people', 'bodies', 'roles', 'items']);
const AT_ONCE = 8;

interface LedgerAnswer {
  readonly demo: boolean;
  readonly opened: boolean;
  readonly origin: string;
  readonly reminders: boolean;
  readonly clock: { readonly today: string };
}

/**
 * Sends a pack's commands over HTTP, in order, each under an id made of the pack, its step and its
 * content: what was loaded before is recognised and changes nothing, so an interrupted load is taken up by
 * loading again. The clock of a simulated ledger is moved to each step's day; reminders begin when
 * everything is there. A pack that was loaded to its end before, and differs now, puts its differences on
 * record for a reason, and deletes nothing.
 * @throws CliError naming file and line of the step that was turned down.
 */
export async function loadPack(pack: Pack, client: ApiClient, options: LoadOptions): Promise<Loaded> {
  const ledger = await client.get<LedgerAnswer>('/v1/ledger');
  const { pack: name, ledger: own, founder } = pack.head.value;
  if (ledger.opened && ledger.origin !== own.origin)
    throw new CliError(
      exitCode.conflict,
      `${client.url} keeps the ledger ${ledger.origin}; the pack ${name} is for ${own.origin}. Start one for it: npm start -- --pack ${pack.folder} --data FOLDER --port PORT.`,
    );
  const tokens = new PeopleTokens(client, ledger.demo, founder.id, options.env);
  tokens.mustBeAble();
  const load = new PackLoad(pack, client, tokens, ledger, options);
  return ledger.opened && ledger.reminders ? await load.apply() : await load.first();
}

class PackLoad {
  private readonly head;
  private readonly progress: Progress;
  private clockDay: string | null;

  constructor(
    private readonly pack: Pack,
    private readonly client: ApiClient,
    private readonly tokens: PeopleTokens,
    private readonly ledger: LedgerAnswer,
    private readonly options: LoadOptions,
  ) {
    this.head = pack.head.value;
    this.clockDay = this.head.ledger.clock === 'simulated' ? (this.head.ledger.at ?? null) : null;
    this.progress = new Progress(options.progress);
  }

  async first(): Promise<Loaded> {
    const { ledger, founder, today } = this.head;
    const place = this.pack.head.place();
    const steps = loadSteps(this.pack);
    if (this.options.dryRun) {
      const changes = steps.map(({ step }) => ({ kind: 'new' as const, what: step }));
      return { accepted: 0, repeated: 0, position: 0, changes };
    }
    await this.send({
      ...{ step: 'open-ledger', group: 'ledger', place, as: null, path: '/v1/ledger' },
      body: { ...ledger, administrators: [founder], reminders: false },
    });
    await this.sendAll(steps);
    await this.moveClock(today ?? null, place);
    await this.send({
      ...{ step: 'begin-reminders', group: 'reminders', place, as: founder.id },
      ...{ path: '/v1/reminders/begin', body: {} },
    });
    return this.progress.end([]);
  }

  /** The differences of a pack that was loaded to its end before. */
  async apply(): Promise<Loaded> {
    const { founder } = this.head;
    const record = await OnRecord.read(this.client, await this.tokens.of(founder.id));
    const changes = await changesIn(this.pack, record, this.options);
    const steps = changes.flatMap(({ step }) => (step === null ? [] : [step]));
    const told = changes.map(({ kind, what }) => ({ kind, what }));
    if (this.options.dryRun || steps.length === 0) return this.progress.end(told, record.position);
    const { reason } = this.options;
    if (reason === null || reason.trim() === '') {
      for (const { kind, what } of told) this.options.progress(`  ${kind.padEnd(8)} ${what}`);
      throw new CliError(
        exitCode.usage,
        `The pack differs from what is on record in ${steps.length === 1 ? 'one point' : `${steps.length} points`}. Put them on record with --reason "WHY".`,
      );
    }
    this.clockDay = this.clockDay === null ? null : this.ledger.clock.today;
    await this.sendAll(steps, reason);
    return this.progress.end(told);
  }

  private async sendAll(steps: readonly LoadStep[], reason?: string): Promise<void> {
    this.progress.expect(steps);
    for (let from = 0; from < steps.length; ) {
      const [first] = steps.slice(from, from + 1);
      if (first === undefined) return;
      const isAlike = ({ group, day }: LoadStep) => group === first.group && day === first.day;
      const run = independent.has(first.group) ? steps.slice(from).findIndex((step) => !isAlike(step)) : 1;
      const batch = steps.slice(from, run === -1 ? undefined : from + run);
      await this.moveClock(first.day, first.place);
      await inParallel(batch, (step) => this.send(step, reason));
      from += batch.length;
    }
  }

  /** Only forward: a step whose day is past is put on record where the clock stands. */
  private async moveClock(day: string | null, place: Place): Promise<void> {
    if (day === null || this.clockDay === null || day <= this.clockDay) return;
    await this.send({
      ...{ step: `clock:${day}`, group: this.progress.group, place, as: this.head.founder.id },
      ...{ path: '/v1/clock', body: { to: day } },
    });
    this.clockDay = day;
  }

  private async send(command: Command & Pick<LoadStep, 'group' | 'place'>, reason?: string): Promise<void> {
    const { pack } = this.head;
    const ids = { idempotencyKey: commandId(pack, command), correlationId: stepId(pack, command) };
    const token = command.as === null ? this.tokens.founding() : await this.tokens.of(command.as);
    const body = reason !== undefined && takesReason(command) ? { reason, ...command.body } : command.body;
    const answer = await this.client
      .post<Accepted>(command.path, body, token === undefined ? ids : { ...ids, token })
      .catch((error: unknown) => {
        if (!(error instanceof CliError)) throw error;
        const message = `step "${command.step}": ${error.message}`;
        throw new CliError(error.code, faultLine({ ...command.place, message }));
      });
    this.progress.count(command.group, answer);
  }
}

/** What concerns items and plans takes a reason; the directory, types and periods do not. */
const takesReason = ({ path }: Command): boolean =>
  /^\/v1\/(?:plans|items)(?:\/|$)/.test(path) && !path.endsWith('/assignment');

/** A few at a time; what was begun is waited for before the first failure is told. */
async function inParallel<T>(values: readonly T[], work: (value: T) => Promise<void>): Promise<void> {
  const queue = [...values];
  const failures: unknown[] = [];
  const worker = async (): Promise<void> => {
    for (let next = queue.shift(); next !== undefined && failures.length === 0; next = queue.shift())
      await work(next).catch((error: unknown) => failures.push(error));
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, values.length) }, worker));
  if (failures.length > 0) throw failures[0];
}
