import type pg from 'pg';
import type { DueForm, TypeDefinition, Via } from '#domain';
import type { Json, Ledger, NewEvent } from '#ledger';
import { appendTo, createTestLedger, eventOf } from '#testing';

const typeDigest = 'ab'.repeat(32);

const definition: TypeDefinition = {
  id: 'action-item',
  version: 1,
  title: { en: 'Action item' },
  opens: { state: 'agreed', label: 'PlanEndorsed' },
  states: {
    agreed: { title: { en: 'Agreed' } },
    ongoing: { title: { en: 'Ongoing' }, begun: true },
    completed: { title: { en: 'Completed' }, begun: true, done: true, final: true },
    discontinued: { title: { en: 'Discontinued' }, final: true },
  },
  transitions: {},
  print: {},
  reminders: {
    rungs: [
      { id: 'before-30', days: -30, to: ['owner', 'partners'] },
      { id: 'overdue-1', days: 1, to: ['owner'] },
      { id: 'overdue-90', days: 90, to: ['owner', 'deputy'] },
    ],
  },
};

/** A ledger of a spec's own whose events are put there one by one, without commands. */
export class ChasedLedger {
  private constructor(
    readonly ledger: Ledger,
    private readonly versions = new Map<string, number>([['ledger', 1]]),
  ) {}

  /** On a simulated clock that stands at the beginning of `day`; reminders have begun. */
  static async open(pool: pg.Pool, day: string): Promise<ChasedLedger> {
    return ChasedLedger.on(await createTestLedger(pool, { at: `${day}T00:00:00Z` }));
  }

  /** On a ledger that was founded and holds nothing else. */
  static async on(ledger: Ledger): Promise<ChasedLedger> {
    const chased = new ChasedLedger(ledger);
    await chased.append('ledger', eventOf('RemindersBegun', {}));
    await chased.append(
      'type:action-item',
      eventOf('TypePublished', json({ definition, digest: typeDigest })),
    );
    return chased;
  }

  async append(stream: string, ...events: [NewEvent, ...NewEvent[]]): Promise<void> {
    const version = this.versions.get(stream) ?? 0;
    const verdict = await appendTo(this.ledger, stream, version, ...events);
    if (verdict.verdict !== 'appended') throw new Error(`${stream}: ${verdict.verdict}`);
    this.versions.set(stream, version + events.length);
  }

  async people(...ids: readonly string[]): Promise<void> {
    for (const id of ids) {
      const person = { name: `Name of ${id}`, email: `${id}@example.org`, language: 'en' };
      await this.append(`person:${id}`, eventOf('PersonRegistered', person));
    }
  }

  body(id: string, liaison?: string): Promise<void> {
    const data = liaison === undefined ? { name: id } : { name: id, liaison };
    return this.append(`body:${id}`, eventOf('BodyRegistered', data));
  }

  /** An item in the state agreed, due on `due` where that is given. */
  async item(item: string, owner: string, due?: string, deputy?: string): Promise<void> {
    const opened = {
      ...{ itemType: 'action-item', typeDigest, state: 'agreed', label: 'PlanEndorsed' },
      ...{ title: `Title of ${item}`, number: item, owner },
      ...(deputy === undefined ? {} : { deputy }),
    };
    const events: [NewEvent, ...NewEvent[]] = [eventOf('ItemOpened', opened)];
    if (due !== undefined) events.push(eventOf('DueSet', json({ due: dueOn(due) })));
    await this.append(`item:${item}`, ...events);
  }

  moveTo(item: string, to: string, from = 'agreed'): Promise<void> {
    const event = eventOf('Transitioned', json({ via: via(from, to) }));
    return this.append(`item:${item}`, { ...event, effectiveOn: on('2020-01-01') });
  }

  extend(item: string, due: string): Promise<void> {
    const data = { via: via('agreed', 'agreed'), due: dueOn(due), requestedBy: 'focal', reason: 'needed' };
    return this.append(`item:${item}`, eventOf('DueExtended', json(data)));
  }

  /** Says that the item's due date, its second event, should have been another. */
  correctDue(item: string, due: string): Promise<void> {
    const target = { version: 2, position: 1, type: 'DueSet', label: 'DueSet' };
    const data = { target, replacement: { data: { due: dueOn(due) } }, changes: [], reason: 'mistyped' };
    return this.append(`item:${item}`, eventOf('Corrected', json(data)));
  }

  assign(item: string, owner: string): Promise<void> {
    return this.append(`item:${item}`, eventOf('Assigned', { owner }));
  }

  waitFor(item: string, prerequisite: string): Promise<void> {
    const link = { item: prerequisite, states: ['completed'], phrase: `following ${prerequisite}` };
    const data = { via: via('agreed', 'agreed'), prerequisite: link, met: false };
    return this.append(`item:${item}`, eventOf('PrerequisiteLinked', json(data)));
  }

  addPartner(item: string, partner: string, body?: string): Promise<void> {
    const data = { via: via('agreed', 'agreed'), partner, ...(body === undefined ? {} : { body }) };
    return this.append(`item:${item}`, eventOf('PartnerAdded', json(data)));
  }

  /** Puts right which body the item's entry of that version named. */
  async namePartner(item: string, version: number, body: string): Promise<void> {
    const added = (await this.ledger.readStream(`item:${item}`))[version - 1];
    const target = { version, position: added?.position ?? 0, type: 'PartnerAdded', label: 'PartnerAdded' };
    const replacement = { data: { via: via('agreed', 'agreed'), partner: body, body } };
    const data = { target, replacement, changes: [], reason: 'Another one was meant' };
    return this.append(`item:${item}`, eventOf('Corrected', json(data)));
  }

  meet(item: string, prerequisite: string): Promise<void> {
    const cause = { stream: `item:${prerequisite}`, position: 1, label: 'Completed' };
    const data = { via: via('agreed', 'agreed'), item: prerequisite, state: 'completed', cause };
    return this.append(`item:${item}`, eventOf('PrerequisiteMet', json(data)));
  }

  clearanceLapsed(item: string, person: string): Promise<void> {
    const data = { line: 'entity', person, contentDigest: 'cd'.repeat(32) };
    return this.append(`item:${item}`, eventOf('SignOffLapsed', data));
  }

  advanceClock(day: string): Promise<void> {
    return this.append('ledger', eventOf('ClockAdvanced', { to: `${day}T00:00:00Z` }));
  }

  /** What stands on record of the reminders of an item: type, person, rung. */
  async reminded(item: string): Promise<readonly (readonly [string, string, string])[]> {
    const events = await this.ledger.readStream(`reminders:${item}`);
    return events.map(({ type, data }) => {
      const { person, rung } = data as { readonly person: string; readonly rung: string };
      return [type, person, rung] as const;
    });
  }
}

const json = (value: object): Json => JSON.parse(JSON.stringify(value)) as Json;
const on = (day: string) => ({ text: day, earliest: day, latest: day });
const dueOn = (day: string): DueForm => ({
  ...{ text: day, kind: 'deadline', earliest: day, latest: day, precision: 'day' },
  readings: [{ earliest: day, latest: day, meaning: 'on the day' }],
});
const via = (from: string, to: string): Via => ({ transition: to, from, to, label: to, typeDigest });
