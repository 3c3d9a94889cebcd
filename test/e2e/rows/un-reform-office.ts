import type { ItemDetail, ItemHistory, Paper, PlanTable } from '#projections';
import { eventually } from '../harness/eventually.js';
import type { HttpAnswer } from '../harness/http-caller.js';
import { RunningApi } from '../harness/running-api.js';

const PLAN = 'office-plan-2019-20';

interface Refused {
  readonly code: string;
  readonly detail: string;
  readonly refusals: readonly { readonly code: string; readonly message: string; readonly field?: string }[];
}

export interface Accepted {
  readonly position: number;
  readonly stream: string;
  /** Published papers that it came too late for. */
  readonly touches?: readonly { readonly number: string; readonly sentence: string }[];
}

interface OutboxLine {
  readonly item: string;
  readonly number: string | null;
  readonly because: string;
}
export interface Message {
  readonly person: string;
  readonly status: string;
  readonly text: string;
  readonly lines: readonly OutboxLine[];
}

/** The program with the pack `un-reform`, and what its people do over HTTP. */
export class UnReformOffice {
  private readonly tokens = new Map<string, Promise<string>>();
  private position = 0;

  private constructor(private readonly api: RunningApi) {}

  static async open(): Promise<UnReformOffice> {
    return new UnReformOffice(await RunningApi.start({ pack: 'packs/un-reform' }));
  }

  async close(): Promise<void> {
    await this.api.stop();
  }

  /** A command that has to be accepted; what is asked afterwards reflects it. */
  async does(person: string, path: string, body: object = {}): Promise<Accepted> {
    const answer = await this.send(person, path, body);
    if (answer.status !== 200)
      throw new Error(`${path} answered ${answer.status}: ${JSON.stringify(answer.body)}`);
    const accepted = answer.body as Accepted;
    this.position = Math.max(this.position, accepted.position);
    return accepted;
  }

  advances(person: string, item: string, transition: string, body: object = {}): Promise<Accepted> {
    return this.does(person, `/v1/items/${item}/transitions/${transition}`, body);
  }

  /** A transition that has to be refused; answers what stands against it. */
  async refused(
    person: string,
    item: string,
    transition: string,
    body: object = {},
  ): Promise<{ codes: readonly string[]; detail: string; fields: readonly (string | undefined)[] }> {
    const answer = await this.send(person, `/v1/items/${item}/transitions/${transition}`, body);
    if (answer.status !== 422)
      throw new Error(`${transition} answered ${answer.status}: ${JSON.stringify(answer.body)}`);
    const { refusals, detail } = answer.body as Refused;
    return { codes: refusals.map(({ code }) => code), detail, fields: refusals.map(({ field }) => field) };
  }

  page(item: string): Promise<ItemDetail> {
    return this.ask<ItemDetail>(`/v1/items/${item}`);
  }

  async history(item: string): Promise<ItemHistory['entries']> {
    return (await this.ask<ItemHistory>(`/v1/items/${item}/history`)).entries;
  }

  /** What the plan's paper prints for an item. */
  async printed(number: string): Promise<string | null | undefined> {
    const { components } = await this.ask<Paper>(`/v1/plans/${PLAN}/paper`);
    return components.flatMap(({ rows }) => rows).find((row) => row.number === number)?.status;
  }

  async row(number: string): Promise<PlanTable['components'][number]['rows'][number] | undefined> {
    const { components } = await this.ask<PlanTable>(`/v1/plans/${PLAN}/table`);
    return components.flatMap(({ rows }) => rows).find((row) => row.number === number);
  }

  async messages(): Promise<readonly Message[]> {
    const { messages } = await this.api.http.get<{ messages: readonly Message[] }>('/v1/reminders', {
      token: await this.tokenOf('admin'),
    });
    return messages;
  }

  /** An item's page once a reaction has done its part. */
  pageOnce(item: string, holds: (page: ItemDetail) => boolean): Promise<ItemDetail> {
    return eventually(() => this.page(item), holds);
  }

  /** One `actum` command, as another process. */
  actum(...args: readonly string[]): ReturnType<RunningApi['actum']> {
    return this.api.actum(...args);
  }

  /** Whatever comes back, headers included; a GET where there is no body. */
  async call<T>(person: string, path: string, body?: object): Promise<HttpAnswer<T>> {
    const method = body === undefined ? 'GET' : 'POST';
    return this.api.http.call<T>(method, path, body, { token: await this.tokenOf(person) });
  }

  private async send(person: string, path: string, body: object): Promise<HttpAnswer> {
    return this.api.http.call('POST', path, body, { token: await this.tokenOf(person) });
  }

  /** What is there, once it reflects what was done. */
  ask<T>(path: string): Promise<T> {
    const more = path.includes('?') ? '&' : '?';
    return this.api.http.get<T>(`${path}${more}waitFor=${this.position}`);
  }

  private tokenOf(person: string): Promise<string> {
    const known = this.tokens.get(person) ?? this.api.http.signIn(person);
    this.tokens.set(person, known);
    return known;
  }
}
