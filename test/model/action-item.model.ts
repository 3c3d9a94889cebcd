import type { Person, Step } from './ask.js';
import { behind, type DirectoryModel, type Hat } from './directory.model.js';
import type { FrameworkModel } from './framework.model.js';
import { actionTable, isPossibleFrom } from './tables.js';

const isApart = (hat: Hat, from: Iterable<Person>): boolean => {
  const others = new Set(from);
  return behind(hat).every((one) => !others.has(one));
};

/** What an action item should do, told from its table. */
export class ActionItemModel {
  state = 'agreed';
  owner: Person = 'focal';
  deputy: Person = 'deputy';
  /** Everybody who has answered for it. */
  readonly parties = new Set<Person>(['focal', 'deputy']);
  private isPlanned = false;
  private waits = false;
  private evidence = 0;
  private readonly open = new Set(['a', 'b']);
  private year = 2025;
  /** The year asked for, and everybody behind the asking since the last answer. */
  private asked: { year: number; askers: Set<Person> } | null = null;

  constructor(
    private readonly directory: DirectoryModel,
    private readonly beside: { readonly framework: FrameworkModel },
  ) {}

  copy(): ActionItemModel {
    const copy = new ActionItemModel(this.directory, this.beside);
    const { state, owner, deputy, isPlanned, waits, evidence, year, asked } = this;
    Object.assign(copy, { state, owner, deputy, isPlanned, waits, evidence, year });
    copy.asked = asked === null ? null : { year: asked.year, askers: new Set(asked.askers) };
    copy.parties.clear();
    for (const one of this.parties) copy.parties.add(one);
    for (const part of ['a', 'b']) if (!this.open.has(part)) copy.open.delete(part);
    return copy;
  }

  /** Whether it is accepted, and under which hat; then it is so. */
  take(by: Person, step: Step): Hat | null {
    const row = actionTable[step.transition];
    if (row === undefined || !isPossibleFrom(row, this.state)) return null;
    const hat = this.directory.hats(by).find((one) => this.mayTake(one, step)) ?? null;
    if (hat === null || !this.isReady(step)) return null;
    // Who stands in for them has answered for it as they have.
    if (hat.onBehalfOf === this.owner || hat.onBehalfOf === this.deputy) this.parties.add(hat.who);
    this.change(hat, step);
    if (row.to !== undefined) this.state = row.to;
    if (step.evidence) this.evidence += 1;
    return hat;
  }

  assign(by: Person, owner: Person, deputy: Person): boolean {
    if (!this.directory.hats(by).some((hat) => this.directory.counts(hat, 'registrar'))) return false;
    if (owner === deputy || (owner === this.owner && deputy === this.deputy)) return false;
    [this.owner, this.deputy] = [owner, deputy];
    this.parties.add(owner).add(deputy);
    return true;
  }

  private answers = (hat: Hat): boolean =>
    this.isOwner(hat) || this.directory.answersAs(hat, this.deputy, 'action');
  private isOwner = (hat: Hat): boolean => this.directory.answersAs(hat, this.owner, 'action');
  /** Nobody who has ever answered for it, nor who stands in today for those who do. */
  private isOutside = (hat: Hat): boolean =>
    isApart(hat, this.parties) && !this.directory.hats(hat.who).some(this.answers);

  /** Who it is for, and whom it is to be kept apart from. */
  private mayTake(hat: Hat, { transition, decidedBy }: Step): boolean {
    const isApprover = this.directory.counts(hat, 'approver');
    switch (transition) {
      case 'plan-start':
        return this.isOwner(hat);
      case 'remove-prerequisite':
      case 'reopen':
        return isApprover && this.isOutside(hat);
      case 'extend-due':
      case 'decline-extension':
        return isApprover && isApart(hat, this.asked?.askers ?? []);
      case 'discontinue':
        if (decidedBy === 'governing-body') return isApprover || this.directory.counts(hat, 'registrar');
        return decidedBy === null && isApprover && this.isOutside(hat);
      default:
        return this.answers(hat);
    }
  }

  private get isFree(): boolean {
    return !this.waits || ['endorsed', 'issued', 'superseded'].includes(this.beside.framework.state);
  }

  /** Whatever else its table asks for. */
  private isReady({ transition, reason, ground, evidence, part, year }: Step): boolean {
    switch (transition) {
      case 'plan-start':
        return reason || !this.isPlanned;
      case 'link-prerequisite':
        return reason && ground && !this.waits;
      case 'remove-prerequisite':
        return reason && ground && this.waits;
      case 'start':
        return this.isFree;
      case 'attach-evidence':
        return evidence;
      case 'complete-part':
        return evidence && this.open.has(part);
      case 'deliver-and-continue':
      case 'complete':
        return this.isFree && this.open.size === 0 && (evidence || this.evidence > 0);
      case 'request-extension':
        return reason && year !== null && year > this.year;
      case 'extend-due':
        return this.asked !== null && (year ?? this.asked.year) > this.year;
      case 'decline-extension':
        return reason && this.asked !== null;
      case 'discontinue':
        return reason;
      case 'reopen':
        return reason && this.isFree;
      default:
        return true;
    }
  }

  private change(hat: Hat, { transition, part, year }: Step): void {
    switch (transition) {
      case 'plan-start':
        this.isPlanned = true;
        break;
      case 'link-prerequisite':
        this.waits = true;
        break;
      case 'remove-prerequisite':
        this.waits = false;
        break;
      case 'complete-part':
        this.open.delete(part);
        break;
      case 'request-extension':
        this.asked = {
          year: year ?? 0,
          askers: new Set([...(this.asked?.askers ?? []), ...behind(hat)]),
        };
        break;
      case 'extend-due':
        this.year = year ?? this.asked?.year ?? this.year;
        this.asked = null;
        break;
      case 'decline-extension':
        this.asked = null;
        break;
    }
  }
}
