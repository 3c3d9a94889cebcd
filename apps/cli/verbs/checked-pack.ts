import path from 'node:path';
import { CliError, exitCode } from '../exit-code.js';
import { checkPack } from '../pack/check-pack.js';
import { faultLine, inOrder } from '../pack/fault.js';
import { type Pack, readPack } from '../pack/pack.js';
import type { Terminal } from '../terminal.js';

/** @throws CliError after every fault is printed with its file and line */
export async function checkedPack(
  folder: string,
  terminal: Terminal,
  { json }: { readonly json?: true } = {},
): Promise<Pack> {
  const {
    pack,
    rest,
    faults: unread,
  } = await readPack(folder).catch((error: NodeJS.ErrnoException) => {
    const why = error.code === 'ENOENT' ? 'it is not there' : (error.code ?? error.message);
    throw new CliError(exitCode.usage, `The folder ${folder} cannot be read: ${why}.`);
  });
  const faults = inOrder([...unread, ...(rest === null ? [] : checkPack(rest, pack !== null))]);
  if (pack !== null && faults.length === 0) return pack;
  if (json === true) terminal.out(JSON.stringify({ faults }, null, 2));
  for (const fault of faults) terminal.err(path.join(folder, faultLine(fault)));
  const many = faults.length === 1 ? 'One fault' : `${faults.length} faults`;
  throw new CliError(exitCode.faulty, `${many} in the pack.`);
}
