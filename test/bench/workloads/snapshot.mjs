import { drive } from '../drive.mjs';
import { say } from '../progress.mjs';

/** Appends a second after ten minutes beside an idle REPEATABLE READ snapshot, against before. */
export async function snapshot({ result, server, stores, minutes }) {
  const [actum] = stores;
  const rate = async (seconds) => (await drive(16, seconds, actum.one)).perSecond;
  say(`beside an idle snapshot, which takes ${minutes} minutes and a little`);
  const before = await rate(10);
  const client = await server.admin.connect();
  try {
    await client.query('begin isolation level repeatable read');
    await client.query('select count(*) from pg_class');
    const perMinute = [];
    for (let minute = 1; minute <= minutes; minute++) {
      perMinute.push(await rate(60));
      say(`beside an idle snapshot: ${minute} of ${minutes} minutes, ${Math.round(perMinute.at(-1))}/s`);
    }
    const after = await rate(10);
    result.snapshot = { minutes, before, perMinute, after };
    say(`${Math.round(before)}/s before, ${Math.round(after)}/s after`);
  } finally {
    await client.query('rollback');
    client.release();
  }
}
