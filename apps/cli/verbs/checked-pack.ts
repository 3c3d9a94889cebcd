import { CliError, exitCode } from '../exit-code.js';
import { checkPack } from '../pack/check-pack.js';
import { faultLine, inOrder } from '../pack/fault.js';
import { type Pack, readPack } from '../pack/pack.js';
import type { Terminal } from '../terminal.js';

/** @throws CliError after every fault is printed with its file and line */
export async function checkedPack(folder: string, terminal: Terminal): Promise<Pack> {
  const { pack, faults: unread } = await readPack(folder).catch((error: NodeJS.ErrnoException) => {
    throw new CliError(
      exitCode.usage,
      `The folder ${folder} cannot be read: ${error.code ?? error.message}.`,
    );
  });
  const faults = inOrder([...unread, ...(pack === null ? [] : checkPack(pack))]);
  if (pack !== null && faults.length === 0) return pack;
  for (const fault of faults) terminal.err(`${folder.replace(/\/$/, '')}/${faultLine(fault)}`);
  const many = faults.length === 1 ? 'One fault' : `${faults.length} faults`;
  throw new CliError(exitCode.faulty, `${many} in ${folder}.`);
}
