/** A role or a delegation, from a day to a day. */
export interface Held {
  readonly role: string;
  readonly scope: string | null;
  readonly from: string;
  readonly until: string | null;
}

export const holdsOn = ({ from, until }: Pick<Held, 'from' | 'until'>, day: string): boolean =>
  from <= day && (until === null || day <= until);

/** "clearance (resident coordinator)"; an owner's is what one is focal point or officer-in-charge of. */
export const roleText = ({ role, scope }: Pick<Held, 'role' | 'scope'>): string => {
  const title = role === 'owner' ? 'focal point' : role;
  return scope === null ? title : `${title} (${scope.replaceAll('-', ' ')})`;
};
