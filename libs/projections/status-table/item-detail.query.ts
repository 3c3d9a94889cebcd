import { type ItemState, linesOf, openLines, type TypeDefinition } from '#domain';
import type { Reflected } from '../answers/reflected.answer.js';
import { type Definitions, definitionsOf } from '../catalogue/definitions.js';
import { directory } from '../directory/directory.projection.js';
import { type Names, readNames } from '../directory/names.js';
import { lineageView } from '../lineage/lineage.projection.js';
import { lineageOf } from '../lineage/lineage-of.query.js';
import { reflect } from '../reflect/reflect.js';
import type { Vantage, ViewAccess } from '../reflect/view-access.js';
import type { ItemDetail } from './item-detail.answer.js';
import { segmentsAt } from './segments.js';
import { standingOf } from './standing.query.js';
import { statusTable } from './status-table.projection.js';
import { summarize } from './summarize.js';

/**
 * One item, by its id. Null where none is on record, or it was not there yet on that day.
 *
 * @throws ViewBehind
 */
export async function readItem(
  access: ViewAccess,
  item: string,
  vantage: Vantage = {},
): Promise<ItemDetail | null> {
  const reflected = await reflect(access, [statusTable, directory, lineageView], vantage);
  const standing = await standingOf(access, item, reflected);
  if (standing === null) return null;
  const { facts } = standing;
  const [others, names, lineage] = await Promise.all([
    readOthers(
      access,
      facts.prerequisites.map((prerequisite) => prerequisite.item),
      reflected,
    ),
    readNames(access, [
      ...[facts.owner, facts.deputy, facts.body, facts.extensionRequest?.by ?? null],
      ...facts.signOffs.flatMap(({ person, onBehalfOf }) => [person, onBehalfOf]),
      ...facts.partners.map(({ body }) => body),
    ]),
    lineageOf(access, facts, reflected),
  ]);
  const definitions = await definitionsOf(
    access,
    [facts, ...others.values()].map(({ typeDigest }) => typeDigest),
  );
  return {
    ...reflected,
    ...summarize(standing, definitions, names, reflected.asOf),
    since: facts.since,
    due:
      facts.due === null
        ? null
        : { original: copy(facts.due.original), revised: copyOrNull(facts.due.revised) },
    extensionRequest: requestOf(facts, names),
    prerequisites: facts.prerequisites.map((prerequisite) => ({
      ...prerequisite,
      states: [...prerequisite.states],
      title: others.get(prerequisite.item)?.title ?? prerequisite.item,
      stateTitle: stateTitleOf(others.get(prerequisite.item), definitions),
    })),
    partsList: facts.parts.map(({ id, title, done }) => ({ id, title, done })),
    partners: facts.partners.map(({ partner, body }) => (body === null ? partner : names.decider(body))),
    bases: [...facts.bases],
    chapters: [...facts.chapters],
    companions: [...facts.companions],
    lineage,
    outcomes: [...facts.outcomes],
    evidence: [...facts.evidence],
    lines: lineRows(definitions.of(facts.typeDigest), facts, names),
    contentDigest: facts.contentDigest,
    body: facts.body,
    bodyName: facts.body === null ? null : names.decider(facts.body),
    progress: facts.progress,
    succeeds: facts.succeeds,
    successor: facts.successor,
  };
}

function requestOf({ extensionRequest: request }: ItemState, names: Names): ItemDetail['extensionRequest'] {
  if (request === null) return null;
  const { due, by, onBehalfOf, reason } = request;
  return { due: copy(due), by, byName: names.person(by), onBehalfOf, reason };
}

/** Each line on which it can be cleared, with the last word on it, and whether a word is still waited for. */
function lineRows(definition: TypeDefinition, facts: ItemState, names: Names): ItemDetail['lines'] {
  const none = { verdict: null, person: null, personName: null, comment: null };
  const open = openLines(definition, facts);
  return linesOf(definition, facts).map((line) => {
    const signOff = facts.signOffs.find((given) => given.line === line);
    const awaited = open.includes(line);
    if (signOff === undefined) return { line, awaited, ...none, onBehalfOf: null, onBehalfOfName: null };
    const { verdict, person, comment, onBehalfOf } = signOff;
    const onBehalfOfName = onBehalfOf === null ? null : names.person(onBehalfOf);
    const personName = names.person(person);
    return { line, awaited, verdict, person, personName, comment, onBehalfOf, onBehalfOfName };
  });
}

async function readOthers(
  access: ViewAccess,
  items: readonly string[],
  reflected: Reflected,
): Promise<ReadonlyMap<string, ItemState>> {
  if (items.length === 0) return new Map();
  const found = await segmentsAt(access, reflected).where('segment.item', 'in', items).execute();
  return new Map(found.map(({ facts }) => [facts.item, facts]));
}

/** Where an item waited for stands on the day; null where it is not there yet. */
const stateTitleOf = (facts: ItemState | undefined, definitions: Definitions): string | null =>
  facts === undefined
    ? null
    : (definitions.of(facts.typeDigest).states[facts.state]?.title.en ?? facts.state);

type Form = NonNullable<ItemState['due']>['original'];
const copy = (form: Form) => ({ ...form, readings: [...form.readings] });
const copyOrNull = (form: Form | null) => (form === null ? null : copy(form));
