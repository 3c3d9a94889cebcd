import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/** Marks the shell that stands between Actum and its Postgres server. */
export const GUARD_NAME = 'actum-postgres-guard';

/**
 * Runs "$@" until it ends or until our standard input closes, which it does even when the process
 * that started us was killed: so no server is left running behind.
 */
export const GUARD_SCRIPT = `
exec 3<&0
"$@" </dev/null 3<&- & server=$!
( read -r _ <&3; kill -INT "$server" 2>/dev/null ) & watch=$!
exec 3<&-
wait "$server"; code=$?
kill "$watch" 2>/dev/null
exit "$code"
`;

const STALE_STOP_MS = 30_000;

/**
 * Makes way for a server on this cluster: stops one that lost its supervisor, and removes a lock file
 * whose process id belongs to something else by now.
 *
 * @throws Error where another Actum runs the cluster
 */
export async function stopStaleServer(clusterFolder: string): Promise<void> {
  const lock = join(clusterFolder, 'postmaster.pid');
  const pid = readPid(lock);
  if (pid === null) return;
  const command = commandLine(pid);
  if (command === null || !command.includes(clusterFolder)) {
    rmSync(lock, { force: true });
    return;
  }
  const parent = parentOf(pid);
  if (parent !== null && commandLine(parent)?.includes(GUARD_NAME)) {
    throw new Error(`Another Actum is using the data in ${clusterFolder} (Postgres runs as process ${pid}).`);
  }
  process.kill(pid, 'SIGINT');
  const deadline = Date.now() + STALE_STOP_MS;
  while (commandLine(pid) !== null) {
    if (Date.now() > deadline) process.kill(pid, 'SIGQUIT');
    await pause(50);
  }
}

function readPid(lock: string): number | null {
  try {
    const pid = Number.parseInt(readFileSync(lock, 'utf8'), 10);
    return Number.isInteger(pid) && pid > 0 ? pid : null;
  } catch {
    return null;
  }
}

/** A process' command and arguments, null where there is no such process. */
function commandLine(pid: number): string | null {
  if (process.platform !== 'linux') return askPs(pid, 'args=');
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim() || null;
  } catch {
    return null;
  }
}

function parentOf(pid: number): number | null {
  if (process.platform !== 'linux') return Number(askPs(pid, 'ppid=')) || null;
  try {
    return Number(/^PPid:\s*(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) || null;
  } catch {
    return null;
  }
}

function askPs(pid: number, column: string): string | null {
  const { status, stdout } = spawnSync('ps', ['-o', column, '-p', String(pid)], { encoding: 'utf8' });
  return status === 0 ? stdout.trim() : null;
}
