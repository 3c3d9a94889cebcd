import { parseDue, parseEffectiveOn, parseType, type TypeDefinition } from '#domain';
import type { Fault, Place } from './fault.js';
import { hint } from './hint.js';
import type { Entry, Pack } from './pack.js';
import type { StoryStep } from './pack.schema.js';

/** What a pack's references may point to. */
interface Known {
  readonly people: readonly string[];
  readonly bodies: readonly string[];
  readonly types: ReadonlyMap<string, TypeDefinition>;
  /** The type of each item, by id; and by number while only one item has it. */
  readonly items: ReadonlyMap<string, string>;
}

/**
 * Checks without a server what a schema cannot say: types as the ledger would publish them, references
 * between the files, due texts and days. What only the rules can judge shows when the pack is loaded.
 */
export function checkPack(pack: Pack): readonly Fault[] {
  const { known, faults } = survey(pack);
  const report = new Faults(known, faults);
  checkDirectory(pack, report);
  checkPlans(pack, report);
  checkItems(pack, report);
  checkStory(pack, report);
  return [...faults].sort((a, b) => a.file.localeCompare(b.file) || a.line - b.line);
}

function survey(pack: Pack): { readonly known: Known; readonly faults: Fault[] } {
  const faults: Fault[] = [];
  const types = new Map<string, TypeDefinition>();
  for (const { file, source } of pack.types) {
    const parsed = parseType(source, file);
    if (parsed.ok) types.set(parsed.definition.id, parsed.definition);
    else faults.push(...parsed.problems);
  }
  const items = new Map<string, string>();
  const numbers = new Map<string, number>();
  for (const { value: plan } of pack.plans)
    for (const { number } of plan.items) {
      items.set(`${plan.plan}.${number}`, plan.type);
      numbers.set(number, (numbers.get(number) ?? 0) + 1);
    }
  for (const { value: plan } of pack.plans)
    for (const { number } of plan.items) if (numbers.get(number) === 1) items.set(number, plan.type);
  for (const { value } of pack.items) items.set(value.item, value.type);
  const people = [pack.head.value.founder.id, ...pack.people.map(({ value }) => value.id)];
  return { known: { people, bodies: pack.bodies.map(({ value }) => value.id), types, items }, faults };
}

class Faults {
  constructor(
    readonly known: Known,
    private readonly faults: Fault[],
  ) {}

  add(place: Place, message: string): void {
    this.faults.push({ ...place, message });
  }

  /** An id, if there is one, must be among the known ones. */
  mustBe(what: string, id: string | undefined, among: readonly string[], place: Place): void {
    if (id !== undefined && !among.includes(id))
      this.add(place, `"${id}" is no ${what} here.${hint(id, among)}`);
  }

  due(text: string | undefined, place: Place): void {
    const parsed = text === undefined ? null : parseDue(text);
    if (parsed?.ok === false) this.add(place, parsed.refusal.message);
  }

  effective(text: string | undefined, place: Place): void {
    const parsed = text === undefined ? null : parseEffectiveOn(text);
    if (parsed?.ok === false) this.add(place, parsed.refusal.message);
  }

  unique(what: string, entries: readonly { readonly id: string; readonly place: Place }[]): void {
    const seen = new Set<string>();
    for (const { id, place } of entries) {
      if (seen.has(id)) this.add(place, `The ${what} "${id}" stands here a second time.`);
      seen.add(id);
    }
  }

  parties(): readonly string[] {
    return [...this.known.people, ...this.known.bodies];
  }
}

function checkDirectory({ bodies, people }: Pack, report: Faults): void {
  report.unique(
    'body',
    bodies.map(({ value, place }) => ({ id: value.id, place: place('id') })),
  );
  report.unique(
    'person',
    people.map(({ value, place }) => ({ id: value.id, place: place('id') })),
  );
  for (const { value, place } of bodies)
    report.mustBe('person', value.liaison, report.known.people, place('liaison'));
  for (const { value, place } of people)
    value.roles.forEach(({ role, scope }, index) => {
      if (role === 'clearance' && scope === undefined)
        report.add(place('roles', index), 'The role clearance needs the line that it is for, as scope.');
      if (role === 'approver')
        report.mustBe('body', scope, report.known.bodies, place('roles', index, 'scope'));
    });
}

function checkPlans({ plans }: Pack, report: Faults): void {
  report.unique(
    'plan',
    plans.map(({ value, place }) => ({ id: value.plan, place: place('plan') })),
  );
  for (const { value: plan, place } of plans) {
    report.mustBe('body', plan.body, report.known.bodies, place('body'));
    report.mustBe('type', plan.type, [...report.known.types.keys()], place('type'));
    report.mustBe('person', plan.endorsement.as, report.known.people, place('endorsement', 'as'));
    report.effective(plan.endorsement.effective, place('endorsement', 'effective'));
    const components = plan.components.map(({ id }) => id);
    report.unique(
      'number',
      plan.items.map(({ number }, index) => ({ id: number, place: place('items', index, 'number') })),
    );
    plan.items.forEach((item, index) => {
      report.mustBe('component', item.component, components, place('items', index, 'component'));
      report.mustBe('person or body', item.owner, report.parties(), place('items', index, 'owner'));
      report.mustBe('person or body', item.deputy, report.parties(), place('items', index, 'deputy'));
      report.due(item.due, place('items', index, 'due'));
    });
  }
}

function checkItems({ items }: Pack, report: Faults): void {
  report.unique(
    'item',
    items.map(({ value, place }) => ({ id: value.item, place: place('item') })),
  );
  for (const { value: item, place } of items) {
    report.mustBe('type', item.type, [...report.known.types.keys()], place('type'));
    report.mustBe('body', item.body, report.known.bodies, place('body'));
    report.mustBe('person', item.as, report.known.people, place('as'));
    report.mustBe('person or body', item.owner, report.parties(), place('owner'));
    report.mustBe('person or body', item.deputy, report.parties(), place('deputy'));
    report.due(item.due, place('due'));
    report.effective(item.effective, place('effective'));
  }
}

function checkStory(pack: Pack, report: Faults): void {
  const { story } = pack;
  report.unique(
    'step',
    story.map(({ value, place }) => ({ id: value.step, place: place('step') })),
  );
  story.forEach((step, index) => {
    const { value, place } = step;
    report.mustBe('person', value.as, report.known.people, place('as'));
    report.mustBe('body or person', value['decided-by'], report.parties(), place('decided-by'));
    report.effective(value.effective, place('effective'));
    const before = story[index - 1]?.value.day;
    if (before !== undefined && value.day < before)
      report.add(
        place('day'),
        `${value.day} comes before the step above (${before}): the clock moves forward only.`,
      );
    if (value.kind === 'advance') checkTransition(value, place, report);
    else
      report.mustBe(
        'plan',
        value.plan,
        pack.plans.map((plan) => plan.value.plan),
        place('publish'),
      );
  });
}

function checkTransition(
  value: Extract<StoryStep, { readonly kind: 'advance' }>,
  place: Entry<StoryStep>['place'],
  report: Faults,
): void {
  const { items, types } = report.known;
  report.mustBe('item', value.item, [...items.keys()], place('item'));
  const definition = types.get(items.get(value.item) ?? '');
  if (definition === undefined) return;
  report.mustBe(
    `transition of ${definition.id}`,
    value.transition,
    Object.keys(definition.transitions),
    place('transition'),
  );
  report.due(value.fields?.start, place('fields', 'start'));
  report.due(value.fields?.due, place('fields', 'due'));
  if (definition.transitions[value.transition]?.act === 'link-prerequisite')
    report.mustBe('item', value.fields?.prerequisite, [...items.keys()], place('fields', 'prerequisite'));
}
