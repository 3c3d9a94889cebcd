import { type Command, InvalidArgumentError, Option } from 'commander';
import type { EntryJson, ExpectedRoot, LedgerEntry, VerificationReport } from '#ledger';
import type { ApiClient } from '../client/api-client.js';
import { CliError, exitCode } from '../exit-code.js';
import type { Terminal } from '../terminal.js';
import { wrap } from '../text/wrap.js';
import { type CommonOptions, clientFor, print, serverVerb } from '../verb.js';

/** `actum verify`: reads the whole record and recomputes it here, whatever the server says of itself. */
export const verifyVerb = (terminal: Terminal): Command =>
  serverVerb('verify', 'recompute every leaf, version and position of the record on this machine', [
    'actum verify',
    'actum verify --root "$(cat root-kept-elsewhere)" --json',
  ])
    .addOption(
      new Option('--root <size:hash>', 'a root kept elsewhere that must be met; may be repeated')
        .argParser((text: string, before: readonly ExpectedRoot[]) => [...before, parseRoot(text)])
        .default([], 'none'),
    )
    .action(async (options: CommonOptions & { readonly root: readonly ExpectedRoot[] }) => {
      const client = clientFor(terminal, options);
      const { entriesOf, entryFromJson, verifyEntries } = await import('#ledger');
      const entries = entriesOf(remoteEntries(client, entryFromJson));
      const report = await verifyEntries(entries, options.root);
      print(terminal, options, report, () => reportText(report, terminal.width));
      if (!report.ok) throw new CliError(exitCode.faulty, 'The record does not verify.');
    });

const remoteEntries = (client: ApiClient, entryFromJson: (value: unknown) => LedgerEntry) => ({
  readEntries: async (after: number, limit: number) => {
    const page = await client.get<{ readonly entries: readonly EntryJson[] }>('/v1/ledger/entries', {
      after,
      limit,
    });
    return page.entries.map(entryFromJson);
  },
});

function reportText(report: VerificationReport, width: number): string {
  const { ok, ledger, origin, entries, streams, papers, root, findings, findingCount, notProven } = report;
  return [
    `${ok ? 'Verified' : 'NOT verified'}: ${entries} entries on ${streams} streams of ledger ${ledger ?? '–'} (${origin ?? 'no origin'}).`,
    `Merkle root over ${entries} entries: ${root}`,
    ...(papers === 0 ? [] : [`Published papers, with the digest and the root that each prints: ${papers}.`]),
    ...findings.map(
      ({ code, position, message }) =>
        `  ${position === null ? 'tree' : `position ${position}`}: ${message} (${code})`,
    ),
    ...(findingCount > findings.length ? [`  … and ${findingCount - findings.length} more.`] : []),
    'This does not prove:',
    ...notProven.map((sentence) => `  ${sentence}`),
  ]
    .flatMap((line) => wrapIndented(line, width))
    .join('\n');
}

function wrapIndented(line: string, width: number): readonly string[] {
  const indent = line.startsWith('  ') ? '  ' : '';
  return wrap(line.trimStart(), width - indent.length).map((part) => indent + part);
}

function parseRoot(text: string): ExpectedRoot {
  const match = /^(\d{1,15}):([0-9a-f]{64})$/.exec(text);
  if (match === null) throw new InvalidArgumentError('It must be SIZE:HASH, the hash in lower-case hex.');
  return { size: Number(match[1]), root: match[2] ?? '' };
}
