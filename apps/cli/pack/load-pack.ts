import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import { uuidV5 } from '#ledger';
import type { Accepted, ApiClient } from '../client/api-client.js';
import { CliError } from '../exit-code.js';
import { faultLine, type Place } from './fault.js';
import { type LoadStep, loadSteps } from './load-steps.js';
import type { Pack } from './pack.js';

/** Fixed for all packs and versions of this program: the same step of the same pack is the same command. */
const packNamespace = 'b0a7e0a3-6d8e-4a57-9a0f-6d1a1b7c5e21';

export interface Loaded {
  /** Commands that left something new on record. */
  readonly accepted: number;
  /** Commands that were on record already. */
  readonly repeated: number;
  /** The ledger's last position after loading. */
  readonly position: number;
}

/**
 * Sends a pack's commands over HTTP, in order, each under an id made of the pack, its step and its
 * content: what was loaded before is recognised and changes nothing. The clock of a simulated ledger is
 * moved to each step's day; reminders begin when everything is there. `progress` gets a line a group.
 * @throws CliError naming file and line of the step that was turned down.
 */
export async function loadPack(
  pack: Pack,
  client: ApiClient,
  progress: (line: string) => void,
): Promise<Loaded> {
  return await new PackLoad(pack, client, progress).run();
}

class PackLoad {
  private readonly tokens = new Map<string, Promise<string>>();
  private readonly head;
  private accepted = 0;
  private repeated = 0;
  private position = 0;
  private clockDay: string | null;
  private group = { name: '', count: 0, fresh: 0 };

  constructor(
    private readonly pack: Pack,
    private readonly client: ApiClient,
    private readonly progress: (line: string) => void,
  ) {
    this.head = pack.head.value;
    this.clockDay = this.head.ledger.at ?? null;
  }

  async run(): Promise<Loaded> {
    const { head, founder } = { head: this.head, founder: this.head.founder };
    const place = this.pack.head.place();
    await this.send({
      ...{ step: 'open-ledger', group: 'ledger', place, as: null, path: '/v1/ledger' },
      body: { ...head.ledger, administrators: [founder], reminders: false },
    });
    for (const step of loadSteps(this.pack)) {
      await this.moveClock(step.day, step.place);
      await this.send(step);
    }
    await this.moveClock(head.today ?? null, place);
    await this.send({
      ...{ step: 'begin-reminders', group: 'reminders', place, as: founder.id },
      ...{ path: '/v1/reminders/begin', body: {} },
    });
    this.endGroup();
    return { accepted: this.accepted, repeated: this.repeated, position: this.position };
  }

  /** Only forward: a step whose day is past is put on record where the clock stands. */
  private async moveClock(day: string | null, place: Place): Promise<void> {
    if (day === null || this.clockDay === null || day <= this.clockDay) return;
    await this.send({
      ...{ step: `clock:${day}`, group: this.group.name, place, as: this.head.founder.id },
      ...{ path: '/v1/clock', body: { to: day } },
    });
    this.clockDay = day;
  }

  private async send(step: Omit<LoadStep, 'as' | 'day'> & { readonly as: string | null }): Promise<void> {
    const idempotencyKey = commandId(this.head.pack, step);
    const token = step.as === null ? undefined : await this.tokenOf(step.as);
    const answer = await this.client
      .post<Accepted>(
        step.path,
        step.body,
        token === undefined ? { idempotencyKey } : { idempotencyKey, token },
      )
      .catch((error: unknown) => {
        if (!(error instanceof CliError)) throw error;
        const message = `step "${step.step}": ${error.message}`;
        throw new CliError(error.code, faultLine({ ...step.place, message }));
      });
    this.count(step.group, answer);
  }

  private tokenOf(person: string): Promise<string> {
    const known = this.tokens.get(person) ?? this.client.demoToken(person);
    this.tokens.set(person, known);
    return known;
  }

  private count(group: string, { repeated, position }: Accepted): void {
    if (group !== this.group.name) {
      this.endGroup();
      this.group = { name: group, count: 0, fresh: 0 };
    }
    this.group.count += 1;
    this.position = Math.max(this.position, position);
    if (repeated) {
      this.repeated += 1;
    } else {
      this.accepted += 1;
      this.group.fresh += 1;
    }
  }

  private endGroup(): void {
    const { name, count, fresh } = this.group;
    if (name !== '')
      this.progress(`  ${name.padEnd(10)} ${count === 1 ? '1 command' : `${count} commands`}, ${fresh} new`);
  }
}

/** UUIDv5 of the pack, the step, and the digest of the request with the person who makes it. */
function commandId(
  pack: string,
  step: { step: string; as: string | null; path: string; body: unknown },
): string {
  const request = canonicalize({ as: step.as, path: step.path, body: step.body }) ?? '';
  const digest = createHash('sha256').update(request).digest('hex');
  return uuidV5(packNamespace, `${pack}\n${step.step}\n${digest}`);
}
