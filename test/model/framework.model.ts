import type { Person, Step } from './ask.js';
import { behind, type DirectoryModel, type Hat } from './directory.model.js';
import { frameworkTable, isPossibleFrom } from './tables.js';

interface Word {
  readonly verdict: 'clear' | 'object';
  readonly persons: readonly Person[];
}

const lines = ['entity', 'coordinator'] as const;
type Line = (typeof lines)[number];

/** What a framework revision should do, told from its table. */
export class FrameworkModel {
  state = 'draft';
  owner: Person = 'focal';
  deputy: Person = 'deputy';
  private origin = 'draft';
  /** Everybody who has put a text of it forward. */
  private readonly proposers = new Set<Person>();
  private readonly words = new Map<Line, Word>();

  constructor(private readonly directory: DirectoryModel) {}

  copy(): FrameworkModel {
    const copy = new FrameworkModel(this.directory);
    const { state, owner, deputy, origin } = this;
    Object.assign(copy, { state, owner, deputy, origin });
    for (const one of this.proposers) copy.proposers.add(one);
    for (const [line, word] of this.words) copy.words.set(line, word);
    return copy;
  }

  take(by: Person, step: Step): Hat | null {
    const row = frameworkTable[step.transition];
    if (row === undefined || !isPossibleFrom(row, this.state)) return null;
    const hat = this.directory.hats(by).find((one) => this.mayTake(one, step)) ?? null;
    if (hat === null || !this.isReady(step)) return null;
    const before = this.state;
    if (row.to !== undefined) this.state = row.to === 'origin' ? this.origin : row.to;
    this.change(hat, step, before);
    return hat;
  }

  assign(by: Person, owner: Person, deputy: Person): boolean {
    if (!this.directory.hats(by).some((hat) => this.directory.counts(hat, 'registrar'))) return false;
    if (owner === deputy || (owner === this.owner && deputy === this.deputy)) return false;
    [this.owner, this.deputy] = [owner, deputy];
    return true;
  }

  private mayTake(hat: Hat, { transition, line }: Step): boolean {
    const isRegistrar = this.directory.counts(hat, 'registrar');
    switch (transition) {
      case 'clear':
      case 'object': {
        const others = this.words.get(line === 'entity' ? 'coordinator' : 'entity')?.persons ?? [];
        const kept = new Set([...this.proposers, ...others]);
        return this.directory.counts(hat, `clearance/${line}`) && behind(hat).every((one) => !kept.has(one));
      }
      case 'endorse':
      case 'withdraw-endorsement':
      case 'supersede':
        return isRegistrar;
      default:
        return (
          isRegistrar ||
          this.directory.answersAs(hat, this.owner, 'framework') ||
          this.directory.answersAs(hat, this.deputy, 'framework')
        );
    }
  }

  private isReady({ transition, reason, ground, decidedBy, digest, line, comment }: Step): boolean {
    const principals = decidedBy === 'unsdg-principals';
    switch (transition) {
      case 'put-into-use':
        return ground;
      case 'return-to-drafting':
      case 'abandon':
        return reason;
      case 'clear':
        return digest !== 'stale' && this.words.get(line)?.verdict !== 'clear';
      case 'object':
        return digest !== 'stale' && comment;
      case 'endorse':
        return principals && lines.every((one) => this.words.get(one)?.verdict === 'clear');
      case 'withdraw-endorsement':
        return principals && reason;
      default:
        return true;
    }
  }

  private change(hat: Hat, { transition, line }: Step, before: string): void {
    switch (transition) {
      case 'finalize':
        this.origin = before;
        this.words.clear();
        for (const one of behind(hat)) this.proposers.add(one);
        break;
      case 'return-to-drafting':
        this.words.clear();
        break;
      case 'clear':
      case 'object':
        this.words.set(line, { verdict: transition, persons: behind(hat) });
        break;
    }
  }
}
