import { addDays, type DelegatedRole } from '#domain';
import type { Delegated, GivenRole } from './ask.js';

/**
 * Days on which something begins or ends, each later than the one before and all long past: so that what
 * is given counts today at once, what is ended is over, and both as often as one likes.
 */
export class Turns {
  private readonly taken = new Map<string, number>();

  next(what: string): string {
    const day = (this.taken.get(what) ?? 0) + 1;
    this.taken.set(what, day);
    return dayOf(day);
  }
}

export const dayOf = (turn: number): string => addDays('2001-01-01', turn);

/** `clearance/entity` as role and scope. */
export function partsOf(written: GivenRole): Parts<'approver' | 'registrar' | 'clearance'>;
export function partsOf(written: Delegated): Parts<DelegatedRole>;
export function partsOf(written: string): Parts<string> {
  const [role = '', scope] = written.split('/');
  return scope === undefined ? { role } : { role, scope };
}
interface Parts<R> {
  readonly role: R;
  readonly scope?: string;
}
