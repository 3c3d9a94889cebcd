import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { encodeEntry, leafOf, microsecondsOf } from './leaf.js';
import { entryFromJson, entryToJson } from './ledger-entry.js';
import { readVectors } from './vectors.js';

const { entries } = readVectors(readFileSync('docs/ledger-format.vectors.json', 'utf8'));

describe('the encoding of an entry', () => {
  it.each(entries.map(({ name, ...vector }) => [name, vector] as const))('vector: %s', (_name, vector) => {
    const entry = entryFromJson(vector.entry);
    expect(encodeEntry(entry).toString('hex')).toBe(vector.encoded);
    expect(leafOf(entry).toString('hex')).toBe(vector.entry.leaf);
    expect(entryToJson(entry)).toEqual(vector.entry);
  });

  it('never gives two entries the same bytes, wherever their text is cut', () => {
    const [vector] = entries;
    if (vector === undefined) throw new Error('no vectors');
    const entry = entryFromJson(vector.entry);
    const text = fc.string({ unit: 'grapheme' });
    const columns = fc.record({ actor: text, causationId: fc.option(text), decidedBy: fc.option(text) });
    fc.assert(
      fc.property(columns, columns, (left, right) => {
        const same = JSON.stringify(left) === JSON.stringify(right);
        expect(leafOf({ ...entry, ...left }).equals(leafOf({ ...entry, ...right }))).toBe(same);
      }),
    );
  });
});

describe('microsecondsOf', () => {
  it('counts from 1970 without loss', () => {
    expect(microsecondsOf('2020-09-30T23:59:59.999999Z')).toBe(1601510399999999n);
    expect(microsecondsOf('1969-12-31T23:59:59.000001Z')).toBe(-999999n);
    expect(microsecondsOf('1970-01-01T00:00:00.5Z')).toBe(500000n);
  });

  it.each(['2020-09-30', '2020-09-30T00:00:00+02:00', '2020-13-01T00:00:00Z', 'infinity'])(
    'refuses %s',
    (text) => expect(() => microsecondsOf(text)).toThrow(RangeError),
  );
});
