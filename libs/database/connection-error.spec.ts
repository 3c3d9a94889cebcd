import pg from 'pg';
import { isConnectionError } from './connection-error.js';

const withCode = (error: Error, code: string) => Object.assign(error, { code });
const ofServer = (code: string) => withCode(new pg.DatabaseError('refused', 7, 'error'), code);

describe('isConnectionError', () => {
  it.each(['08006', '53300', '57P01', '57P03', '40001', '25006'])(
    'tries again after %s of the server',
    (code) => {
      expect(isConnectionError(ofServer(code))).toBe(true);
    },
  );

  it.each(['LG400', '23505', '23514', '42501', '42P01', '22021'])('does not after %s', (code) => {
    expect(isConnectionError(ofServer(code))).toBe(false);
  });

  it('tries again where the way to the server is at fault, and only there', () => {
    expect(isConnectionError(withCode(new Error('connect'), 'ECONNREFUSED'))).toBe(true);
    expect(isConnectionError(new Error('Connection terminated unexpectedly'))).toBe(true);
    expect(isConnectionError(new Error('Query read timeout'))).toBe(true);
    expect(isConnectionError(new Error('timeout exceeded when trying to connect'))).toBe(true);
    expect(isConnectionError(new Error('Cannot use a pool after calling end on the pool'))).toBe(false);
    expect(isConnectionError(new TypeError('undefined'))).toBe(false);
    expect(isConnectionError(null)).toBe(false);
  });
});
