import type { Command } from 'commander';
import { CliError, exitCode } from '../exit-code.js';
import type { ImportReport } from '../sheet/import-report.js';
import { readSheetFile, writeRefused } from '../sheet/sheet-file.js';
import type { Terminal } from '../terminal.js';
import { importText } from '../text/import.text.js';
import { type CommonOptions, clientFor, print, serverVerb } from '../verb.js';

/** `actum import`: many items' updates from a sheet, each row judged and recorded by itself. */
export const importVerb = (terminal: Terminal): Command =>
  serverVerb('import', 'put a sheet of updates on record, row by row; “items --format csv” makes one', [
    'actum items --mine --format csv --as focal-11 > updates.csv',
    'actum import updates.csv --dry-run --as focal-11',
    'actum import updates.csv --as focal-11',
    'generate-updates | actum import - --as focal-11 --json',
  ])
    .argument('<file>', 'a CSV file, or - for standard input')
    .option('--dry-run', 'only say what would become of each row')
    .action(async (file: string, options: CommonOptions & { readonly dryRun?: true }) => {
      const { dryRun = false } = options;
      const sheet = readSheetFile(file);
      terminal.err(`${dryRun ? 'Trying' : 'Importing'} ${file === '-' ? 'standard input' : file} …`);
      const client = clientFor(terminal, options);
      const report = await client.post<ImportReport>(`/v1/imports${dryRun ? '?dryRun=true' : ''}`, { sheet });
      if (report.position !== null)
        await client.get('/v1/items', { limit: 1, waitFor: report.position }).catch(() => null);
      const others = report.otherColumns.map((column) => `“${column.trim()}”`);
      if (others.length > 0) terminal.err(`Columns that mean nothing here: ${others.join(', ')}.`);
      print(terminal, options, report, () => importText(report, terminal.width));
      if (report.refused !== null) leave(file, report, report.refused);
    });

/** Whatever is still open stands in a file of its own before the verb ends as refused. */
function leave(file: string, { dryRun, rows, counts }: ImportReport, refused: string): never {
  const open = rows.filter(({ problems }) => problems.length > 0);
  const { changed = 0, busy = 0 } = counts;
  const code = open.length === changed + busy ? exitCode.conflict : exitCode.refused;
  const some = open.length === 1 ? '1 row is' : `${open.length} rows are`;
  if (dryRun) throw new CliError(code, `${some} not possible as they stand.`);
  const path = writeRefused(file, refused);
  throw new CliError(code, `${some} not on record: mend them in ${path} and import that.`);
}
