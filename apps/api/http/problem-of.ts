import { HttpException } from '@nestjs/common';
import { isConnectionError } from '#database';
import { InvalidLedgerRequest, LedgerBusy, LedgerUnavailable } from '#ledger';
import { ViewBehind } from '#projections';
import { notJson } from './json-body.js';
import { invalidRequest, Problem } from './problem.js';

/** The problem that a thrown value stands for, or null where nobody foresaw it. */
export function problemOf(thrown: unknown): Problem | null {
  if (thrown instanceof Problem) return thrown;
  if (thrown instanceof LedgerUnavailable || isConnectionError(thrown)) return unavailable();
  if (thrown instanceof LedgerBusy) return busy();
  if (thrown instanceof ViewBehind) return behind(thrown);
  if (thrown instanceof InvalidLedgerRequest)
    return invalidRequest([{ field: thrown.field ?? 'body', message: thrown.message }]);
  if (thrown instanceof HttpException) return ofStatus(thrown.getStatus(), thrown.message);
  return null;
}

function ofStatus(status: number, message: string): Problem | null {
  switch (status) {
    case 400:
      return invalidRequest([{ field: 'request', message }], 'REQUEST.MALFORMED');
    case 404:
      return new Problem('not-found', 'REQUEST.NOT_FOUND', 'There is nothing at this address.');
    case 413:
      return new Problem('too-large', 'REQUEST.TOO_LARGE', 'The body is longer than 256 KiB.', {
        errors: [{ field: 'body', message: 'is longer than 256 KiB' }],
      });
    case 415:
      return notJson();
    default:
      return null;
  }
}

/** A database that is away or restarting: the caller can do nothing but try again. */
export const unavailable = (): Problem =>
  new Problem(
    'unavailable',
    'LEDGER.UNAVAILABLE',
    'The database cannot be reached just now. Send the same request, with the same Idempotency-Key, again.',
    {},
    { 'Retry-After': '2' },
  );

/** More commands arrive than the disk takes: nothing of this one is recorded. */
const busy = (): Problem =>
  new Problem(
    'unavailable',
    'LEDGER.BUSY',
    'Too many commands wait already. Nothing is recorded; send it again.',
    {},
    { 'Retry-After': '1' },
  );

const behind = ({ message, reflected }: ViewBehind): Problem =>
  new Problem('unavailable', 'VIEW.BEHIND', message, { position: reflected }, { 'Retry-After': '1' });
