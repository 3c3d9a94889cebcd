import type { Actor } from '../decide/item-command.js';
import type { Day } from '../due/due-form.js';
import type { DecisionReference, Grounds, Illustrative, RoleName } from '../events/index.js';
import { isId } from '../id.js';
import { stated } from '../not-stated.js';
import { type Decision, type Refusal, refuse } from '../refusal.js';
import { quoted } from '../sentence.js';

/** What the rules of the directory may look at besides the stream itself. */
export interface DirectoryContext {
  /** The ledger's today; roles are judged as held on it. */
  readonly today: Day;
  readonly actor: Actor;
  /** The ledger's founders, who administer it without a role on record. */
  readonly administrators: readonly string[];
}

export function judgeId(id: string, field: string): readonly Refusal[] {
  if (isId(id)) return [];
  const message = `${quoted(id)} cannot be an id: it takes a small letter or digit, then letters, digits, ".", "_" or "-", at most 100 in all.`;
  return [refuse('LEDGER.ID_INVALID', message, { id }, field)];
}

/** Text that a person reads is there. */
export function judgeText(text: string, field: string): readonly Refusal[] {
  if (text.trim() !== '') return [];
  return [refuse('LEDGER.FIELD_MISSING', `“${field}” may not be blank.`, { field }, field)];
}

export function mayAdminister(context: DirectoryContext): readonly Refusal[] {
  const { actor, administrators } = context;
  return administrators.includes(actor.id) ? [] : mustHold(['administrator'], actor);
}

export const mayRegister = ({ actor }: Pick<DirectoryContext, 'actor'>): readonly Refusal[] =>
  mustHold(['registrar'], actor);

/** For whom somebody puts something on record who is a registrar by delegation only. */
export function registrarFor({ actor }: Pick<DirectoryContext, 'actor'>): { readonly onBehalfOf?: string } {
  if (actor.roles.some(({ role }) => role === 'registrar')) return {};
  const lent = actor.delegations?.find(({ role }) => role === 'registrar');
  return lent === undefined ? {} : { onBehalfOf: lent.by };
}

/** Puts items on another version of their type. */
export const mayMigrate = ({ actor }: Pick<DirectoryContext, 'actor'>): readonly Refusal[] =>
  mustHold(['registrar', 'administrator'], actor);

function mustHold(anyOf: readonly RoleName[], actor: Actor): readonly Refusal[] {
  const holds = ({ role }: { readonly role: string }): boolean => anyOf.some((one) => one === role);
  if (actor.roles.some(holds) || actor.delegations?.some(holds) === true) return [];
  const facts = { actor: actor.id, anyOf, roles: actor.roles.map(({ role }) => role) };
  return [refuse('PERSON.ROLE_MISSING', `This takes the role ${anyOf.join(' or ')}, as held today.`, facts)];
}

/** Accepted with these events unless something speaks against it. */
export function unless<E>(refusals: readonly Refusal[], ...events: readonly E[]): Decision<E> {
  const [first, ...others] = refusals;
  return first === undefined ? { accepted: true, events } : { accepted: false, refusals: [first, ...others] };
}

/** What a command of the directory may say beside its own fields. */
export interface OnRecordFields {
  readonly reason?: string;
  readonly ground?: string | null;
  readonly decision?: DecisionReference;
  readonly illustrative?: readonly Illustrative[];
  /** Found out by the rules, never said by whoever sends the command. */
  readonly onBehalfOf?: string;
}

export function groundsIn({ reason, ground, decision, illustrative, onBehalfOf }: OnRecordFields): Grounds {
  return {
    ...(onBehalfOf === undefined ? {} : { onBehalfOf }),
    ...(reason === undefined ? {} : { reason }),
    ...(ground === undefined ? {} : { ground: statedIn(ground) }),
    ...(decision === undefined ? {} : { decision: decisionStated(decision) }),
    ...(illustrative === undefined || illustrative.length === 0 ? {} : { illustrative }),
  };
}

/** Words, or null where they say that the source does not state it. */
const statedIn = (text: string | null): string | null => (text === null ? null : stated(text));

/** A decision as it is kept: what its source does not state is kept as null. */
export function decisionStated({ session, reference }: DecisionReference): DecisionReference {
  return {
    ...(session === undefined ? {} : { session: statedIn(session) }),
    ...(reference === undefined ? {} : { reference: statedIn(reference) }),
  };
}

export const idIn = (stream: string): string => stream.slice(stream.indexOf(':') + 1);
