import { drive } from './drive.mjs';

const MINUTES = 10;

/** Appends a second after ten minutes beside an idle REPEATABLE READ snapshot, against before. */
export async function besideSnapshot(server, actum, say) {
  const before = (await drive(16, 10, actum.one)).perSecond;
  const client = await server.admin.connect();
  try {
    await client.query('begin isolation level repeatable read');
    await client.query('select count(*) from pg_class');
    for (let minute = 1; minute <= MINUTES; minute++) {
      say(
        `beside an idle snapshot: ${minute} of ${MINUTES} minutes, ${Math.round((await drive(16, 60, actum.one)).perSecond)}/s`,
      );
    }
    return (await drive(16, 10, actum.one)).perSecond / before;
  } finally {
    await client.query('rollback');
    client.release();
  }
}
