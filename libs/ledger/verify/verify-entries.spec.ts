import { createHash } from 'node:crypto';
import { canonicalBytes } from '../entry/canonical-json.js';
import { leafOf } from '../entry/leaf.js';
import type { LedgerEntry } from '../entry/ledger-entry.js';
import { merkleRoot } from '../entry/merkle-tree.js';
import type { Json } from '../ledger.js';
import { verifyEntries } from './verify-entries.js';

const START = '2019-03-01T00:00:00.000000Z';
const LATER = '2019-04-01T00:00:00.000000Z';

/** The entry with the leaf that its columns have: what a forger who knows the format would write. */
const sealOff = (entry: Omit<LedgerEntry, 'leaf'>): LedgerEntry => ({ ...entry, leaf: leafOf(entry) });

function entry(
  position: number,
  stream: string,
  version: number,
  type: string,
  data: Json,
  recordedAt: string,
) {
  return sealOff({
    ledger: 'main',
    position,
    stream,
    version,
    type,
    schemaVersion: 1,
    recordedAt,
    effectiveOn: { text: 'not stated', earliest: null, latest: null },
    decidedBy: null,
    actor: 'tester',
    commandId: `00000000-0000-4000-8000-${String(position).padStart(12, '0')}`,
    requestDigest: Buffer.alloc(32, position),
    correlationId: '00000000-0000-4000-8000-000000000000',
    causationId: null,
    data: canonicalBytes(data, 'data'),
  });
}

const opening = { origin: 'actum.example/main', clock: 'simulated', at: START, administrators: [] };
const whole: readonly LedgerEntry[] = [
  entry(1, 'ledger', 1, 'LedgerOpened', opening, START),
  entry(2, 'item:a', 1, 'ProgressReported', { text: '1' }, START),
  entry(3, 'ledger', 2, 'ClockAdvanced', { to: LATER }, LATER),
  entry(4, 'item:a', 2, 'ProgressReported', { text: '2' }, LATER),
];
const rootOf = (entries: readonly LedgerEntry[]) =>
  merkleRoot(entries.map(({ leaf }) => leaf)).toString('hex');

const altered = (position: number, change: Partial<LedgerEntry>, resealed: boolean) =>
  whole.map((one) => {
    if (one.position !== position) return one;
    const other = { ...one, ...change };
    return resealed ? sealOff(other) : other;
  });

describe('verifyEntries', () => {
  it('finds nothing wrong with a ledger as it was written, and says what that leaves open', async () => {
    const report = await verifyEntries(whole);
    expect(report).toMatchObject({
      ok: true,
      ledger: 'main',
      origin: 'actum.example/main',
      entries: 4,
      streams: 2,
      root: rootOf(whole),
      findings: [],
      findingCount: 0,
    });
    expect(report.notProven.join(' ')).toContain('cut off at the end');
  });

  it('holds it against roots known from elsewhere', async () => {
    const roots = [0, 2, 4].map((size) => ({ size, root: rootOf(whole.slice(0, size)) }));
    const report = await verifyEntries(whole, roots);
    expect(report.ok).toBe(true);
    expect(report.notProven.join(' ')).not.toContain('cut off at the end');
  });

  it.each<[string, Partial<LedgerEntry>]>([
    ['stream', { stream: 'item:b' }],
    ['type', { type: 'Objected' }],
    ['schema version', { schemaVersion: 2 }],
    ['instant', { recordedAt: LATER }],
    ['effective text', { effectiveOn: { text: '2019', earliest: null, latest: null } }],
    ['effective day', { effectiveOn: { text: 'not stated', earliest: null, latest: '2019-12-31' } }],
    ['decider', { decidedBy: 'governing-body' }],
    ['actor', { actor: 'another' }],
    ['command', { commandId: '00000000-0000-4000-8000-00000000ffff' }],
    ['digest', { requestDigest: Buffer.alloc(32) }],
    ['correlation', { correlationId: '00000000-0000-4000-8000-00000000ffff' }],
    ['cause', { causationId: '1' }],
    ['data', { data: Buffer.from('{"text":"7"}') }],
  ])('sees by the leaf that the %s was altered', async (_what, change) => {
    const { ok, findings } = await verifyEntries(altered(2, change, false));
    expect(ok).toBe(false);
    expect(findings).toContainEqual(expect.objectContaining({ code: 'ENTRY.LEAF', position: 2 }));
  });

  it.each<[string, string, readonly LedgerEntry[]]>([
    ['a missing entry', 'ENTRY.POSITION', whole.filter(({ position }) => position !== 2)],
    ['an entry twice', 'ENTRY.POSITION', whole.flatMap((one) => (one.position === 2 ? [one, one] : [one]))],
    ['another order', 'ENTRY.POSITION', whole.toSorted((a, b) => a.stream.localeCompare(b.stream))],
    ['a version left out', 'ENTRY.VERSION', altered(4, { version: 3 }, true)],
    ['an entry of another ledger', 'ENTRY.LEDGER', altered(4, { ledger: 'other' }, true)],
    ['backdating', 'ENTRY.RECORDED_AT', altered(4, { recordedAt: START }, true)],
    ['a clock that moved by itself', 'ENTRY.RECORDED_AT', altered(2, { recordedAt: LATER }, true)],
    ['a clock set to no instant', 'ENTRY.RECORDED_AT', altered(3, { data: Buffer.from('{"to":"x"}') }, true)],
    ['data that are not canonical', 'ENTRY.DATA', altered(2, { data: Buffer.from('{ "text":"1"}') }, true)],
    ['data that are no JSON', 'ENTRY.DATA', altered(2, { data: Buffer.from([0xff]) }, true)],
    ['no opening', 'ENTRY.OPENING', altered(1, { type: 'RemindersBegun' }, true)],
    ['a second opening', 'ENTRY.OPENING', altered(3, { type: 'LedgerOpened' }, true)],
    ['a command accepted twice', 'ENTRY.COMMAND', altered(4, { commandId: whole[1]?.commandId ?? '' }, true)],
    ['a command of two persons', 'ENTRY.COMMAND', altered(2, { commandId: whole[0]?.commandId ?? '' }, true)],
  ])('sees %s', async (_what, code, entries) => {
    const { ok, findings } = await verifyEntries(entries);
    expect(ok).toBe(false);
    expect(findings.map((finding) => finding.code)).toContain(code);
  });

  it('sees against a known root that the end was cut off, or all of it written anew', async () => {
    const known = [{ size: 4, root: rootOf(whole) }];
    const cut = await verifyEntries(whole.slice(0, 3), known);
    expect(cut.findings).toEqual([
      { code: 'TREE.ROOT', position: null, message: 'There are 3 entries, not 4.' },
    ]);
    const anew = await verifyEntries(altered(2, { actor: 'another' }, true), known);
    expect(anew.findings.map(({ code }) => code)).toEqual(['TREE.ROOT']);
  });

  describe('published papers', () => {
    const sha256 = (content: Json) =>
      createHash('sha256').update(canonicalBytes(content, 'content')).digest('hex');
    const content = { number: 'GB.1', treeSize: 3, rootHash: rootOf(whole.slice(0, 3)) };
    const published = (data: Json) => [...whole, entry(5, 'paper:gb.1', 1, 'PaperPublished', data, LATER)];
    const codes = async (data: Json) =>
      (await verifyEntries(published(data))).findings.map(({ code, position }) => [code, position]);

    it('are counted, with the digest and the root that they print', async () => {
      const report = await verifyEntries(published({ digest: sha256(content), content }));
      expect(report).toMatchObject({ ok: true, papers: 1 });
    });

    it('are found out where a row was altered, although every leaf fits', async () => {
      const altered = { ...content, components: [] };
      expect(await codes({ digest: sha256(content), content: altered })).toEqual([['PAPER.DIGEST', 5]]);
    });

    it.each<[string, { treeSize: number; rootHash: string }]>([
      ['another root', { treeSize: 3, rootHash: rootOf(whole) }],
      ['the root of another size', { treeSize: 2, rootHash: content.rootHash }],
      ['more entries than came before it', { treeSize: 5, rootHash: content.rootHash }],
    ])('are found out where they print %s', async (_what, more) => {
      const printed = { ...content, ...more };
      expect(await codes({ digest: sha256(printed), content: printed })).toEqual([['PAPER.ROOT', 5]]);
    });

    it('are found out where they are none', async () => {
      expect(await codes({ digest: sha256(content) })).toEqual([['PAPER.CONTENT', 5]]);
    });
  });

  it('keeps the first hundred findings and counts all of them', async () => {
    const gaps = Array.from({ length: 150 }, (_, index) =>
      entry(index * 2 + 1, `item:${index}`, 1, 'ProgressReported', { text: '' }, START),
    );
    const { findings, findingCount } = await verifyEntries(gaps);
    expect(findings).toHaveLength(100);
    expect(findingCount).toBeGreaterThanOrEqual(149);
  });
});
