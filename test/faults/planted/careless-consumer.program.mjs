import pg from 'pg';

// A process that follows the ledger and writes down what it reads, as projections are often written: an
// event and the checkpoint are two transactions. Which of them comes first is the bug.
const [url, ledger, first] = process.argv.slice(2);
const client = new pg.Client({ connectionString: url });
await client.connect();
await client.query(`create schema if not exists careless;
  create table if not exists careless.given (nth bigserial primary key, position bigint not null, line text not null);
  create table if not exists careless.checkpoint as select 0::bigint as position`);

const move = (position) => client.query('update careless.checkpoint set position = $1', [position]);
// A transaction takes as long as it takes.
const apply = ({ position, line }) =>
  client.query(
    'insert into careless.given (position, line) select $1, $2 from (select pg_sleep(0.003)) slept',
    [position, line],
  );

for (;;) {
  const { rows } = await client.query(
    `select position, concat_ws(' ', position, stream, version, type, convert_from(data, 'UTF8')) as line
     from ledger.event where ledger = $1 and position > (select position from careless.checkpoint)
     order by position limit 20`,
    [ledger],
  );
  const last = rows.at(-1);
  if (last === undefined) continue;
  if (first === 'checkpoint') await move(last.position);
  for (const row of rows) await apply(row);
  if (first === 'rows') await move(last.position);
}
