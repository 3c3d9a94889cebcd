import { sightOnly } from './sight.js';

const isRead = (query: object): boolean => sightOnly.safeParse(query).success;

it.each(['2020-09-30', '@41', '2020-09-30T12:00:00Z', '2020-09-30T12:00:00.123456Z', '0001-01-01T00:00:00Z'])(
  'looks at the record as of %s',
  (knownAt) => {
    expect(isRead({ knownAt })).toBe(true);
  },
);

it.each([
  ['year 0', { asOf: '0000-01-01' }],
  ['the last day of year 0', { knownAt: '0000-12-31' }],
  ['an instant of year 0', { knownAt: '0000-12-31T23:59:59Z' }],
  ['an instant that is in year 0 in UTC', { knownAt: '0001-01-01T00:00:00+14:00' }],
  ['an instant that is after 9999 in UTC', { knownAt: '9999-12-31T23:59:59-14:00' }],
  ['no instant at all', { knownAt: 'lately' }],
  ['nanoseconds', { knownAt: '2020-09-30T10:00:00.123456789Z' }],
  ['a leap second', { knownAt: '2020-09-30T23:59:60Z' }],
])('does not take %s', (_what, query) => {
  expect(isRead(query)).toBe(false);
});
