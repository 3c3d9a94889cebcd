import canonicalize from 'canonicalize';
import fc from 'fast-check';
import type { Json } from '../ledger.js';
import { canonicalBytes, canonicalText } from './canonical-json.js';

const json = fc.jsonValue({ maxDepth: 5 }).map((value): Json => JSON.parse(JSON.stringify(value)));
describe('canonical JSON', () => {
  it('is what another implementation of RFC 8785 makes of it', () => {
    fc.assert(
      fc.property(fc.oneof(json, fc.dictionary(fc.string({ unit: 'grapheme' }), json)), (value) => {
        expect(canonicalBytes(value, 'value').toString('utf8')).toBe(canonicalize(value));
      }),
    );
  });

  it('orders names by UTF-16 units, and leaves out what is undefined', () => {
    expect(canonicalText({ '\u20ac': 1, '\ud83d\ude00': 2, '\ufb33': 3, b: undefined, a: [1e21, -0] })).toBe(
      '{"a":[1e+21,0],"\u20ac":1,"\ud83d\ude00":2,"\ufb33":3}',
    );
  });

  it('refuses what cannot be stored, wherever it stands, and nothing else', () => {
    const bad = fc.constantFrom<Json>('a\0', '\ud800', 'x\udc00', Number.NaN, Number.POSITIVE_INFINITY);
    fc.assert(
      fc.property(json, bad, fc.boolean(), (beside, value, deep) => {
        const inner = { beside, value };
        const holder: Json = deep ? { list: [beside, inner] } : inner;
        const at = deep ? 'data.list[1].value' : 'data.value';
        expect(() => canonicalBytes(holder, 'data')).toThrow(at);
      }),
    );
    expect(() => canonicalBytes({ a: { 'n\0': 1 } }, 'data')).toThrow('data.a');
    expect(canonicalBytes({ a: 'C:\\u0000', b: '\u0001' }, 'data').toString()).toBe(
      '{"a":"C:\\\\u0000","b":"\\u0001"}',
    );
  });
});
