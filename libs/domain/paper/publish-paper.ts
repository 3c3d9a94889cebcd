import canonicalize from 'canonicalize';
import type { Actor } from '../decide/item-command.js';
import {
  groundsIn,
  judgeText,
  mayRegister,
  type OnRecordFields,
  registrarFor,
} from '../directory/directory-rules.js';
import type { PlanState } from '../directory/endorse-plan.js';
import { isDay } from '../due/day.js';
import type { Day } from '../due/due-form.js';
import type { PaperContent, PaperEvent, PlanEvent } from '../events/index.js';
import { type Refusal, refuse } from '../refusal.js';
import { quoted } from '../sentence.js';
import { type DrawnPaper, drawPaper, type PaperSource } from './draw-paper.js';
import { paperSlug } from './paper-slug.js';
import type { PaperState } from './paper-state.js';

export interface PublishPaperCommand extends Omit<OnRecordFields, 'decision'> {
  /** As the body numbers it: "GB.340/INS/6". */
  readonly number: string;
  readonly asOf: Day;
  readonly session?: string;
}

/** What a publication looks at: the plan, its items as they stood, and the ledger up to where they were read. */
export interface PublishContext extends Pick<PaperSource, 'items' | 'typeOf'> {
  readonly today: Day;
  readonly actor: Actor;
  readonly plan: PlanState;
  readonly bodyName: string;
  readonly ledger: Pick<PaperContent, 'origin' | 'simulated'>;
  readonly checkpoint: Pick<PaperContent, 'position' | 'treeSize' | 'rootHash'>;
  /** SHA-256 of the text's UTF-8 bytes, hex. */
  readonly sha256: (text: string) => string;
}

export type PublishDecision =
  | { readonly accepted: true; readonly paper: readonly PaperEvent[]; readonly plan: readonly PlanEvent[] }
  | { readonly accepted: false; readonly refusals: readonly [Refusal, ...Refusal[]] };

/** How many bytes of content fit into one entry of the ledger (1 MiB), with what stands around it. */
const MOST_BYTES = 1_000_000;

/**
 * Publishes a paper about a plan: its content is drawn once and never again.
 * @param state of the stream that its number leads to, null where there is none
 */
export function publishPaper(
  state: PaperState | null,
  command: PublishPaperCommand,
  context: PublishContext,
): PublishDecision {
  const { number, asOf } = command;
  const { plan, checkpoint, sha256 } = context;
  const drawn = drawPaper({ ...context, asOf, components: plan.components });
  const content = contentOf(command, context, drawn);
  const bytes = canonicalize(content) ?? '';
  const [first, ...others] = [
    ...mayRegister(context),
    ...judgeNumber(state, number),
    ...judgeDay(command, context, drawn),
    ...judgeSize(bytes),
  ];
  if (first !== undefined) return { accepted: false, refusals: [first, ...others] };
  const { session, ...grounds } = command;
  const decision = session === undefined ? {} : { decision: { session } };
  const data = {
    digest: sha256(bytes),
    content,
    ...groundsIn({ ...grounds, ...decision }),
    ...registrarFor(context),
  };
  const paper = paperSlug(number) ?? number;
  const reported = { paper, number, asOf, position: checkpoint.position };
  return {
    accepted: true,
    paper: [{ type: 'PaperPublished', data }],
    plan: [{ type: 'PlanReported', data: reported }],
  };
}

/** What every page and export of a simulated ledger says. */
export const simulatedNotice =
  'Simulated clock: today is where this ledger’s clock was set, not the calendar’s day.';

function contentOf(
  { number, asOf, session }: PublishPaperCommand,
  { plan, bodyName, ledger, checkpoint }: PublishContext,
  { components, illustrative }: DrawnPaper,
): PaperContent {
  return {
    format: 'actum-paper/1',
    number,
    title: plan.title,
    plan: plan.plan,
    body: plan.body,
    bodyName,
    ...(session === undefined ? {} : { session }),
    asOf,
    ...ledger,
    ...checkpoint,
    notices: [...(ledger.simulated ? [simulatedNotice] : []), ...illustrative],
    components,
  };
}

function judgeNumber(state: PaperState | null, number: string): readonly Refusal[] {
  if (number.trim() === '') return judgeText(number, 'number');
  if (paperSlug(number) === null) {
    const message = `${quoted(number)} cannot be a paper’s number: it takes at least one letter a–z or digit 0–9, and 100 characters at most.`;
    return [refuse('PAPER.NUMBER_INVALID', message, { number }, 'number')];
  }
  if (state === null) return [];
  const message =
    state.number === number
      ? `${number} is published already, as of ${state.asOf}; a published paper stays as it is. Publish a corrigendum, or take another number.`
      : `The number ${quoted(number)} is too like ${quoted(state.number)}, which is published already: both lead to the address ${quoted(state.paper)}.`;
  return [refuse('PAPER.EXISTS', message, { number, published: state.number, paper: state.paper }, 'number')];
}

function judgeDay(
  { asOf }: PublishPaperCommand,
  { today }: PublishContext,
  { components }: DrawnPaper,
): readonly Refusal[] {
  if (!isDay(asOf)) {
    const message = `${quoted(asOf)} is no day of the calendar: write YYYY-MM-DD.`;
    return [refuse('PAPER.AS_OF_INVALID', message, { asOf }, 'asOf')];
  }
  if (asOf > today) {
    const message = `A paper tells what has been: ${asOf} has not passed yet, it is ${today}.`;
    return [refuse('PAPER.AS_OF_IN_FUTURE', message, { asOf, today }, 'asOf')];
  }
  if (components.some(({ rows }) => rows.length > 0)) return [];
  const message = `On ${asOf} the plan had no items yet: there is nothing to print.`;
  return [refuse('PAPER.EMPTY', message, { asOf }, 'asOf')];
}

function judgeSize(bytes: string): readonly Refusal[] {
  const size = utf8Length(bytes);
  if (size <= MOST_BYTES) return [];
  const message = `The paper would take ${size} bytes; one entry of the ledger holds ${MOST_BYTES} of them. Divide the plan.`;
  return [refuse('PAPER.TOO_LARGE', message, { size, most: MOST_BYTES })];
}

function utf8Length(text: string): number {
  let length = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    length += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return length;
}
