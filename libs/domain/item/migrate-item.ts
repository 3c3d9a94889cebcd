import type { Actor } from '../decide/item-command.js';
import { mayMigrate, registrarFor } from '../directory/directory-rules.js';
import type { PublishedType } from '../directory/type.js';
import type { Day } from '../due/due-form.js';
import type { ItemEvent, StateMark, TouchedPaper } from '../events/index.js';
import { touchedPapers } from '../paper/touched-papers.js';
import { type Decision, type Refusal, refuse } from '../refusal.js';
import { either, quoted } from '../sentence.js';
import { filledIn, type ItemFields, judgeItemFields } from './item-fields.js';
import type { ItemState } from './item-state.js';

export interface MigrateItemCommand {
  readonly reason: string;
  readonly ground?: string;
  /** What the new version asks of the item that it does not say yet. */
  readonly fields?: ItemFields;
}

export interface MigrationContext {
  readonly today: Day;
  readonly actor: Actor;
  /** Published about the item's plan. */
  readonly papers?: readonly TouchedPaper[];
  /** Every version of the item's type, oldest first. */
  readonly versions: readonly PublishedType[];
  /** The version to go to; the newest where null. */
  readonly version: number | null;
}

/** Puts an item on a later version of its type, for a reason; a registrar or an administrator does. */
export function migrateItem(
  state: ItemState | null,
  command: MigrateItemCommand,
  context: MigrationContext,
): Decision<ItemEvent> {
  const refusals: Refusal[] = [...mayMigrate(context)];
  if (command.reason.trim() === '')
    refusals.push(
      refuse('ITEM.REASON_MISSING', 'Say why it is to be judged by another version.', {}, 'reason'),
    );
  if (state === null) return refused(refuse('ITEM.UNKNOWN', 'There is no such item.'));
  const outcome = migrationOf(state, context, command.fields);
  refusals.push(...outcome.refusals);
  const [first, ...others] = refusals;
  if (first !== undefined) return { accepted: false, refusals: [first, ...others] };
  if (outcome.event === null) return refused(refuse('ITEM.NOTHING_TO_DO', 'This changes nothing.'));
  const { reason, ground } = command;
  // Another version may print another status: also on the day that a paper tells of.
  const touches = touchedPapers(context.papers, context.today);
  const data = {
    ...outcome.event.data,
    reason,
    ...(ground === undefined ? {} : { ground }),
    ...(touches.length === 0 ? {} : { touches }),
    ...registrarFor(context),
  };
  return { accepted: true, events: [{ type: 'ItemMigrated', data }] };
}

const refused = (refusal: Refusal): Decision<never> => ({ accepted: false, refusals: [refusal] });

interface MigrationOutcome {
  readonly event: Extract<ItemEvent, { readonly type: 'ItemMigrated' }> | null;
  readonly refusals: readonly Refusal[];
}

/** Where the item would stand by the version, and what speaks against it whoever asks. */
export function migrationOf(
  state: ItemState,
  { versions, version }: Pick<MigrationContext, 'versions' | 'version'>,
  more: ItemFields = {},
): MigrationOutcome {
  const from = versions.find(({ digest }) => digest === state.typeDigest);
  const to =
    version === null ? versions.at(-1) : versions.find(({ definition }) => definition.version === version);
  if (from === undefined || to === undefined) {
    const known = versions.map(({ definition }) => definition.version);
    const message = `There is no version ${version} of ${quoted(state.itemType)}; there are ${either(known.map(String), 'and')}.`;
    return faulty(refuse('TYPE.VERSION', message, { version, known }, 'version'));
  }
  const [fromVersion, toVersion] = [from.definition.version, to.definition.version];
  if (toVersion <= fromVersion) {
    const message = `It is on version ${fromVersion} of ${quoted(state.itemType)} already.`;
    return faulty(refuse('ITEM.NOTHING_TO_DO', message, { fromVersion, toVersion }, 'version'));
  }
  const steps = versions.filter(
    ({ definition }) => definition.version > fromVersion && definition.version <= toVersion,
  );
  const mapped = (old: string): string =>
    steps.reduce((now, { definition }) => definition.migrates?.states?.[now] ?? now, old);
  const next = mapped(state.state);
  const { states } = to.definition;
  const fields = filledIn({ ...state.fields, ...more });
  const refusals: Refusal[] = [...judgeItemFields(to.definition, fields ?? {}, 'fields.')];
  if (!Object.hasOwn(states, next)) refusals.push(unmapped(state, to));
  const way = state.path.slice(0, -1).map(mapped);
  const path = [...way.filter((one) => Object.hasOwn(states, one) && one !== next), next];
  const marks = (['begun', 'done', 'final'] as const).filter(
    (mark: StateMark) => states[next]?.[mark] === true,
  );
  const data = {
    ...{ fromDigest: from.digest, fromVersion, typeDigest: to.digest, toVersion },
    ...{ from: state.state, state: next, path, marks },
    ...(fields === undefined ? {} : { fields }),
  };
  return { event: refusals.length > 0 ? null : { type: 'ItemMigrated', data }, refusals };
}

const faulty = (refusal: Refusal): MigrationOutcome => ({ event: null, refusals: [refusal] });

function unmapped({ state }: ItemState, { definition }: PublishedType): Refusal {
  const known = Object.keys(definition.states);
  const message = `It stands at ${quoted(state)}, which version ${definition.version} of ${quoted(definition.id)} does not have. Publish a version that says where it goes: migrates: { states: { ${state}: … } }, to one of ${either(known)}.`;
  return refuse(
    'ITEM.STATE_UNMAPPED',
    message,
    { state, version: definition.version, states: known },
    'version',
  );
}
