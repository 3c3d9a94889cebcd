import type { FastifyReply } from 'fastify';
import type { AnsweredEvent, AnsweredTouch, CommandAnswer, WouldBeAccepted } from '#application';
import { Problem, unknownName } from './problem.js';

/** What an accepted command answers. */
export interface AcceptedBody {
  readonly position: number;
  readonly version: number;
  readonly stream: string;
  readonly recordedAt: string;
  readonly events: readonly AnsweredEvent[];
  readonly repeated: boolean;
  readonly touches?: readonly AnsweredTouch[];
}

/**
 * The body for an accepted command, with its version as the ETag; every other outcome is thrown as the
 * problem that it is. `missingRole` is the status of a missing role: on an item it is one condition
 * among others (422), elsewhere the person may not do this at all (403).
 */
export function acceptedOr(
  missingRole: 'refused' | 'not-allowed',
  answer: CommandAnswer,
  response: FastifyReply,
): AcceptedBody {
  switch (answer.outcome) {
    case 'accepted': {
      const { outcome: _, ...body } = answer;
      response.header('ETag', `"${body.version}"`);
      return body;
    }
    case 'refused': {
      const [first] = answer.refusals;
      const noRole = first.code.endsWith('.ROLE_MISSING') || first.code === 'ROLE_MISSING';
      const kind = noRole ? missingRole : 'refused';
      const detail = answer.refusals.map(({ message }) => message).join(' ');
      throw new Problem(kind, first.code, detail, { refusals: answer.refusals });
    }
    case 'version-mismatch': {
      const { expected, actual, changes } = answer;
      const detail = `Version ${expected} was expected, and it is at ${actual} now.`;
      throw new Problem(
        'changed',
        'COMMAND.VERSION_MISMATCH',
        detail,
        { expected, actual, changes },
        { ETag: `"${actual}"` },
      );
    }
    case 'command-id-reused':
      throw new Problem(
        'key-reused',
        'COMMAND.KEY_REUSED',
        'This Idempotency-Key belongs to an earlier command with other content.',
        { errors: [{ field: 'Idempotency-Key', message: 'was used for other content' }] },
      );
    case 'not-found':
      throw unknownName(answer.what);
    case 'busy':
      throw new Problem(
        'unavailable',
        'COMMAND.BUSY',
        'Others kept changing what this depends on. Nothing is recorded; send it again.',
        {},
        { 'Retry-After': '1' },
      );
  }
}

/** The same of an item's command that may only have been tried out. */
export const wouldBeOr = (
  answer: CommandAnswer | WouldBeAccepted,
  response: FastifyReply,
): AcceptedBody | WouldBeAccepted =>
  answer.outcome === 'would-be-accepted' ? answer : acceptedOr('refused', answer, response);
