import type { Ask, Item, Person, Step, StepBy } from './ask.js';

/** What became of a try. */
export interface Verdict {
  readonly accepted: boolean;
  /** Why not. */
  readonly codes: readonly string[];
  /** For whom each accepted step was taken, where the answer tells. */
  readonly onBehalfOf?: readonly (string | null)[];
}

/** What is put to the test: the rules alone, or a running server. */
export interface Office {
  step(item: Item, by: StepBy): Promise<Verdict>;
  bulk(item: Item, by: Person, token: 0 | 1, steps: readonly Step[]): Promise<Verdict>;
  /** Both at once; `seen`: each sends the version that both have seen. */
  race(item: Item, sides: readonly [StepBy, StepBy], seen: boolean): Promise<readonly [Verdict, Verdict]>;
  assign(ask: Extract<Ask, { kind: 'assign' }>): Promise<Verdict>;
  role(ask: Extract<Ask, { kind: 'role' }>): Promise<Verdict>;
  delegate(ask: Extract<Ask, { kind: 'delegate' }>): Promise<Verdict>;
}

/** What a step sends, in the words of the API. */
export interface StepBody {
  readonly reason?: string;
  readonly ground?: string;
  readonly evidence?: readonly { readonly kind: 'paragraph'; readonly reference: string }[];
  readonly decidedBy?: string;
  readonly fields: { readonly [name: string]: string };
}

/** The names that a run gives to what the steps are about. */
export interface Names {
  readonly action: string;
  readonly framework: string;
  /** The digest of the framework's text as it stands. */
  readonly digest: string | null;
}

export function bodyOf(step: Step, names: Names): StepBody {
  return {
    ...(step.reason ? { reason: 'Because' } : {}),
    ...(step.ground ? { ground: '¶7' } : {}),
    ...(step.evidence ? { evidence: [{ kind: 'paragraph', reference: '¶44' }] } : {}),
    ...(step.decidedBy === null ? {} : { decidedBy: step.decidedBy }),
    fields: fieldsOf(step, names),
  };
}

function fieldsOf(step: Step, { action, framework, digest: present }: Names): StepBody['fields'] {
  const due = step.year === null ? {} : { due: `By end ${step.year}` };
  const digest =
    step.digest === null || (step.digest === 'present' && present === null)
      ? {}
      : { digest: step.digest === 'present' ? String(present) : 'b'.repeat(64) };
  switch (step.transition) {
    case 'plan-start':
      return { start: '2021' };
    case 'link-prerequisite':
      return { prerequisite: framework, states: 'endorsed, issued, superseded', phrase: 'following it' };
    case 'remove-prerequisite':
      return { prerequisite: framework };
    case 'report-progress':
      return { text: 'Under way' };
    case 'complete-part':
      return { part: step.part };
    case 'request-extension':
    case 'extend-due':
      return due;
    case 'add-chapter':
      return { title: 'A chapter', ...(step.text === null ? {} : { text: step.text }) };
    case 'finalize':
      return step.text === null ? {} : { text: step.text };
    case 'clear':
      return { line: step.line, ...digest };
    case 'object':
      return { line: step.line, ...(step.comment ? { comment: 'Not yet' } : {}), ...digest };
    case 'supersede':
      return { successor: action };
    default:
      return {};
  }
}
