import type { BodyEvent, Recorded } from '../events/index.js';
import { type Decision, type Refusal, refuse } from '../refusal.js';
import { quoted } from '../sentence.js';
import {
  type DirectoryContext,
  groundsIn,
  idIn,
  judgeId,
  judgeText,
  mayAdminister,
  mayRegister,
  type OnRecordFields,
  registrarFor,
  unless,
} from './directory-rules.js';

export interface BodyState {
  readonly body: string;
  readonly name: string;
  readonly liaison: string | null;
  readonly version: number;
}

export interface RegisterBodyCommand extends OnRecordFields {
  readonly body: string;
  readonly name: string;
  readonly liaison?: string;
}

/** Puts a body in the directory; an administrator or a registrar may. */
export function registerBody(
  state: BodyState | null,
  command: RegisterBodyCommand,
  context: DirectoryContext & {
    /** Whether the liaison is in the directory. */ readonly isLiaisonKnown: boolean;
  },
): Decision<BodyEvent> {
  const { body, name, liaison } = command;
  const refusals: Refusal[] = mayRegister(context).length === 0 ? [] : [...mayAdminister(context)];
  if (state !== null)
    refusals.push(refuse('BODY.EXISTS', `${quoted(body)} is in the directory already.`, { body }, 'id'));
  refusals.push(...judgeId(body, 'id'), ...judgeText(name, 'name'));
  if (liaison !== undefined && !context.isLiaisonKnown)
    refusals.push(
      refuse(
        'PERSON.UNKNOWN',
        `There is no person ${quoted(liaison)}; register them first.`,
        { liaison },
        'liaison',
      ),
    );
  return unless<BodyEvent>(refusals, {
    type: 'BodyRegistered',
    data: {
      name,
      ...(liaison === undefined ? {} : { liaison }),
      ...groundsIn(command),
      ...registrarFor(context),
    },
  });
}

export function evolveBody(_: BodyState | null, event: Recorded<BodyEvent>): BodyState {
  const { name, liaison = null } = event.data;
  return { body: idIn(event.stream), name, liaison, version: event.version };
}

export const foldBody = (events: readonly Recorded<BodyEvent>[]): BodyState | null =>
  events.reduce<BodyState | null>(evolveBody, null);
