import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import type { ItemDetail, ItemHistory, Possibilities } from '#projections';
import { RunningApi } from './harness/running-api.js';

type Row = Record<string, string>;

const readRows = (file: string, delimiter: string): Row[] =>
  parse<Row>(readFileSync(file), { bom: true, columns: true, delimiter });
/** As a spreadsheet shows it: the apostrophe before what would be a formula is none of the text. */
const shown = (cell = ''): string => cell.replace(/^'(?='*[=+\-@\t\r\n])/, '');
/** As spreadsheets save it where the comma is the decimal sign. */
const semicolons = {
  header: true,
  bom: true,
  delimiter: ';',
  record_delimiter: '\r\n',
  quoted_match: /[\r\n]/,
} as const;

/** What people type, and programs get wrong: quotes, breaks, other scripts, what looks like a formula. */
const reports: readonly string[] = [
  'Half of it is done, "more or less"',
  'Line one\nline two;\tand a tab',
  'نصف العمل منجز',
  '=SUM(A1:A3) is what the sheet said',
  '- twelve staff trained',
  '@focal: see 👩‍🔧 and “GB.340/INS/6”',
  "'tis done",
  '+41 22 799 6111',
];

describe('thirty items by CSV, as a focal point does it with a spreadsheet', () => {
  let api: RunningApi;
  let folder: string;
  let sheet: string;
  let refusedFile: string;
  let rows: Row[];
  const by = ['--as', 'focal-4'];
  const importing = (file: string, ...options: readonly string[]) =>
    api.actum('import', file, ...options, ...by);
  /** What the record itself has, which no view lags behind: the items' versions, and its last position. */
  const versions = async () => await Promise.all(rows.map(async ({ item }) => (await canOf(item)).version));
  const position = async () => (await canOf('maf')).position;
  const canOf = (item = '') => api.http.get<Possibilities>(`/v1/items/${item}/can`);

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'actum-sheet-'));
    sheet = join(folder, 'updates.csv');
    refusedFile = join(folder, 'updates.refused.csv');
    api = await RunningApi.start({ pack: 'packs/un-reform' });
    const registrar = await api.http.signIn('registrar');
    for (let number = 13; number <= 30; number++) {
      const item = { item: `further.${number}`, number: String(number), title: `Further item ${number}` };
      const opening = { ...item, itemType: 'action-item', due: 'By end 2020', owner: 'focal-4' };
      await api.http.post('/v1/items', opening, { token: registrar });
    }
    for (const number of [1, 2, 3, 5, 6, 7, 8, 9, 10, 11, 12])
      await api.http.post(`/v1/items/${number}/assignment`, { owner: 'focal-4' }, { token: registrar });
    await api.http.get(`/v1/items?limit=1&waitFor=${await position()}`);
    const { code, stdout } = await api.actum('items', '--mine', '--format', 'csv', ...by);
    expect([code, stdout.charCodeAt(0), stdout.endsWith('\r\n')]).toEqual([0, 0xfeff, true]);
    writeFileSync(sheet, stdout);
    rows = readRows(sheet, ',');
  }, 180_000);
  afterAll(async () => {
    await api.stop();
    rmSync(folder, { recursive: true });
  }, 60_000);

  const rowOf = (number: string): Row => {
    const row = rows.find((one) => one.number === number);
    if (row === undefined) throw new Error(`The sheet has no item ${number}.`);
    return row;
  };
  test('the sheet shows what is, and has empty columns for what came about', () => {
    expect(rows).toHaveLength(30);
    expect(rowOf('11')).toMatchObject({
      item: 'office-plan-2019-20.11',
      due: 'By end 2019',
      overdue: 'yes',
      status: expect.stringContaining('Starting 2020 following the revision'),
    });
    const empty = ['transition', 'effective_on', 'planned_start', 'reason', 'progress', 'no_change'];
    expect([...empty, 'evidence', 'ground'].every((column) => rowOf('11')[column] === '')).toBe(true);
  });

  test('a dry run gives each row’s verdict, and puts nothing on record', async () => {
    for (let number = 13; number <= 30; number++) {
      const row = rowOf(String(number));
      if (number % 3 === 0) row.planned_start = 'October 2020';
      else if (number % 3 === 1) row.progress = reports[number % reports.length] ?? '';
      else Object.assign(row, { transition: 'start', effective_on: 'by 2020-09-30', progress: 'Begun' });
    }
    for (const number of ['1', '2', '5', '8', '9', '12']) rowOf(number).no_change = 'yes';
    for (const number of ['3', '10']) rowOf(number).evidence = 'https://example.org/final\nGB.340/INS/6 ¶44';
    rowOf('6').planned_start = 'December 2020';
    rowOf('6').reason = 'The trainers’ contract, "phase 2"';
    rowOf('7').progress = reports[3] ?? '';
    // Refused: it waits for the framework. Conflicting: changed by somebody else meanwhile.
    Object.assign(rowOf('11'), { transition: 'start', reason: reports[1], progress: reports[2] });
    Object.assign(rowOf('4'), { transition: 'complete', evidence: 'GB.340/INS/6 ¶44', reason: reports[4] });
    for (const row of rows) row['My remarks'] = `for ${row.number}, "mine"`;
    writeFileSync(sheet, stringify(rows, semicolons));
    const asked = { reason: 'More time', fields: { due: 'By mid-2021' } };
    const token = await api.http.signIn('focal-4');
    await api.http.post('/v1/items/4/transitions/request-extension', asked, { token });

    const before = await versions();
    const { code, stdout, stderr } = await importing(sheet, '--dry-run');
    expect([code, stdout]).toEqual([
      3,
      expect.stringMatching(
        /Dry run, nothing is on record: (?=.*28 would be accepted)(?=.*1 refused)(?=.*1 changed meanwhile)/,
      ),
    ]);
    expect(stdout).toMatch(/^5 +office-plan-2019-20\.4 +changed meanwhile +version: It has changed since/m);
    expect(stdout).toMatch(/^12 +office-plan-2019-20\.11 +refused +Item 11 waits for/m);
    expect(stderr).toContain('“My remarks”');
    expect(await versions()).toEqual(before);
    expect(existsSync(refusedFile)).toBe(false);
  });

  test('imported, 28 are on record and two are handed back with the reason, to the letter', async () => {
    const { code, stdout, stderr } = await importing(sheet);
    expect([code, stdout]).toEqual([3, expect.stringContaining('28 on record')]);
    expect(stderr).toContain(refusedFile);
    const left = readRows(refusedFile, ';');
    const typed = ['transition', 'reason', 'progress', 'evidence', 'version', 'My remarks'];
    expect(left.map((row) => typed.map((column) => shown(row[column])))).toEqual(
      [rowOf('4'), rowOf('11')].map((row) => typed.map((column) => row[column])),
    );
    expect(left.map((row) => row.refused_because)).toEqual([
      expect.stringContaining('Due extension requested, recorded by focal-4'),
      expect.stringContaining('waits for'),
    ]);
    for (let number = 13; number <= 30; number++) {
      const row = rowOf(String(number));
      const { progress, start } = await api.http.get<ItemDetail>(`/v1/items/further.${number}`);
      expect([progress?.text ?? '', start?.text ?? '']).toEqual([row.progress, row.planned_start]);
    }
    const { entries } = await api.http.get<ItemHistory>('/v1/items/6/history');
    expect(entries.at(-1)).toMatchObject({ label: 'StartPlanned', reason: rowOf('6').reason });
  });

  test('imported again nothing is done twice; mended, what was left is on record', async () => {
    const before = await versions();
    const again = await importing(sheet);
    expect([again.code, again.stdout]).toEqual([3, expect.stringContaining('28 was on record already')]);
    expect(await versions()).toEqual(before);

    const left = readRows(refusedFile, ';');
    const [four, eleven] = left;
    if (four === undefined || eleven === undefined) throw new Error('Two rows were left.');
    const { version } = await api.http.get<ItemDetail>('/v1/items/4');
    four.version = String(version);
    eleven.transition = '';
    writeFileSync(refusedFile, stringify(left, semicolons));
    const mended = await importing(refusedFile);
    expect([mended.code, mended.stdout]).toEqual([0, expect.stringContaining('2 on record.')]);
    const eleventh = await api.http.get<ItemDetail>('/v1/items/11');
    expect(eleventh.progress?.text).toBe(reports[2]);
    const fourth = await api.http.get<ItemHistory>('/v1/items/4/history');
    expect(fourth.entries.map(({ label, reason }) => [label, reason])).toContainEqual([
      'ActionItemCompleted',
      reports[4],
    ]);
  });

  test('what is no update sheet is refused as a whole, and says why', async () => {
    const wrong = join(folder, 'wrong.csv');
    writeFileSync(wrong, 'item,progres\n4,Half\n');
    expect(await importing(wrong)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('There is no column “progres”. Did you mean “progress”?'),
    });
    writeFileSync(wrong, Uint8Array.of(0x69, 0xe9, 0x0a));
    expect(await importing(wrong)).toMatchObject({ code: 2, stderr: expect.stringContaining('CSV UTF-8') });
    writeFileSync(wrong, `\uFEFFitem\tprogress\r\n7\tDernière étape: été\r\n`, 'utf16le');
    expect(await importing(wrong)).toMatchObject({ code: 0 });
    const seventh = await api.http.get<ItemDetail>('/v1/items/7');
    expect(seventh.progress?.text).toBe('Dernière étape: été');
  });
});
