import pg from 'pg';

/**
 * What the application's role may do, beside owning the schemas of the views that it makes itself:
 * read events and append to them through the function, keep and delete wrapped keys and tokens, put
 * refused attempts on record, and run the queue, which creates a sequence for each of its queues.
 */
export const grants = (role: string, database: string): string => `
  grant connect, create on database ${database} to ${role};

  grant usage on schema ledger, keys, audit, access to ${role};
  grant select on ledger.event to ${role};
  grant execute on all functions in schema ledger to ${role};
  revoke execute on function ledger.refuse_change() from ${role};
  grant select, insert, delete on keys.person_key, access.token to ${role};
  grant select, insert on audit.refused_attempt to ${role};

  grant usage, create on schema bullmq to ${role};
  grant select, insert, update, delete, truncate on all tables in schema bullmq to ${role};
  grant execute on all functions in schema bullmq to ${role};
  grant usage, select, update on all sequences in schema bullmq to ${role};
`;

/** Grants all of it as the present role, which must own the schemas; granting again changes nothing. */
export async function grantToApplication(client: pg.Client, applicationRole: string): Promise<void> {
  const { rows } = await client.query<{ name: string }>('select current_database() as name');
  for (const { name } of rows) {
    await client.query(grants(pg.escapeIdentifier(applicationRole), pg.escapeIdentifier(name)));
  }
}
