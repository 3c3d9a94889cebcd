import { judgeItemFields, judgePeriodDays, judgePeriodName } from '#domain';
import { checkStory } from './check-story.js';
import type { Entry } from './entry.js';
import { type Fault, inOrder, type Place } from './fault.js';
import { plannedId, survey } from './known.js';
import type { Pack, PlanEntry } from './pack.js';
import { Report } from './report.js';

/**
 * Checks without a server what a schema cannot say: types as the ledger would publish them, references
 * between the files, due texts, roles and days. What only the rules can judge shows when the pack is loaded.
 *
 * @param isHeadRead false where the pack's head does not fit, so that nothing is known of its clock
 */
export function checkPack(pack: Pack, isHeadRead = true): readonly Fault[] {
  const { known, faults } = survey(pack);
  const report = new Report(known);
  if (isHeadRead) checkHead(pack, report);
  checkPeriods(pack, report);
  checkDirectory(pack, report);
  for (const plan of pack.plans) checkPlan(plan, pack, report);
  checkItems(pack, report);
  checkStory(pack, report);
  return inOrder([...faults, ...report.faults]);
}

function checkHead({ head, plans, items, story }: Pack, report: Report): void {
  const { ledger, today } = head.value;
  const isSimulated = ledger.clock === 'simulated';
  if (isSimulated && ledger.at === undefined)
    report.add(head.place('ledger'), 'A simulated clock needs the day on which it begins, as "at".');
  if (!isSimulated && ledger.at !== undefined)
    report.add(head.place('ledger', 'at'), 'A real clock begins when it is started: leave "at" out.');
  if (!isSimulated && today !== undefined)
    report.add(head.place('today'), 'A real clock is moved by nobody: leave "today" out.');
  const days = [
    ...plans.map(({ value, place }) => ({
      day: value.endorsement.day,
      place: place('endorsement', 'day'),
      above: place('endorsement'),
    })),
    ...[...items, ...story].map(({ value, place }) => ({
      day: value.day,
      place: place('day'),
      above: place(),
    })),
  ];
  for (const { day, place, above } of days) {
    if (day === undefined && isSimulated)
      report.add(above, 'It says no "day": where the simulated clock stands.');
    if (day === undefined) continue;
    if (!isSimulated)
      report.add(place, 'A real clock is moved by nobody: leave "day" out, and say "effective".');
    else if (ledger.at !== undefined && day < ledger.at)
      report.add(place, `${day} is before the clock begins, on ${ledger.at}.`);
    else if (today !== undefined && day > today)
      report.add(place, `${day} is after the pack’s today, ${today}.`);
  }
}

function checkPeriods({ periods }: Pack, report: Report): void {
  periods.forEach(({ value, place }, index) => {
    const before = periods.slice(0, index).map((period) => period.value);
    const days = judgePeriodDays(value);
    for (const { message, field = 'name' } of days.length > 0 ? days : judgePeriodName(value, before))
      report.add(place(field), message);
  });
}

function checkDirectory({ head, bodies, people }: Pack, report: Report): void {
  const idsOf = (entries: readonly Entry<{ readonly id: string }>[]) =>
    entries.map(({ value, place }) => ({ id: value.id, place: place('id') }));
  report.unique('body', idsOf(bodies));
  report.unique('person', [
    { id: head.value.founder.id, place: head.place('founder', 'id') },
    ...idsOf(people),
  ]);
  for (const { value, place } of bodies)
    report.mustBe('person', value.liaison, report.known.people, place('liaison'));
  for (const { value, place } of people)
    value.roles.forEach(({ role, scope, from, until }, index) => {
      if (role === 'clearance' && scope === undefined)
        report.add(place('roles', index), 'The role clearance needs the line that it is for, as scope.');
      if (role === 'approver')
        report.mustBe('body', scope, report.known.bodies, place('roles', index, 'scope'));
      if (from !== undefined && until !== undefined && until < from)
        report.add(place('roles', index, 'until'), `The role ends on ${until}, before it begins on ${from}.`);
    });
}

function checkPlan({ value: plan, place, items }: PlanEntry, pack: Pack, report: Report): void {
  const { bodies, people } = report.known;
  const { endorsement, components } = plan;
  report.unique(
    'plan',
    pack.plans
      .map((one) => ({ id: one.value.plan, place: one.place('plan') }))
      .filter(({ id }) => id === plan.plan),
  );
  report.mustBe('body', plan.body, bodies, place('body'));
  report.mustBe('type', plan.type, report.types(), place('type'));
  report.mustBe('person', endorsement.as, people, place('endorsement', 'as'));
  report.holds(endorsement.as, ['registrar'], 'put an endorsement on record', place('endorsement', 'as'));
  report.effective(endorsement.effective, endorsement.day, place('endorsement', 'effective'));
  if (items.length === 0) report.add(place('items'), 'A plan has at least one item.');
  report.unique(
    'component',
    components.map(({ id }, index) => ({ id, place: place('components', index, 'id') })),
  );
  report.unique(
    'number',
    items.map((item) => ({ id: item.value.number, place: item.place('number') })),
  );
  const ids = new Map<string, { readonly number: string; readonly place: Place }>();
  for (const item of items) {
    const id = plannedId(plan.plan, item.value);
    const other = ids.get(id);
    if (other !== undefined && other.number !== item.value.number)
      report.add(
        item.place('number'),
        `"${item.value.number}" and "${other.number}" (${other.place.file}:${other.place.line}) both come to the id "${id}": give one an id of its own, as "item".`,
      );
    else ids.set(id, { number: item.value.number, place: item.place('number') });
    checkPlannedItem(item, plan, report);
  }
}

function checkPlannedItem(
  { value: item, place }: PlanEntry['items'][number],
  { type, components }: PlanEntry['value'],
  report: Report,
): void {
  report.mustBe(
    'component',
    item.component,
    components.map(({ id }) => id),
    place('component'),
  );
  report.mustBe('person or body', item.owner, report.parties(), place('owner'));
  report.mustBe('person or body', item.deputy, report.parties(), place('deputy'));
  report.due(item, type, place);
  checkFields(item.fields, type, place, report);
}

function checkFields(
  fields: { readonly [field: string]: string } | undefined,
  type: string,
  place: Entry<unknown>['place'],
  report: Report,
): void {
  const definition = report.known.types.get(type);
  if (definition === undefined) return;
  for (const { message, facts } of judgeItemFields(definition, fields ?? {}, ''))
    report.add(place(`fields.${String(facts.field)}`), message);
}

function checkItems({ items }: Pack, report: Report): void {
  report.unique(
    'item',
    items.map(({ value, place }) => ({ id: value.item, place: place('item') })),
  );
  for (const { value: item, place } of items) {
    report.mustBe('type', item.type, report.types(), place('type'));
    report.mustBe('body', item.body, report.known.bodies, place('body'));
    report.mustBe('person', item.as, report.known.people, place('as'));
    report.holds(item.as, ['registrar'], 'open an item', place('as'));
    report.mustBe('item', item.succeeds, [...report.known.items.keys()], place('succeeds'));
    report.mustBe('person or body', item.owner, report.parties(), place('owner'));
    report.mustBe('person or body', item.deputy, report.parties(), place('deputy'));
    report.due(item, item.type, place);
    report.effective(item.effective, item.day, place('effective'));
    checkFields(
      item.fields,
      item.type,
      (...at) => place(...at.flatMap((step) => String(step).split('.'))),
      report,
    );
  }
}
