import { kyselyOn, type Tables } from '#database';
import { createTestDatabase, type TestDatabase } from '#testing';
import { AccessTokens } from './access-tokens.js';

let database: TestDatabase;
let tokens: AccessTokens;
beforeAll(async () => {
  database = await createTestDatabase();
  tokens = new AccessTokens(kyselyOn<Tables>(database.pool), 'main');
});
afterAll(async () => {
  await database.close();
});

it('knows whose token it is, until it is revoked', async () => {
  const [token, other] = [await tokens.issue('focal-11'), await tokens.issue('focal-11')];
  expect(token).not.toBe(other);
  expect(await tokens.verify(token)).toBe('focal-11');
  await tokens.revoke(token);
  expect(await tokens.verify(token)).toBeNull();
  expect(await tokens.verify(other)).toBe('focal-11');
});

it('signs a person out everywhere, and nobody else', async () => {
  const [one, another, others] = [
    await tokens.issue('approver'),
    await tokens.issue('approver'),
    await tokens.issue('auditor'),
  ];
  await tokens.revokeAll('approver');
  expect([await tokens.verify(one), await tokens.verify(another)]).toEqual([null, null]);
  expect(await tokens.verify(others)).toBe('auditor');
});

it('does not know a token that has expired, was never issued, or belongs to another ledger', async () => {
  expect(await tokens.verify(await tokens.issue('focal-11', new Date(Date.now() - 1000)))).toBeNull();
  expect(await tokens.verify(await tokens.issue('focal-11', new Date(Date.now() + 60_000)))).toBe('focal-11');
  expect(await tokens.verify('actum_unknown')).toBeNull();
  const elsewhere = new AccessTokens(kyselyOn<Tables>(database.pool), 'other');
  expect(await elsewhere.verify(await tokens.issue('focal-11'))).toBeNull();
});

it('keeps no token that would open anything', async () => {
  const token = await tokens.issue('registrar');
  const { rows } = await database.pool.query<{ row: string }>('select token::text as row from access.token');
  expect(rows.some(({ row }) => row.includes(token))).toBe(false);
});

it('is at its word for a second, in the process that looked; what is revoked there is gone at once', async () => {
  const another = new AccessTokens(kyselyOn<Tables>(database.pool), 'main');
  const token = await tokens.issue('focal-12');
  expect([await tokens.verify(token), await another.verify(token)]).toEqual(['focal-12', 'focal-12']);
  const looked = performance.now();
  const underWay = Array.from({ length: 20 }, () => another.verify(token));
  await another.revokeAll('focal-12');
  await Promise.all(underWay);
  expect(await another.verify(token)).toBeNull();
  // Where it was not revoked, until it is looked up again.
  while ((await tokens.verify(token)) !== null) expect(performance.now() - looked).toBeLessThan(3_000);
  expect(await tokens.verify(token)).toBeNull();
});

it('is not remembered beyond its own end', async () => {
  const end = Date.now() + 300;
  const token = await tokens.issue('focal-13', new Date(end));
  expect(await tokens.verify(token)).toBe('focal-13');
  while ((await tokens.verify(token)) !== null) expect(Date.now() - end).toBeLessThan(600);
});
