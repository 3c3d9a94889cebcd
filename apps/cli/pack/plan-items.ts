import { type CsvCell, type CsvFile, readCsvFile } from './csv-file.js';
import type { Entry } from './entry.js';
import type { Fault } from './fault.js';
import { hint } from './hint.js';
import {
  type ItemsFromCsv,
  itemsFromCsv,
  type PlanFile,
  type PlannedItemEntry,
  plannedItem,
} from './pack.schema.js';
import { validateValue } from './validate-file.js';
import type { YamlFile } from './yaml-file.js';

/** Whom and what the words of a cell may name besides an id. */
export interface Named {
  /** Ids by the names and addresses of people and bodies. */
  readonly parties: ReadonlyMap<string, string>;
}

interface PlanItems {
  readonly items: readonly Entry<PlannedItemEntry>[];
  readonly faults: readonly Fault[];
}

/** A plan's items, from the plan's own file or from the CSV file that it names. */
export async function readPlanItems(
  folder: string,
  yaml: YamlFile,
  { items: written, components }: PlanFile,
  named: Named,
): Promise<PlanItems> {
  if (Array.isArray(written)) return listedItems(yaml, written);
  const checked = validateValue(yaml, itemsFromCsv, written, ['items']);
  if (checked.data === null) return { items: [], faults: checked.faults };
  const csv = await readCsvFile(folder, checked.data.from);
  if (csv.header.length === 0) return { items: [], faults: [...checked.faults, ...csv.faults] };
  const columns = new Columns(yaml, csv, checked.data);
  const items = csv.rows.map((row) => columns.item(row, components, named));
  return { items, faults: [...checked.faults, ...csv.faults, ...columns.faults] };
}

function listedItems(yaml: YamlFile, written: readonly unknown[]): PlanItems {
  const faults: Fault[] = [];
  const items = written.flatMap((value, index): readonly Entry<PlannedItemEntry>[] => {
    const checked = validateValue(yaml, plannedItem, value, ['items', index]);
    faults.push(...checked.faults);
    if (checked.data === null) return [];
    return [{ value: checked.data, place: (...at) => yaml.place(['items', index, ...at]) }];
  });
  return { items, faults };
}

type Column = keyof ItemsFromCsv['columns'];
type Components = PlanFile['components'];

class Columns {
  readonly faults: Fault[] = [];
  private readonly indexes = new Map<string, number>();

  constructor(
    yaml: YamlFile,
    private readonly csv: CsvFile,
    private readonly section: ItemsFromCsv,
  ) {
    const { fields = {}, ...own } = section.columns;
    const wanted = [
      ...Object.entries(own).map(([name, title]) => ({ key: name, title, at: ['items', 'columns', name] })),
      ...Object.entries(fields).map(([name, title]) => ({
        ...{ key: `fields.${name}`, title },
        at: ['items', 'columns', 'fields', name],
      })),
    ];
    const titles = csv.header.map(({ text }) => text.trim());
    for (const { key, title, at } of wanted) {
      const index = title === undefined ? -1 : titles.indexOf(title);
      if (title === undefined) continue;
      if (index === -1) {
        const message = `${csv.file} has no column "${title}".${hint(title, titles)}`;
        this.faults.push({ ...yaml.place(at), message });
      } else this.indexes.set(key, index);
    }
  }

  item(row: readonly CsvCell[], components: Components, named: Named): Entry<PlannedItemEntry> {
    const text = (key: string): string | undefined => {
      const written = this.cell(row, key)?.text.trim() ?? '';
      // Our own exports keep a spreadsheet from taking a cell for a formula with an apostrophe.
      const plain = /^'[=+\-@]/.test(written) ? written.slice(1) : written;
      return plain === '' ? undefined : plain;
    };
    for (const key of ['number', 'title'])
      if (this.indexes.has(key) && text(key) === undefined)
        this.faults.push({
          ...this.place(row, key),
          message: `the column "${this.titleOf(key)}" is empty here`,
        });
    const fields = Object.keys(this.section.columns.fields ?? {}).flatMap((name) => {
      const value = text(`fields.${name}`);
      return value === undefined ? [] : [[name, value] as const];
    });
    const [only] = components;
    const component = this.section.columns.component === undefined ? only?.id : text('component');
    const value: PlannedItemEntry = {
      ...{ number: text('number') ?? '?', title: text('title') ?? '?', item: text('item') },
      component:
        this.idOf('component', component, new Map(components.map(({ id, title }) => [title, id]))) ?? '',
      ...{ due: text('due'), latest: text('latest') },
      owner: this.idOf('owner', text('owner'), named.parties),
      deputy: this.idOf('deputy', text('deputy'), named.parties),
      parts: partsIn(text('parts')),
      fields: fields.length === 0 ? undefined : Object.fromEntries(fields),
    };
    return { value, place: (...at) => this.place(row, at.join('.')) };
  }

  /** By the words that the plan's file explains, or by a name. */
  private idOf(
    column: 'component' | 'owner' | 'deputy',
    written: string | undefined,
    names: ReadonlyMap<string, string>,
  ): string | undefined {
    if (written === undefined) return undefined;
    return this.section.words?.[column]?.[written] ?? names.get(written) ?? written;
  }

  private cell(row: readonly CsvCell[], key: string): CsvCell | undefined {
    const index = this.indexes.get(key);
    return index === undefined ? undefined : row[index];
  }

  private place(row: readonly CsvCell[], key: string): Omit<CsvCell, 'text'> {
    const { file, line, column } = this.cell(row, key) ??
      row[0] ?? { file: this.csv.file, line: 1, column: 1 };
    return { file, line, column };
  }

  private titleOf(key: string): string {
    return this.section.columns[key as Exclude<Column, 'fields'>] ?? key;
  }
}

/** "a: First limb; b: Second limb" */
function partsIn(text: string | undefined): PlannedItemEntry['parts'] {
  return text?.split(';').flatMap((part, index) => {
    const [, id, title] = /^\s*(?:([A-Za-z0-9]{1,10}):\s*)?(.*?)\s*$/s.exec(part) ?? [];
    return title === undefined || title === '' ? [] : [{ id: (id ?? `p${index + 1}`).toLowerCase(), title }];
  });
}
