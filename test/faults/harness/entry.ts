import pg from 'pg';
import { canonicalText, type Json, personalFields, type StoredEvent } from '#ledger';

/** What stands on record at one position, in the words in which consumers tell what they were given. */
export interface Entry {
  readonly position: number;
  readonly stream: string;
  readonly version: number;
  readonly type: string;
  /** What its command said, which no other command says; null where nobody of the harness sent it. */
  readonly text: string | null;
  /** Every byte that is stored of its data, and its leaf. */
  readonly stored: string;
  /** What leaves the ledger of it: its data in canonical form, without personal text. */
  readonly told: string;
}

interface Place {
  readonly position: number;
  readonly stream: string;
  readonly version: number;
}

export const storedLine = (at: Place, data: Buffer, leaf: Buffer): string =>
  `${at.position} ${at.stream} ${at.version} ${data.toString('hex')} ${leaf.toString('hex')}`;

/** @param data parsed, as it reached the consumer */
export function toldLine(
  at: Place & { readonly type: string },
  data: Readonly<Record<string, Json>>,
): string {
  const personal: readonly string[] = personalFields(at.type as StoredEvent['type']);
  const open = Object.entries(data).filter(([field]) => !personal.includes(field));
  return `${at.position} ${at.stream} ${at.version} ${at.type} ${canonicalText(Object.fromEntries(open))}`;
}

/** An event as a reader of the ledger is handed it. */
export const toldEvent = (event: StoredEvent): string =>
  toldLine(event, event.data as unknown as Readonly<Record<string, Json>>);

/** The whole log as it lies in the table, past all of the product's code. */
export async function readLog(superuserUrl: string, ledger: string): Promise<readonly Entry[]> {
  const client = new pg.Client({ connectionString: superuserUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{
      position: string;
      stream: string;
      version: number;
      type: string;
      data: Buffer;
      leaf: Buffer;
    }>(
      'select position, stream, version, type, data, leaf from ledger.event where ledger = $1 order by position',
      [ledger],
    );
    return rows.map(({ data, leaf, ...row }) => {
      const at = { ...row, position: Number(row.position) };
      const parsed = JSON.parse(data.toString('utf8')) as Readonly<Record<string, Json>>;
      const text = at.type === 'ProgressReported' && typeof parsed.text === 'string' ? parsed.text : null;
      return { ...at, text, stored: storedLine(at, data, leaf), told: toldLine(at, parsed) };
    });
  } finally {
    await client.end();
  }
}
