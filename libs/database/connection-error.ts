import pg from 'pg';

// Connection exceptions, shutdown and start of the server, its limits, failover to a read-only server.
const TRANSIENT_STATES = /^(08...|53...|57P0[1-5]|57014|40001|40P01|25006)$/;
const TRANSIENT_CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ENOENT',
]);
const TRANSIENT_MESSAGE =
  /^(Connection terminated|Query read timeout|timeout e|Client has encountered a connection)/;

/**
 * Whether a query failed because of the way to the server, or of the server's own state, so that the
 * same query may well succeed a moment later. Whether it took effect is unknown.
 */
export function isConnectionError(error: unknown): boolean {
  if (error instanceof pg.DatabaseError) return TRANSIENT_STATES.test(error.code ?? '');
  if (typeof error !== 'object' || error === null) return false;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  const message = 'message' in error && typeof error.message === 'string' ? error.message : '';
  return TRANSIENT_CODES.has(code) || TRANSIENT_MESSAGE.test(message);
}
