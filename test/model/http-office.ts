import { randomUUID } from 'node:crypto';
import { Agent, fetch } from 'undici';
import { type Ask, beginnings, cast, type Item, type Person, type Step, type StepBy } from './ask.js';
import { bodyOf, type Names, type Office, type Verdict } from './office.js';
import { dayOf, partsOf, Turns } from './turns.js';

interface Answer {
  readonly status: number;
  readonly version?: number;
  readonly outcome?: string;
  readonly code?: string;
  readonly refusals?: readonly { readonly code: string }[];
}

/** Connections stay open, and no request waits behind another. */
const agent = new Agent({ keepAliveTimeout: 60_000, connections: 32, pipelining: 1 });
export const closeConnections = (): Promise<void> => agent.close();

/** One office of a running server: its people, each with two tokens, and two items at a time. */
export class HttpOffice implements Office {
  private readonly tokens = new Map<Person, readonly [string, string]>();
  private readonly turns = new Turns();
  private names: Names = { action: '', framework: '', digest: null };
  private versions: Record<Item, number> = { action: 0, framework: 0 };

  private constructor(
    private readonly url: string,
    private readonly administrator: string,
    /** Tells its people and items apart from those of other offices. */
    private readonly prefix: string,
  ) {}

  /** With its people registered, and the roles given that they begin with. */
  static async open(url: string, administrator: string, prefix: string): Promise<HttpOffice> {
    const office = new HttpOffice(url, administrator, prefix);
    for (const person of cast) {
      const body = { id: office.id(person), name: person };
      await office.must(administrator, '/v1/people', body);
      const tokens = await Promise.all([office.signIn(person), office.signIn(person)]);
      office.tokens.set(person, tokens);
    }
    for (const [person, role] of beginnings)
      await office.must(administrator, `/v1/people/${office.id(person)}/roles`, {
        ...partsOf(role),
        from: dayOf(0),
      });
    return office;
  }

  /** Two items just opened, by somebody who is no part of it. */
  async begin(registrar: string): Promise<readonly [action: string, framework: string]> {
    const run = randomUUID().slice(0, 8);
    const [action, framework] = [`${this.prefix}-a-${run}`, `${this.prefix}-f-${run}`];
    const parties = { owner: this.id('focal'), deputy: this.id('deputy') };
    const parts = ['a', 'b'].map((id) => ({ id, title: id }));
    const due = 'By end 2025';
    await Promise.all([
      this.must(registrar, '/v1/items', {
        ...{ item: action, itemType: 'action-item', title: action, parts, due, body: 'governing-body' },
        ...parties,
      }),
      this.must(registrar, '/v1/items', {
        ...{ item: framework, itemType: 'framework-revision', title: framework },
        ...{ lines: ['entity', 'coordinator'], body: 'unsdg-principals', ...parties },
      }),
    ]);
    this.names = { action, framework, digest: null };
    this.versions = { action: 2, framework: 1 };
    return [action, framework];
  }

  async step(item: Item, by: StepBy): Promise<Verdict> {
    return this.verdict(item, await this.sendStep(item, by));
  }

  async bulk(item: Item, by: Person, token: 0 | 1, steps: readonly Step[]): Promise<Verdict> {
    const names = await this.withDigest(item, steps);
    const body = {
      steps: steps.map((step) => ({ transition: step.transition, ...bodyOf(step, names) })),
    };
    const path = `/v1/items/${this.names[item]}/updates`;
    const rehearsed = await this.post(this.tokenOf(by, token), `${path}?dryRun=true`, body);
    const answer = await this.post(this.tokenOf(by, token), path, body);
    if ((rehearsed.status === 200) !== (answer.status === 200))
      throw new Error(`The rehearsal said ${JSON.stringify(rehearsed)}, then came ${JSON.stringify(answer)}`);
    return this.verdict(item, answer);
  }

  async race(
    item: Item,
    [one, other]: readonly [StepBy, StepBy],
    seen: boolean,
  ): Promise<readonly [Verdict, Verdict]> {
    const headers = seen ? { 'if-match': `"${this.versions[item]}"` } : {};
    const [first, second] = await Promise.all([
      this.sendStep(item, one, headers),
      this.sendStep(item, other, headers),
    ]);
    return [this.verdict(item, first), this.verdict(item, second)];
  }

  async assign({ item, by, owner, deputy }: Extract<Ask, { kind: 'assign' }>): Promise<Verdict> {
    const body = { owner: this.id(owner), deputy: this.id(deputy) };
    const path = `/v1/items/${this.names[item]}/assignment`;
    return this.verdict(item, await this.post(this.tokenOf(by, 0), path, body));
  }

  async role({ person, role, end }: Extract<Ask, { kind: 'role' }>): Promise<Verdict> {
    const day = this.turns.next(`${person}:${role}`);
    const path = `/v1/people/${this.id(person)}/roles${end ? '/end' : ''}`;
    const body = { ...partsOf(role), ...(end ? { until: day } : { from: day }) };
    return this.verdict(null, await this.post(this.administrator, path, body));
  }

  async delegate({ by, from, to, role, end }: Extract<Ask, { kind: 'delegate' }>): Promise<Verdict> {
    const day = this.turns.next(`${from}:${to}:${role}`);
    const { role: lent, scope } = partsOf(role);
    const body = {
      ...{ to: this.id(to), role: lent },
      ...(scope === undefined ? {} : { scope: scope === 'action' ? this.names.action : scope }),
      ...(end ? { until: day } : { from: day }),
    };
    const path = `/v1/people/${this.id(from)}/delegations${end ? '/end' : ''}`;
    return this.verdict(null, await this.post(this.tokenOf(by, 1), path, body));
  }

  private async sendStep(item: Item, { by, token, step }: StepBy, headers = {}): Promise<Answer> {
    const names = await this.withDigest(item, [step]);
    const path = `/v1/items/${this.names[item]}/transitions/${step.transition}`;
    return this.post(this.tokenOf(by, token), path, bodyOf(step, names), headers);
  }

  /** Who clears says what they read: it is asked for first. */
  private async withDigest(item: Item, steps: readonly Step[]): Promise<Names> {
    const asks = steps.some(
      ({ transition, digest }) => (transition === 'clear' || transition === 'object') && digest === 'present',
    );
    if (item === 'action' || !asks) return this.names;
    const response = await fetch(`${this.url}/v1/items/${this.names.framework}/text`, { dispatcher: agent });
    const { present } = (await response.json()) as { readonly present: { readonly digest: string | null } };
    return { ...this.names, digest: present.digest };
  }

  private verdict(item: Item | null, answer: Answer): Verdict {
    const { status, version, code = '', refusals = [] } = answer;
    if (status === 200) {
      if (item !== null && version !== undefined)
        this.versions[item] = Math.max(this.versions[item], version);
      return { accepted: true, codes: [] };
    }
    // Turned down by the rules, by a role that is missing, or because somebody came first.
    if (![403, 412, 422].includes(status)) throw new Error(`Neither yes nor no: ${JSON.stringify(answer)}`);
    return { accepted: false, codes: [code, ...refusals.map((refusal) => refusal.code)] };
  }

  private id = (person: Person): string => `${this.prefix}-${person}`;

  private tokenOf(person: Person, which: 0 | 1): string {
    const tokens = this.tokens.get(person);
    if (tokens === undefined) throw new Error(`${person} is not signed in.`);
    return tokens[which];
  }

  private async signIn(person: Person): Promise<string> {
    const answer = await this.must('', '/v1/demo/sign-in', { person: this.id(person) });
    return (answer as unknown as { readonly token: string }).token;
  }

  private async must(token: string, path: string, body: object): Promise<Answer> {
    const answer = await this.post(token, path, body);
    if (answer.status !== 200) throw new Error(`${path}: ${JSON.stringify(answer)}`);
    return answer;
  }

  private async post(token: string, path: string, body: object, headers = {}): Promise<Answer> {
    const response = await fetch(this.url + path, {
      method: 'POST',
      dispatcher: agent,
      headers: {
        'content-type': 'application/json',
        ...(token === '' ? {} : { authorization: `Bearer ${token}` }),
        ...headers,
      },
      body: JSON.stringify(body),
    });
    return { ...((await response.json()) as object), status: response.status };
  }
}
