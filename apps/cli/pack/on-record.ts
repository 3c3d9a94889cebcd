import type {
  ItemDetail,
  ItemHistory,
  ItemList,
  ItemSummary,
  PeopleList,
  PlanTable,
  TypeList,
} from '#projections';
import type { ApiClient } from '../client/api-client.js';

interface Entries {
  readonly last: number;
  readonly entries: readonly {
    readonly position: number;
    readonly commandId: string;
    readonly correlationId: string;
  }[];
}

/** What a ledger has on record already, as far as loading a pack goes. */
export class OnRecord {
  private constructor(
    private readonly client: ApiClient,
    private readonly token: string | undefined,
    /** Ids of all commands. */
    readonly commands: ReadonlySet<string>,
    /** Ids by which callers know them: steps of packs among them. */
    readonly steps: ReadonlySet<string>,
    /** The ledger's last position, which everything asked for reflects. */
    readonly position: number,
  ) {}

  static async read(client: ApiClient, token: string | undefined): Promise<OnRecord> {
    const commands = new Set<string>();
    const steps = new Set<string>();
    let after = 0;
    for (;;) {
      const page = await client.get<Entries>('/v1/ledger/entries', { after, limit: 1000 }, token);
      for (const { commandId, correlationId } of page.entries) {
        commands.add(commandId);
        steps.add(correlationId);
      }
      const reached = page.entries.at(-1)?.position ?? page.last;
      if (reached >= page.last) return new OnRecord(client, token, commands, steps, page.last);
      after = reached;
    }
  }

  table(plan: string): Promise<PlanTable> {
    return this.ask(`/v1/plans/${encodeURIComponent(plan)}/table`);
  }

  item(item: string): Promise<ItemDetail> {
    return this.ask(`/v1/items/${encodeURIComponent(item)}`);
  }

  history(item: string): Promise<ItemHistory> {
    return this.ask(`/v1/items/${encodeURIComponent(item)}/history`);
  }

  async people(): Promise<PeopleList['people']> {
    return (await this.ask<PeopleList>('/v1/people')).people;
  }

  async types(): Promise<TypeList['types']> {
    return (await this.ask<TypeList>('/v1/types')).types;
  }

  async items(): Promise<readonly ItemSummary[]> {
    const items: ItemSummary[] = [];
    let cursor: string | undefined;
    do {
      const page: ItemList = await this.ask('/v1/items', { limit: 500, cursor });
      items.push(...page.items);
      cursor = page.next;
    } while (cursor !== undefined);
    return items;
  }

  private ask<T>(
    path: string,
    query: Readonly<Record<string, string | number | undefined>> = {},
  ): Promise<T> {
    return this.client.get<T>(path, { ...query, waitFor: this.position }, this.token);
  }
}
