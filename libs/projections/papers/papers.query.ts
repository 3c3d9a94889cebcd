import type { PaperContent } from '#domain';
import type { Reflected } from '../answers/reflected.answer.js';
import { directory } from '../directory/directory.projection.js';
import { type Names, readNames } from '../directory/names.js';
import { labelInWords } from '../item-history/label-in-words.js';
import { reflect } from '../reflect/reflect.js';
import type { Vantage, ViewAccess } from '../reflect/view-access.js';
import { viewDatabase } from '../reflect/view-database.js';
import { segmentsAt } from '../status-table/segments.js';
import { statusTable } from '../status-table/status-table.projection.js';
import type { PaperHead, PaperList, PublishedPaper } from './papers.answer.js';
import { type PaperRows, papersView } from './papers.projection.js';

type Head = Omit<PaperRows['paper'], 'content'>;
type Corrigendum = PaperRows['corrigendum'];
type LateEntry = PaperRows['late_entry'];

/**
 * Papers on record, the last one first; of one plan where one is named.
 *
 * @throws ViewBehind
 */
export async function readPapers(
  access: ViewAccess,
  { plan }: { readonly plan?: string | undefined } = {},
  vantage: Vantage = {},
): Promise<PaperList> {
  const reflected = await reflect(access, [papersView, directory], vantage);
  const found = papersAt(access, reflected).select(head);
  const rows = await (plan === undefined ? found : found.where('plan', '=', plan)).execute();
  const ids = rows.map(({ paper }) => paper);
  const [corrigenda, late] = await Promise.all([
    corrigendaOf(access, reflected, ids),
    lateEntriesOf(access, reflected, ids),
  ]);
  const names = await readNames(
    access,
    [...rows, ...corrigenda].map(({ actor }) => actor),
  );
  return { ...reflected, papers: rows.map((row) => headOf(row, corrigenda, late, names)) };
}

/**
 * A paper as it was published, by its id. Null where there is none.
 *
 * @throws ViewBehind
 */
export async function readPublishedPaper(
  access: ViewAccess,
  paper: string,
  vantage: Vantage = {},
): Promise<PublishedPaper | null> {
  const reflected = await reflect(access, [papersView, statusTable, directory], vantage);
  const row = await papersAt(access, reflected).selectAll().where('paper', '=', paper).executeTakeFirst();
  if (row === undefined) return null;
  const [corrigenda, late] = await Promise.all([
    corrigendaOf(access, reflected, [paper]),
    lateEntriesOf(access, reflected, [paper]),
  ]);
  const [names, numbers] = await Promise.all([
    readNames(
      access,
      [row, ...corrigenda, ...late].map(({ actor }) => actor),
    ),
    readNumbers(access, reflected, late),
  ]);
  return {
    ...reflected,
    paper: headOf(row, corrigenda, late, names),
    content: contentIn(row.content),
    late: late.map(({ position, item, label, effective, recorded_at, actor }) => ({
      ...{ position, item, number: numbers.get(item) ?? null, label, words: labelInWords(label) },
      ...{ effective, recordedAt: recorded_at, recordedBy: actor, recordedByName: names.person(actor) },
    })),
  };
}

/**
 * The RFC 8785 bytes of a paper, as text, and their digest. Null where there is none.
 *
 * @throws ViewBehind
 */
export async function readPaperBytes(
  access: ViewAccess,
  paper: string,
  vantage: Vantage = {},
): Promise<{ readonly bytes: string; readonly digest: string; readonly position: number } | null> {
  const reflected = await reflect(access, [papersView], vantage);
  const row = await papersAt(access, reflected)
    .select(['content', 'digest'])
    .where('paper', '=', paper)
    .executeTakeFirst();
  if (row === undefined) return null;
  return { bytes: row.content, digest: row.digest, position: reflected.position };
}

/** Stands in a list that may be empty otherwise, which SQL does not take. */
const noPaper = '';

const head = [
  ...(['paper', 'number', 'title', 'plan', 'body', 'body_name', 'session', 'as_of', 'digest'] as const),
  ...(['drawn_at', 'root_hash', 'reason', 'illustrative', 'actor', 'recorded_at', 'position'] as const),
] as const;

const papersAt = (access: ViewAccess, { knownAt }: Reflected) =>
  viewDatabase(access.db, papersView)
    .selectFrom('paper')
    .where('ledger', '=', access.ledger.name)
    .where('position', '<=', knownAt.position)
    .orderBy('position', 'desc');

const corrigendaOf = (access: ViewAccess, { knownAt }: Reflected, papers: readonly string[]) =>
  viewDatabase(access.db, papersView)
    .selectFrom('corrigendum')
    .selectAll()
    .where('ledger', '=', access.ledger.name)
    .where('paper', 'in', [...papers, noPaper])
    .where('position', '<=', knownAt.position)
    .orderBy('position')
    .execute();

const lateEntriesOf = (access: ViewAccess, { knownAt }: Reflected, papers: readonly string[]) =>
  viewDatabase(access.db, papersView)
    .selectFrom('late_entry')
    .selectAll()
    .where('ledger', '=', access.ledger.name)
    .where('paper', 'in', [...papers, noPaper])
    .where('position', '<=', knownAt.position)
    .orderBy('position')
    .execute();

async function readNumbers(
  access: ViewAccess,
  reflected: Reflected,
  late: readonly LateEntry[],
): Promise<ReadonlyMap<string, string | null>> {
  const items = [...new Set(late.map(({ item }) => item))];
  if (items.length === 0) return new Map();
  const found = await segmentsAt(access, reflected).where('segment.item', 'in', items).execute();
  return new Map(found.map(({ facts }) => [facts.item, facts.number]));
}

/** What the ledger holds of it was drawn by this program, and is a paper's content by construction. */
const contentIn = (bytes: string): PublishedPaper['content'] => {
  const { notices, components, ...rest }: PaperContent = JSON.parse(bytes);
  return {
    ...rest,
    notices: [...notices],
    components: components.map(({ title, rows }) => ({ title, rows: rows.map((row) => ({ ...row })) })),
  };
};

function headOf(
  row: Head,
  corrigenda: readonly Corrigendum[],
  late: readonly LateEntry[],
  names: Names,
): PaperHead {
  const { paper, number, title, plan, body, session, digest, reason, actor } = row;
  return {
    ...{ paper, number, title, plan, body, bodyName: row.body_name, session, asOf: row.as_of },
    ...{ publishedAt: row.recorded_at, publishedBy: actor, publishedByName: names.person(actor) },
    ...{ reason, illustrative: [...row.illustrative], digest },
    drawnAt: { position: row.drawn_at, treeSize: row.drawn_at, rootHash: row.root_hash },
    corrigenda: corrigenda
      .filter((one) => one.paper === paper)
      .map((one) => ({
        ...{ position: one.position, number: one.number, text: one.text, row: one.row, reason: one.reason },
        ...{ publishedAt: one.recorded_at, publishedBy: one.actor },
        publishedByName: names.person(one.actor),
      })),
    lateEntries: late.filter((one) => one.paper === paper).length,
  };
}
