import { hang, harmless } from './text/wrap.js';

/** Where a verb writes and what it knows of its surroundings. Data go to `out`, everything else to `err`. */
export interface Terminal {
  out(text: string): void;
  err(text: string): void;
  /** Columns to lay text out in. */
  readonly width: number;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Aborted by Ctrl-C. */
  readonly interrupted: AbortSignal;
}

/** The process's own terminal; 100 columns wide where there is none. Nothing is ever coloured. */
export function processTerminal(interrupted: AbortSignal): Terminal {
  const { stdout, stderr, env } = process;
  return {
    // A file gets data to the letter.
    out: (text) => void stdout.write(`${stdout.isTTY ? harmless(text) : text}\n`),
    err: (text) =>
      void stderr.write(`${stderr.isTTY ? hang(text, Math.max(40, stderr.columns)) : harmless(text)}\n`),
    width: Math.max(40, stdout.columns ?? 100),
    env,
    interrupted,
  };
}
