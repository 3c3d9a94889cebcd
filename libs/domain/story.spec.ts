import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import {
  blockedBy,
  decideItem,
  type EffectiveOn,
  type EndorsePlanCommand,
  endorsePlan,
  evolveItem,
  exactly,
  foldItem,
  foldItemAsOf,
  type ItemCommand,
  type ItemEvent,
  isOverdue,
  type LinkedItem,
  openItem,
  type PublishedType,
  parseEffectiveOn,
  parseType,
  printStatus,
  type Recorded,
  type RoleName,
  startStanding,
  timeliness,
} from '#domain';

interface Step extends Omit<Partial<ItemCommand>, 'effectiveOn' | 'decidedBy'> {
  readonly day: string;
  readonly as: string;
  readonly item: string;
  readonly transition: string;
  readonly effective: string;
  readonly 'decided-by'?: string;
}

const read = <T>(file: string): T =>
  parse(readFileSync(new URL(`../../packs/un-reform/${file}`, import.meta.url), 'utf8')) as T;
const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

function type(name: string): PublishedType {
  const parsed = parseType(
    readFileSync(new URL(`../../packs/un-reform/types/${name}.yaml`, import.meta.url), 'utf8'),
    name,
  );
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return { definition: parsed.definition, digest: name };
}
function effective(text: string): EffectiveOn {
  const parsed = parseEffectiveOn(text);
  if (!parsed.ok) throw new Error(parsed.refusal.message);
  return parsed.effectiveOn;
}

/** The pack told to the rules alone, without a ledger. */
class Telling {
  readonly streams = new Map<string, readonly Recorded<ItemEvent>[]>();
  readonly types = new Map(
    ['action-item', 'framework-revision', 'proposal', 'provision'].map((name) => [name, type(name)]),
  );
  readonly people = new Map(
    read<readonly { id: string; roles: readonly { role: RoleName; scope?: string }[] }[]>('people.yaml').map(
      ({ id, roles }) => [id, roles.map(({ role, scope = null }) => ({ role, scope }))] as const,
    ),
  );
  readonly bodies = new Map(
    read<readonly { id: string; name: string }[]>('bodies.yaml').map(({ id, name }) => [id, name] as const),
  );

  events(item: string): readonly Recorded<ItemEvent>[] {
    return this.streams.get(item) ?? [];
  }

  record(
    item: string,
    events: readonly ItemEvent[],
    day: string,
    effectiveOn: EffectiveOn,
    actor: string,
  ): void {
    const before = this.events(item);
    const added = events.map((event, index) => {
      const version = before.length + index + 1;
      const envelope = {
        ledger: 'main',
        position: version,
        stream: `item:${item}`,
        version,
        schemaVersion: 1,
      };
      const about = { decidedBy: null, actor, commandId: 'c', correlationId: 'c', causationId: null };
      return { ...event, ...envelope, ...about, recordedAt: `${day}T00:00:00Z`, effectiveOn };
    });
    this.streams.set(item, [...before, ...added]);
  }

  actor(id: string) {
    return { id, roles: this.people.get(id) ?? [] };
  }

  opening(day: string, as: string) {
    return {
      today: day,
      actor: this.actor(as),
      types: this.types,
      items: new Set(this.streams.keys()),
      people: new Set(this.people.keys()),
      bodies: new Set(this.bodies.keys()),
    };
  }

  linked(day: string): ReadonlyMap<string, LinkedItem> {
    const stands = (item: string): LinkedItem[] => {
      const state = foldItemAsOf(this.events(item), day);
      const title = state && this.types.get(state.itemType)?.definition.states[state.state]?.title.en;
      return state
        ? [
            {
              item,
              title: state.title,
              state: state.state,
              stateTitle: title ?? '',
              waitsFor: [],
              itemType: state.itemType,
              comesAfter: [],
              cites: [],
              outcomes: [],
            },
          ]
        : [];
    };
    return new Map([...this.streams.keys()].flatMap(stands).map((one) => [one.item, one]));
  }

  tell({ day, as, item: named, effective: text, 'decided-by': decidedBy, ...step }: Step): void {
    const item = this.streams.has(named) ? named : `office-plan-2019-20.${named}`;
    const state = foldItem(this.events(item));
    const published = this.types.get(state?.itemType ?? '');
    if (published === undefined) throw new Error(`There is no item ${named}.`);
    const effectiveOn = effective(text);
    const command = { fields: {}, ...step, effectiveOn, ...(decidedBy === undefined ? {} : { decidedBy }) };
    const decision = decideItem(state, command, {
      today: day,
      actor: this.actor(as),
      definition: published.definition,
      typeDigest: published.digest,
      linked: this.linked(effectiveOn.latest ?? day),
      planBody: 'governing-body',
      bodies: this.bodies,
      sha256,
    });
    if (!decision.accepted)
      throw new Error(`${named}: ${decision.refusals.map(({ message }) => message).join(' ')}`);
    this.record(item, decision.events, day, effectiveOn, as);
  }
}

function told(): Telling {
  const telling = new Telling();
  const plan = read<
    Omit<EndorsePlanCommand, 'items'> & {
      type: string;
      items: readonly Omit<EndorsePlanCommand['items'][number], 'itemType'>[];
      endorsement: { as: string; day: string; effective: string };
    }
  >('plans/office-plan-2019-20.yaml');
  const { as, day, effective: text } = plan.endorsement;
  const items = plan.items.map((item) => ({ ...item, itemType: plan.type }));
  const endorsed = endorsePlan(
    null,
    { ...plan, items, effectiveOn: effective(text) },
    telling.opening(day, as),
  );
  if (!endorsed.accepted) throw new Error(JSON.stringify(endorsed.refusals));
  for (const { item, events } of endorsed.items) telling.record(item, events, day, effective(text), as);

  for (const item of read<
    readonly (Parameters<typeof openItem>[0] & { type: string; as: string; day: string; effective: string })[]
  >('items.yaml')) {
    const effectiveOn = effective(item.effective);
    const opened = openItem(
      { ...item, itemType: item.type, effectiveOn },
      telling.opening(item.day, item.as),
    );
    if (!opened.accepted) throw new Error(JSON.stringify(opened.refusals));
    telling.record(item.item, opened.events, item.day, effectiveOn, item.as);
  }
  for (const step of read<readonly Step[]>('story.yaml')) if ('transition' in step) telling.tell(step);
  return telling;
}

describe('the pack’s story, judged by the rules', () => {
  const telling = told();
  const { definition } = type('action-item');
  const numbers = Array.from({ length: 12 }, (_, index) => String(index + 1));
  const asOf = (day: string) =>
    numbers.flatMap((number) => foldItemAsOf(telling.events(`office-plan-2019-20.${number}`), day) ?? []);
  const numbersWhere = (day: string, holds: (state: ReturnType<typeof asOf>[number]) => boolean) =>
    asOf(day)
      .filter(holds)
      .map(({ number }) => number);

  it('prints the appendix on the date of the paper', () => {
    const phrase =
      'following the revision and UNSDG endorsement of the Management and Accountability Framework';
    expect(asOf('2020-09-30').map((state) => printStatus(definition, state, '2020-09-30'))).toEqual([
      'Completed/ongoing',
      'Ongoing',
      'Completed',
      'Ongoing',
      'Ongoing',
      'Starting 2020',
      'Starting 2020',
      'Ongoing',
      'Ongoing',
      'Completed',
      `Starting 2020 ${phrase}`,
      'Ongoing',
    ]);
  });

  it('prints nothing, and lets nothing wait, on the day the plan was endorsed', () => {
    const opened = asOf('2019-03-31');
    expect(opened).toHaveLength(12);
    expect(opened.map((state) => printStatus(definition, state, '2019-03-31'))).toEqual(
      opened.map(() => null),
    );
    expect(opened.flatMap((state) => blockedBy(definition, state))).toEqual([]);
  });

  it('has the paper’s overdue set, of which 11 is blocked', () => {
    const day = '2020-09-30';
    expect(numbersWhere(day, (state) => isOverdue(definition, state, day))).toEqual([
      '4',
      '6',
      '7',
      '8',
      '9',
      '11',
      '12',
    ]);
    expect(numbersWhere(day, (state) => blockedBy(definition, state).includes('maf'))).toEqual(['11']);
    expect(numbersWhere(day, (state) => startStanding(state, day) === 'missed')).toEqual(['6', '7', '11']);
  });

  it('does not know whether item 10 was on time', () => {
    const ten = foldItem(telling.events('office-plan-2019-20.10'));
    expect(ten && timeliness(definition, ten)).toBe('unknown');
  });

  it('has the framework provisionally in use, under review', () => {
    const framework = type('framework-revision').definition;
    const maf = telling.events('maf').reduce<ReturnType<typeof foldItem>>(evolveItem, null);
    expect(maf && printStatus(framework, maf, '2020-09-30')).toBe('Provisional, under review');
    const guidance = foldItem(telling.events('cf-guidance'));
    expect(guidance).toMatchObject({
      state: 'issued',
      companions: [{}, {}, {}].map(() => expect.any(String)),
    });
  });

  it('refuses the start of item 11', () => {
    const start = {
      day: '2020-09-30',
      as: 'focal-11',
      item: '11',
      transition: 'start',
      effective: exactly('2020-09-30').text,
    };
    expect(() => telling.tell(start)).toThrow('stands at “Provisional, under review”');
  });
});
