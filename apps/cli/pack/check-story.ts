import {
  fieldsOfTransition,
  parseDue,
  type TransitionDefinition,
  type TypeDefinition,
  transitionNamed,
} from '#domain';
import type { Entry } from './entry.js';
import { hint } from './hint.js';
import type { KnownItem } from './known.js';
import type { Pack } from './pack.js';
import type { StoryStep } from './pack.schema.js';
import type { Report } from './report.js';

type Advance = Extract<StoryStep, { readonly kind: 'advance' }>;
type PlaceOf = Entry<StoryStep>['place'];

/** Steps that name what is there, by people who may, in the order of their days, and in no circle. */
export function checkStory(pack: Pack, report: Report): void {
  const { story } = pack;
  report.unique(
    'step',
    story.map(({ value, place }) => ({ id: value.step, place: place('step') })),
  );
  const waits = new Waits();
  story.forEach(({ value, place }, index) => {
    const { people } = report.known;
    report.mustBe('person', value.as, people, place('as'));
    report.mustBe('body or person', value['decided-by'], report.parties(), place('decided-by'));
    report.effective(value.effective, value.day, place('effective'));
    const before = story[index - 1]?.value.day;
    if (before !== undefined && value.day !== undefined && value.day < before)
      report.add(
        place('day'),
        `${value.day} comes before the step above (${before}): the clock moves forward only.`,
      );
    if (value.kind === 'advance') checkTransition(value, place, report, waits);
    else {
      const plans = pack.plans.map((plan) => plan.value.plan);
      report.mustBe('plan', value.plan, plans, place('publish'));
      report.holds(value.as, ['registrar'], 'publish a paper', place('as'));
    }
  });
}

function checkTransition(step: Advance, place: PlaceOf, report: Report, waits: Waits): void {
  const { items, types } = report.known;
  report.mustBe('item', step.item, [...items.keys()], place('item'));
  const item = items.get(step.item);
  const definition = types.get(item?.type ?? '');
  if (item === undefined || definition === undefined) return;
  const name = transitionNamed(step.transition, definition);
  const transition = name === null ? undefined : definition.transitions[name];
  if (transition === undefined) {
    const known = Object.keys(definition.transitions);
    report.mustBe(`transition of ${definition.id}`, step.transition, known, place('transition'));
    return;
  }
  if (transition.byReaction === true)
    report.add(place('transition'), `The ledger itself records "${step.transition}": leave the step out.`);
  checkActor(step, transition, item, place, report);
  checkStepFields(step, transition, place, report);
  const { prerequisite } = step.fields ?? {};
  if (transition.act !== 'link-prerequisite' || prerequisite === undefined) return;
  report.mustBe('item', prerequisite, [...items.keys()], place('fields', 'prerequisite'));
  const linked = items.get(prerequisite);
  if (linked === undefined) return;
  checkStates(step.fields?.states, types.get(linked.type), place, report);
  const circle = waits.link(item.id, linked.id);
  if (circle !== null)
    report.add(place('fields', 'prerequisite'), `This closes a circle: ${circle.join(' waits for ')}.`);
}

/** Which items wait for which, step by step. */
class Waits {
  private readonly links = new Map<string, readonly string[]>();

  /** The circle that the link would close, or null. */
  link(item: string, prerequisite: string): readonly string[] | null {
    const way = this.way(prerequisite, item, new Set());
    if (way !== null) return [item, ...way];
    this.links.set(item, [...(this.links.get(item) ?? []), prerequisite]);
    return null;
  }

  private way(from: string, to: string, seen: Set<string>): readonly string[] | null {
    if (from === to) return [to];
    if (seen.has(from)) return null;
    seen.add(from);
    for (const next of this.links.get(from) ?? []) {
      const way = this.way(next, to, seen);
      if (way !== null) return [from, ...way];
    }
    return null;
  }
}

function checkActor(
  { as }: Advance,
  { guards }: TransitionDefinition,
  item: KnownItem,
  place: PlaceOf,
  report: Report,
): void {
  const { known } = report;
  if (!known.people.includes(as)) return;
  for (const guard of guards) {
    if (guard.kind !== 'role') continue;
    const held = guard.anyOf.filter((who) => {
      if (who === 'owner' || who === 'deputy') return mayStandFor(item[who], as, known.bodies);
      return known.roles.get(as)?.some((role) => role === who) === true;
    });
    if (held.length > 0) continue;
    report.add(place('as'), `"${as}" may not do this: it is for ${guard.anyOf.join(' or ')} of the item.`);
  }
}

/** A body's liaison and others may act for it; who they are, the rules know. */
const mayStandFor = (party: string | undefined, as: string, bodies: readonly string[]): boolean =>
  party !== undefined && (party === as || bodies.includes(party));

function checkStepFields(
  { fields = {}, transition: name }: Advance,
  transition: TransitionDefinition,
  place: PlaceOf,
  report: Report,
): void {
  const taken = fieldsOfTransition(transition);
  const known = taken.map((field) => field.name);
  for (const field of Object.keys(fields))
    if (!known.includes(field))
      report.add(place('fields', field), `"${name}" has no field "${field}".${hint(field, known)}`);
  for (const field of taken)
    if (field.required && (fields[field.name] ?? '').trim() === '')
      report.add(place('fields'), `"${name}" needs the field "${field.name}".`);
  const { latest } = fields;
  for (const field of ['start', 'due']) {
    const text = fields[field];
    if (text === undefined || !known.includes(field)) continue;
    const { periods } = report.known;
    const parsed = parseDue(text, latest === undefined ? { periods } : { periods, latest });
    if (!parsed.ok) report.add(place('fields', field), parsed.refusal.message);
  }
}

/** The states that satisfy a prerequisite are states of the item waited for. */
function checkStates(
  states: string | undefined,
  definition: TypeDefinition | undefined,
  place: PlaceOf,
  report: Report,
): void {
  if (definition === undefined || states === undefined) return;
  for (const state of states.split(',').map((word) => word.trim()))
    report.mustBe(
      `state of ${definition.id}`,
      state,
      Object.keys(definition.states),
      place('fields', 'states'),
    );
}
