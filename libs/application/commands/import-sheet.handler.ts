import { Command, CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { uuidV5 } from '#ledger';
import type { CommandMeta } from '../command-answer.js';
import { readSheet, type SheetRow } from '../sheet/read-sheet.js';
import { refusedSheet } from '../sheet/refused-sheet.js';
import { type RowVerdict, verdictOn } from '../sheet/row-verdict.js';
import { sha256 } from '../way/sha256.js';
import { UpdateItem } from './update-item.handler.js';

/** Rows under way at once: enough that they share commits, too few to keep others waiting. */
const AT_ONCE = 4;
/** Fixed for good: the same row of the same sheet by the same person is the same command after any restart. */
const NAMESPACE = '0f5c1f9a-6f0e-4c53-9d0a-7d2f4b8c61e3';

export type ImportAnswer =
  | {
      readonly outcome: 'read';
      readonly rows: readonly RowVerdict[];
      /** Columns that mean nothing here. */
      readonly otherColumns: readonly string[];
      /** The last position that it left; null where it left nothing. */
      readonly position: number | null;
      /** What is still open, as a sheet with the reasons; null where nothing is. */
      readonly refused: string | null;
    }
  /** It is no update sheet: each reason in words. */
  | { readonly outcome: 'unreadable'; readonly faults: readonly string[] };

/**
 * Takes an update sheet: each row is one `UpdateItem` of whoever sends it, judged and recorded by itself.
 * A row's command is named after the sheet's digest and its place in it, so that a sheet sent twice, or
 * sent again after a crash, does nothing twice.
 */
export class ImportSheet extends Command<ImportAnswer> {
  constructor(
    readonly meta: CommandMeta,
    readonly payload: { readonly sheet: string },
    /** Only say what would become of it. */
    readonly dryRun: boolean = false,
  ) {
    super();
  }
}

@CommandHandler(ImportSheet)
export class ImportSheetHandler implements ICommandHandler<ImportSheet> {
  constructor(private readonly commands: CommandBus) {}

  async execute({ meta, payload, dryRun }: ImportSheet): Promise<ImportAnswer> {
    const reading = readSheet(payload.sheet);
    if (!reading.ok) return { outcome: 'unreadable', faults: reading.faults };
    const { sheet } = reading;
    const digest = sha256(payload.sheet);
    const positions: number[] = [];
    const rows = await severalAtOnce(sheet.rows, async (row) => {
      if (!row.asks.ok || row.asks.steps.length === 0 || row.item === null) return verdictOn(row, null);
      const payload = { item: row.item, steps: row.asks.steps };
      const command = new UpdateItem(metaOf(meta, digest, row), payload, dryRun);
      const answer = await this.commands.execute(command);
      if (answer.outcome === 'accepted') positions.push(answer.position);
      return verdictOn(row, answer);
    });
    return {
      outcome: 'read',
      rows,
      otherColumns: sheet.others,
      position: positions.length === 0 ? null : Math.max(...positions),
      refused: refusedSheet(sheet, rows),
    };
  }
}

const metaOf = (
  { actor, commandId }: CommandMeta,
  digest: string,
  { row, version }: SheetRow,
): CommandMeta => ({
  actor,
  commandId: uuidV5(NAMESPACE, JSON.stringify([actor, digest, row])),
  correlationId: commandId,
  ...(version === null ? {} : { ifMatch: version }),
});

/** Every one's result, in order, with a few under way at a time. */
async function severalAtOnce<T, R>(all: readonly T[], take: (one: T) => Promise<R>): Promise<readonly R[]> {
  const results: R[] = [];
  const left = all.entries();
  const worker = async (): Promise<void> => {
    for (const [index, one] of left) results[index] = await take(one);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return results;
}
