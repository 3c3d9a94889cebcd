import { Command, CommanderError } from 'commander';
import { ApiProblem } from './client/api-problem.js';
import { CliError, type ExitCode, exitCode } from './exit-code.js';
import type { Terminal } from './terminal.js';
import { advanceVerb } from './verbs/advance.verb.js';
import { assignVerb } from './verbs/assign.verb.js';
import { canVerb } from './verbs/can.verb.js';
import { checkVerb } from './verbs/check.verb.js';
import { clockVerb } from './verbs/clock.verb.js';
import { correctVerb } from './verbs/correct.verb.js';
import { corrigendumVerb } from './verbs/corrigendum.verb.js';
import { delegateVerb } from './verbs/delegate.verb.js';
import { diffVerb } from './verbs/diff.verb.js';
import { extendVerb } from './verbs/extend.verb.js';
import { historyVerb } from './verbs/history.verb.js';
import { importVerb } from './verbs/import.verb.js';
import { itemsVerb } from './verbs/items.verb.js';
import { loadVerb } from './verbs/load.verb.js';
import { migrateItemsVerb } from './verbs/migrate-items.verb.js';
import { myWorkVerb } from './verbs/my-work.verb.js';
import { outboxVerb } from './verbs/outbox.verb.js';
import { paperVerb } from './verbs/paper.verb.js';
import { papersVerb } from './verbs/papers.verb.js';
import { plansVerb } from './verbs/plans.verb.js';
import { publishVerb } from './verbs/publish.verb.js';
import { refusalsVerb } from './verbs/refusals.verb.js';
import { roleVerb } from './verbs/role.verb.js';
import { showVerb } from './verbs/show.verb.js';
import { signVerb } from './verbs/sign.verb.js';
import { stepVerbs } from './verbs/step-verbs.js';
import { tailVerb } from './verbs/tail.verb.js';
import { textVerb } from './verbs/text.verb.js';
import { tokenVerb } from './verbs/token.verb.js';
import { verifyVerb } from './verbs/verify.verb.js';
import { parkedVerb, viewsVerb } from './verbs/views.verb.js';

type MakeVerb = (terminal: Terminal) => Command;

/** Every verb, under the heading that the help has it under. */
const verbs: Readonly<Record<string, readonly MakeVerb[]>> = {
  'Your work:': [myWorkVerb, itemsVerb, importVerb],
  'Plans and papers:': [plansVerb, paperVerb, diffVerb, publishVerb, papersVerb, corrigendumVerb],
  'An item:': [
    ...[showVerb, canVerb, historyVerb, textVerb, advanceVerb, signVerb, extendVerb, assignVerb, correctVerb],
    ...stepVerbs,
  ],
  'People:': [delegateVerb, roleVerb, tokenVerb],
  'The record:': [tailVerb, outboxVerb, verifyVerb, refusalsVerb, clockVerb, viewsVerb, parkedVerb],
  'Packs, and running it:': [checkVerb, loadVerb, migrateItemsVerb],
};

const notes = `
Environment:
  ACTUM_URL    the server's address (default http://127.0.0.1:3000, or the PORT that is set)
  ACTUM_TOKEN  a bearer token, outside demo mode

Exit codes:
  0 done   1 unexpected   2 usage   3 refused by the rules   4 conflict   5 not found
  6 not signed in or not allowed   7 server not reachable   8 faulty (check, verify)
  130 stopped by Ctrl-C`;

/** The whole command line; `others` are verbs that need more than a terminal. */
export function actumProgram(terminal: Terminal, others: readonly Command[] = []): Command {
  const program = new Command('actum')
    .description('Follows what was decided until it is done, and can prove how.')
    .addHelpText('after', notes)
    .showSuggestionAfterError()
    .showHelpAfterError('Add --help for help.');
  for (const [heading, makers] of Object.entries(verbs)) {
    program.commandsGroup(heading);
    for (const make of makers) program.addCommand(make(terminal));
  }
  for (const verb of others) program.addCommand(verb);
  const within = (command: Command): readonly Command[] => [command, ...command.commands.flatMap(within)];
  for (const command of within(program))
    command.exitOverride().configureOutput({
      writeOut: (text) => terminal.out(text.trimEnd()),
      writeErr: (text) => terminal.err(text.trimEnd()),
    });
  return program;
}

/** Runs one command line and gives its exit code; whatever goes wrong is said on standard error. */
export async function run(program: Command, words: readonly string[], terminal: Terminal): Promise<ExitCode> {
  try {
    await program.parseAsync([...words], { from: 'user' });
    return exitCode.ok;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCode.ok : exitCode.usage;
    if (terminal.interrupted.aborted) {
      // Whoever follows the record stops when they have seen enough; anything else is not done.
      if (words[0] === 'tail') return exitCode.ok;
      terminal.err('Interrupted. What was put on record stays; the same command goes on from there.');
      return exitCode.interrupted;
    }
    if (error instanceof ApiProblem && words.includes('--json'))
      terminal.out(JSON.stringify(error.problem, null, 2));
    terminal.err(error instanceof Error ? error.message : String(error));
    return error instanceof CliError ? error.code : exitCode.unexpected;
  }
}
