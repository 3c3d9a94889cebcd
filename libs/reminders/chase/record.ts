import { type Day, foldItem, type ItemState, type TypeDefinition } from '#domain';
import { ERASED, type Ledger } from '#ledger';

/** What the reminders need of the ledger's own stream. */
export interface LedgerClock {
  readonly today: Day;
  readonly simulated: boolean;
  /** False while a pack loads its history: nothing goes out. */
  readonly begun: boolean;
}

export interface ItemOnRecord {
  readonly state: ItemState;
  readonly definition: TypeDefinition;
}

/** Who a message goes to, as the record has them. */
export interface Addressee {
  readonly name: string;
  readonly email: string | null;
}

/**
 * Reads what reminders depend on from the streams themselves, never from a view, so that nothing goes
 * out on the strength of something outdated. One instance serves one scan or one message.
 */
export class ReminderRecord {
  private readonly definitions = new Map<string, TypeDefinition>();
  private readonly items = new Map<string, Promise<ItemOnRecord | null>>();

  constructor(private readonly ledger: Ledger) {}

  /** The ledger's clock, or null where the ledger is not opened yet. */
  async clock(): Promise<LedgerClock | null> {
    const events = await this.ledger.readStream('ledger');
    const opened = events.find((event) => event.type === 'LedgerOpened');
    if (opened === undefined) return null;
    return {
      today: (await this.ledger.now()).slice(0, 10),
      simulated: opened.data.clock === 'simulated',
      begun: opened.data.reminders || events.some(({ type }) => type === 'RemindersBegun'),
    };
  }

  /** An item with the definition that it is judged by, or null. */
  item(id: string): Promise<ItemOnRecord | null> {
    const known = this.items.get(id);
    if (known !== undefined) return known;
    const read = this.readItem(id);
    this.items.set(id, read);
    return read;
  }

  /** The person to write to for whoever answers for an item: themselves, or a body's liaison. */
  async personFor(id: string): Promise<{ readonly person: string; readonly liaison: boolean } | null> {
    const body = (await this.ledger.readStream(`body:${id}`)).at(-1);
    if (body === undefined) return { person: id, liaison: false };
    return body.data.liaison === undefined ? null : { person: body.data.liaison, liaison: true };
  }

  /** Name and address of a person; null where there is no such person or their key is destroyed. */
  async addressee(person: string): Promise<Addressee | null> {
    const events = await this.ledger.readStream(`person:${person}`);
    const registered = events.findLast((event) => event.type === 'PersonRegistered');
    if (registered === undefined) return null;
    const { name, email } = registered.data;
    return name === ERASED ? null : { name, email };
  }

  private async readItem(id: string): Promise<ItemOnRecord | null> {
    const state = foldItem(await this.ledger.readStream(`item:${id}`));
    if (state === null) return null;
    const definition = await this.definition(state.itemType, state.typeDigest);
    return definition === null ? null : { state, definition };
  }

  private async definition(type: string, digest: string): Promise<TypeDefinition | null> {
    if (!this.definitions.has(digest)) {
      for (const { data } of await this.ledger.readStream(`type:${type}`)) {
        this.definitions.set(data.digest, data.definition);
      }
    }
    return this.definitions.get(digest) ?? null;
  }
}
