/** How `actum` ends; documented in docs/cli.md, so that scripts can tell a refusal from a fault. */
export const exitCode = {
  ok: 0,
  unexpected: 1,
  /** The command line, or a field of what it sent, is not as it must be. */
  usage: 2,
  /** The rules turned the command down. */
  refused: 3,
  /** Somebody else was faster (If-Match), or a key was used for something else. */
  conflict: 4,
  notFound: 5,
  /** Not signed in, or the role is missing. */
  notAllowed: 6,
  /** No server at ACTUM_URL, or it is not ready. */
  unreachable: 7,
  /** `check` or `verify` found something wrong. */
  faulty: 8,
  /** Stopped by Ctrl-C, as shells count it. */
  interrupted: 130,
} as const;
export type ExitCode = (typeof exitCode)[keyof typeof exitCode];

/** Ends a verb with a message for people and a code for scripts. */
export class CliError extends Error {
  constructor(
    readonly code: ExitCode,
    message: string,
  ) {
    super(message);
    this.name = 'CliError';
  }
}
