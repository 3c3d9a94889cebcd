import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { migrate, readMigrations } from '#database';
import { entriesOf, generateKeys, leafOf, openPostgresLedger, verifyEntries } from '#ledger';
import { createEmptyDatabase, progress, requestOf, type TestDatabase } from '#testing';

/** As the function of 0004 took them, two requests: one on two streams with everything given, one with nothing. */
const APPEND_BEFORE = `select ledger.append('kept', $1::uuid[], decode(repeat('ab', 64), 'hex'),
  '{registrar,system:rule}', $2::uuid[], '{17,null}', '{2,1}', '{2,1}', '{item:a,item:b,person:p}', '{1,2,3}',
  '{0,0,0}', '{1,2,3}', '{Transitioned,ProgressReported,Commented}', '{2,1,1}',
  '{by 2020-09-30,2019,not stated}', '{null,2019-01-01,null}', '{2020-09-30,2019-12-31,null}',
  '{governing-body,null,null}', '{10,2,12}', convert_to('{"a":"é"}{}{"text":"x"}', 'UTF8'))`;
const FOUND_BEFORE = `select ledger.append('kept', array[gen_random_uuid()], decode(repeat('00', 32), 'hex'), '{founder}',
  array[gen_random_uuid()], '{null}', '{1}', '{1}', '{ledger}', '{1}', '{0}', '{1}', '{LedgerOpened}', '{1}',
  '{not stated}', '{null}', '{null}', '{null}', '{16}', convert_to('{"clock":"real"}', 'UTF8'))`;

describe('a ledger that holds events from before 0005', () => {
  let database: TestDatabase;

  beforeEach(async () => {
    database = await createEmptyDatabase();
  });

  afterEach(() => database.close());

  it('holds the same ones after it, to the byte, and goes on', async () => {
    const { ownerUrl, applicationRole, pool } = database;
    const before = readMigrations().filter(({ name }) => name < '0005');
    await migrate(ownerUrl, applicationRole, before);
    const owner = new pg.Client({ connectionString: ownerUrl });
    await owner.connect();
    const commands = [randomUUID(), randomUUID()];
    await owner.query(FOUND_BEFORE);
    // The second command is its own correlation.
    await owner.query(APPEND_BEFORE, [commands, [randomUUID(), commands[1]]]);
    const columns = `ledger, position, stream, version, type, schema_version, recorded_at::text, effective_text,
      effective_earliest::text, effective_latest::text, decided_by, actor, command_id, request_digest,
      causation_id, data, leaf`;
    const rows = async (correlation: string) =>
      (
        await owner.query(
          `select ${columns}, ${correlation} as correlation from ledger.event order by position`,
        )
      ).rows;
    const held = await rows('correlation_id');
    expect(held).toHaveLength(4);

    await migrate(ownerUrl, applicationRole);

    expect(await rows('coalesce(correlation_id, command_id)')).toEqual(held);
    await owner.end();
    const ledger = openPostgresLedger({ pool, name: 'kept', keys: generateKeys() });
    const writes = [{ stream: 'item:a', expectedVersion: 1, events: [progress('more')] }] as const;
    expect(await ledger.append(requestOf(ledger, writes))).toMatchObject({
      verdict: 'appended',
      firstPosition: 5,
    });
    const again = requestOf(ledger, writes, {
      commandId: commands[0] ?? '',
      requestDigest: Buffer.alloc(32, 0xab),
    });
    expect(await ledger.append(again)).toMatchObject({
      verdict: 'repeated',
      firstPosition: 2,
      lastPosition: 3,
    });
    const entries = await ledger.readEntries(0, 10);
    expect(entries.map(leafOf)).toEqual(entries.map(({ leaf }) => leaf));
    expect(await verifyEntries(entriesOf(ledger))).toMatchObject({ ok: true, entries: 5 });
  });
});
