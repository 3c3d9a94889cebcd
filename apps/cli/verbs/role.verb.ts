import { type Command, Option } from 'commander';
import { roleNames } from '#domain';
import type { Terminal } from '../terminal.js';
import { aDay, clientFor, groupVerb, segment, serverVerb } from '../verb.js';
import { type DirectoryOptions, sendDirectoryCommand, withKey } from './directory-command.js';

interface Options extends DirectoryOptions {
  readonly scope?: string;
  readonly from?: string;
  readonly until?: string;
}

const scope = 'the line, for clearance; the body, for an approver of one body only';

/** `actum role give|end`: roles held from a day to another. */
export function roleVerb(terminal: Terminal): Command {
  const give = withKey(
    serverVerb('give', 'give a person a role from a day on', [
      'actum role give approver clearance --scope entity --from 2020-10-01 --as admin',
    ]),
  );
  const end = withKey(
    serverVerb('end', 'end a role; its last day is today unless you name another', [
      'actum role end approver clearance --scope entity --until 2020-12-31 --as admin',
    ]),
  );
  for (const verb of [give, end])
    verb
      .argument('<person>', 'the person’s id')
      .addArgument(verb.createArgument('<role>', 'the role').choices(roleNames))
      .option('--scope <id>', scope);
  give.option('--from <day>', 'first day (default: the ledger’s today)', aDay);
  for (const verb of [give, end])
    verb.addOption(new Option('--until <day>', 'last day on which it is held').argParser(aDay));
  const send = (path: string) => async (person: string, role: string, options: Options) => {
    const { scope, from, until } = options;
    await sendDirectoryCommand(terminal, clientFor(terminal, options), {
      path: `/v1/people/${segment(person)}/${path}`,
      body: { role, scope, from, until },
      options,
    });
  };
  give.action(send('roles'));
  end.action(send('roles/end'));
  return groupVerb('role', 'give a person a role, or end it', [
    'actum role give approver clearance --scope entity --as admin',
    'actum role end approver clearance --scope entity --as admin',
  ])
    .addCommand(give)
    .addCommand(end);
}
