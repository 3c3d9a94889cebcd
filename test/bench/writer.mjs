// One process of writers on a ledger: `node writer.mjs` with what it needs in BENCH, as JSON. Prints what it did a second.
import { randomUUID } from 'node:crypto';
import { openPool } from '../../dist/libs/database/index.js';
import { openKeyFile, openPostgresLedger } from '../../dist/libs/ledger/index.js';
import { drive, payload } from './drive.mjs';
import { append, eventOf } from './stores/actum.mjs';

const { url, name, keyFile, writers, seconds } = JSON.parse(process.env.BENCH ?? '{}');
const pool = openPool(url, { size: 8 });
const ledger = openPostgresLedger({ pool, name, keys: openKeyFile(keyFile) });
const one = (_writer, n) => append(ledger, `item:${randomUUID()}`, 0, [eventOf(payload(n))]);
await drive(4, 1, one);
const { perSecond } = await drive(writers, seconds, one);
console.log(perSecond);
await pool.end();
