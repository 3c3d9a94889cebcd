import { type Command, Option } from 'commander';
import { delegatedRoles } from '#domain';
import type { Terminal } from '../terminal.js';
import { aDay, clientFor, segment, serverVerb } from '../verb.js';
import { type DirectoryOptions, sendDirectoryCommand, withKey } from './directory-command.js';

interface Options extends DirectoryOptions {
  readonly to: string;
  readonly role: string;
  readonly scope?: string;
  readonly from?: string;
  readonly until?: string;
  readonly reason?: string;
  readonly end?: true;
}

/** `actum delegate`: what one person holds, another may do for them. */
export const delegateVerb = (terminal: Terminal): Command =>
  withKey(
    serverVerb('delegate', 'let another person do what somebody holds, or end that', [
      'actum delegate clear-entity --to approver --role clearance --scope entity \\\n' +
        '      --from 2020-10-01 --until 2020-10-31 --reason "Leave" --as clear-entity',
      'actum delegate focal-4 --to focal-5 --role owner --reason "Mission" --as focal-4',
      'actum delegate focal-4 --to focal-5 --role owner --end --reason "Back" --as focal-4',
    ]),
  )
    .argument('<person>', 'who delegates')
    .requiredOption('--to <person>', 'who acts for them')
    .addOption(
      new Option('--role <role>', '“owner” stands for the items that they answer for')
        .choices(delegatedRoles)
        .makeOptionMandatory(),
    )
    .option('--scope <id>', 'the line or the body, as of the role; for “owner” one item')
    .addOption(
      new Option('--from <day>', 'first day (default: the ledger’s today)').argParser(aDay).conflicts('end'),
    )
    .option('--until <day>', 'last day on which it is in force (with --end, default: today)', aDay)
    .option('--reason <text>', 'why')
    .option('--end', 'end what was delegated')
    .action(async (person: string, options: Options) => {
      const { to, role, scope, from, until, reason, end } = options;
      await sendDirectoryCommand(terminal, clientFor(terminal, options), {
        path: `/v1/people/${segment(person)}/delegations${end === true ? '/end' : ''}`,
        body: { to, role, scope, from, until, reason },
        options,
      });
    });
