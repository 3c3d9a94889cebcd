import { type Ask, beginnings, type Delegated, type GivenRole, type Item, type Person } from './ask.js';

interface Lent {
  readonly from: Person;
  readonly to: Person;
  readonly role: Delegated;
}

/** In what capacity somebody could take a step. */
export interface Hat {
  readonly who: Person;
  /** For whom; null: for themselves. */
  readonly onBehalfOf: Person | null;
}
export const behind = ({ who, onBehalfOf }: Hat): readonly Person[] =>
  onBehalfOf === null ? [who] : [who, onBehalfOf];

/** Who holds what, and who may do it for them, in the plainest way there is. */
export class DirectoryModel {
  private readonly held = new Set(beginnings.map(([person, role]) => `${person}:${role}`));
  private lent: readonly Lent[] = [];

  holds = (person: Person, role: GivenRole): boolean => this.held.has(`${person}:${role}`);

  /** What was lent for one item says nothing of the next. */
  forgetItems(): void {
    this.lent = this.lent.filter(({ role }) => role !== 'owner/action');
  }

  /** Their own hat first, then that of each whom they act for, by name. */
  hats(who: Person): readonly Hat[] {
    const others = [...new Set(this.lent.filter(({ to }) => to === who).map(({ from }) => from))].sort();
    return [{ who, onBehalfOf: null }, ...others.map((onBehalfOf) => ({ who, onBehalfOf }))];
  }

  /** Whether the role counts under a hat: one's own, or lent by whoever holds it still. */
  counts({ who, onBehalfOf }: Hat, role: GivenRole): boolean {
    if (onBehalfOf === null) return this.holds(who, role);
    return this.isLent(onBehalfOf, who, role) && this.holds(onBehalfOf, role);
  }

  /** Whether one answers for an item under a hat, as the party does who is named there. */
  answersAs({ who, onBehalfOf }: Hat, party: Person | null, item: Item): boolean {
    if (party === null) return false;
    if (onBehalfOf === null) return who === party;
    const lent = this.isLent(onBehalfOf, who, 'owner');
    return onBehalfOf === party && (lent || (item === 'action' && this.isLent(party, who, 'owner/action')));
  }

  /** Whether it is accepted; then it is so. */
  role({ person, role, end }: Extract<Ask, { kind: 'role' }>): boolean {
    if (this.holds(person, role) !== end) return false;
    if (end) this.held.delete(`${person}:${role}`);
    else this.held.add(`${person}:${role}`);
    return true;
  }

  /** Whether there is something to delegate, or to end. */
  mightDelegate({ from, to, role, end }: Extract<Ask, { kind: 'delegate' }>): boolean {
    if (this.isLent(from, to, role) !== end || from === to) return false;
    return end || role === 'owner' || role === 'owner/action' || this.holds(from, role);
  }

  delegate({ by, from, to, role, end }: Extract<Ask, { kind: 'delegate' }>): boolean {
    const isThere = this.isLent(from, to, role);
    if (end) {
      if (!isThere || from === to || (by !== from && by !== to)) return false;
      this.lent = this.lent.filter((one) => one.from !== from || one.to !== to || one.role !== role);
      return true;
    }
    const may = role === 'owner' || role === 'owner/action' || this.holds(from, role);
    if (by !== from || from === to || isThere || !may) return false;
    this.lent = [...this.lent, { from, to, role }];
    return true;
  }

  private isLent(from: Person, to: Person, role: Delegated): boolean {
    return this.lent.some((one) => one.from === from && one.to === to && one.role === role);
  }
}
