/** Where a verb writes and what it knows of its surroundings. Data go to `out`, everything else to `err`. */
export interface Terminal {
  out(text: string): void;
  err(text: string): void;
  /** Columns to lay text out in. */
  readonly width: number;
  readonly colour: boolean;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Aborted by Ctrl-C. */
  readonly interrupted: AbortSignal;
}

/** The process's own terminal: 100 columns where there is none, colour on a TTY unless NO_COLOR is set. */
export function processTerminal(interrupted: AbortSignal): Terminal {
  const { stdout, stderr, env } = process;
  return {
    out: (text) => void stdout.write(`${text}\n`),
    err: (text) => void stderr.write(`${text}\n`),
    width: Math.max(40, stdout.columns ?? 100),
    colour: stdout.isTTY === true && (env.NO_COLOR ?? '') === '' && env.TERM !== 'dumb',
    env,
    interrupted,
  };
}

export const bold = (terminal: Terminal, text: string): string =>
  terminal.colour ? `\u001b[1m${text}\u001b[22m` : text;
export const dim = (terminal: Terminal, text: string): string =>
  terminal.colour ? `\u001b[2m${text}\u001b[22m` : text;
