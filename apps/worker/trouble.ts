import type { Logger } from 'pino';

/**
 * Notes what made a part of the worker try again. Of an error, only what names nobody: a database's
 * detail or a mail server's answer may quote a person's data.
 */
export const noteTrouble =
  (log: Logger, part: string) =>
  (error: unknown): void => {
    if (!(error instanceof Error)) {
      log.warn({ part }, 'tries again');
      return;
    }
    const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
    log.warn({ part, error: error.name, code, reason: error.message }, 'tries again');
  };
