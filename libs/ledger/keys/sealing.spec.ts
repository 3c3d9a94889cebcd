import { randomBytes, randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { LedgerDamaged } from '../errors.js';
import { openField, type SealedPlace, sealField } from './sealing.js';

const place: SealedPlace = { ledger: 'main', stream: 'person:ada', type: 'PersonRegistered', field: 'name' };
const person = { id: randomUUID(), key: randomBytes(32) };

describe('a sealed field', () => {
  it('opens to what was sealed, whatever it is', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'grapheme' }), fc.constant(null)), (value) => {
        expect(openField(sealField(value, person, place), person.key, place)).toBe(value);
      }),
    );
  });

  it('has other bytes every time', () => {
    expect(sealField('Ada', person, place)).not.toEqual(sealField('Ada', person, place));
  });

  it.each<[string, Partial<SealedPlace>]>([
    ['ledger', { ledger: 'other' }],
    ['stream', { stream: 'person:grace' }],
    ['type', { type: 'RoleGiven' }],
    ['field', { field: 'email' }],
  ])('opens in no other %s', (_what, elsewhere) => {
    const sealed = sealField('Ada', person, place);
    expect(() => openField(sealed, person.key, { ...place, ...elsewhere })).toThrow(LedgerDamaged);
  });

  it('opens neither with another key nor with one bit altered', () => {
    const { sealed } = sealField('Ada', person, place);
    expect(() => openField({ sealed }, randomBytes(32), place)).toThrow(LedgerDamaged);
    const box = Buffer.from(sealed.box, 'base64url');
    for (let at = 0; at < box.length; at += 1) {
      const altered = Buffer.from(box);
      altered.writeUInt8(altered.readUInt8(at) ^ 1, at);
      const other = { sealed: { ...sealed, box: altered.toString('base64url') } };
      expect(() => openField(other, person.key, place)).toThrow(LedgerDamaged);
    }
    expect(() => openField({ sealed: { ...sealed, box: 'AAAA' } }, person.key, place)).toThrow(LedgerDamaged);
  });
});
