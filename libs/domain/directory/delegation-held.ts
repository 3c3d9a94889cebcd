import type { Day } from '../due/due-form.js';
import type {
  DelegatedRole,
  DelegationEnded,
  DelegationGiven,
  DelegationReceived,
  DelegationReturned,
} from '../events/index.js';

/** One delegation, as either of the two persons has it. */
export interface DelegationHeld {
  /** The other of the two. */
  readonly other: string;
  readonly role: DelegatedRole;
  readonly scope: string | null;
  readonly from: Day;
  /** Last day on which it is in force; null: until ended. */
  readonly until: Day | null;
}

type DelegationEvent = DelegationGiven | DelegationEnded | DelegationReceived | DelegationReturned;

/** With a delegation more, or with one that is in force on its last day ended on that day. */
export function withDelegation(
  held: readonly DelegationHeld[],
  other: string,
  { type, data }: DelegationEvent,
): readonly DelegationHeld[] {
  const { role, scope = null, until = null } = data;
  if (type === 'DelegationGiven' || type === 'DelegationReceived')
    return [...held, { other, role, scope, from: data.from, until }];
  const ends = (one: DelegationHeld): boolean =>
    one.other === other && one.role === role && one.scope === scope && isInForce(one, until ?? '');
  return held.map((one) => (ends(one) ? { ...one, until } : one));
}

export const isInForce = ({ from, until }: Pick<DelegationHeld, 'from' | 'until'>, day: Day): boolean =>
  from <= day && (until === null || day <= until);
