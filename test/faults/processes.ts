import { execFileSync } from 'node:child_process';

interface Process {
  readonly pid: number;
  readonly parent: number;
  readonly command: string;
}

function running(): readonly Process[] {
  return execFileSync('ps', ['-eo', 'pid=,ppid=,args='], { encoding: 'utf8' })
    .split('\n')
    .flatMap((line) => {
      const match = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line);
      return match === null
        ? []
        : [{ pid: Number(match[1]), parent: Number(match[2]), command: match[3] ?? '' }];
    });
}

/** Every process below one, children's children too. */
export function descendants(root: number): readonly Process[] {
  const all = running();
  const below = (pid: number): readonly Process[] =>
    all.filter(({ parent }) => parent === pid).flatMap((child) => [child, ...below(child.pid)]);
  return below(root);
}

export type Victim = 'api' | 'worker' | 'postgres';

const looksLike: Readonly<Record<Victim, RegExp>> = {
  api: /apps\/api\/main\.js/,
  worker: /apps\/worker\/main\.js/,
  // The postmaster alone: its own children call themselves "postgres: …".
  postgres: /\/postgres -/,
};

/** The pid of one of a running program's processes; null while it is down. */
export const pidOf = (supervisor: number, victim: Victim): number | null =>
  descendants(supervisor).find(({ command }) => looksLike[victim].test(command))?.pid ?? null;

export const isRunning = (pid: number): boolean => running().some((process) => process.pid === pid);
