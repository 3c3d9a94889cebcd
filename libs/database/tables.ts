import type { ColumnType, Generated, JSONColumnType } from 'kysely';

/** `ledger.event`: read only; `ledger.append` alone writes it. */
export interface EventTable {
  readonly ledger: string;
  readonly position: number;
  readonly stream: string;
  readonly version: number;
  readonly type: string;
  readonly schema_version: number;
  readonly recorded_at: string;
  readonly effective_text: string;
  readonly effective_earliest: string | null;
  readonly effective_latest: string | null;
  readonly decided_by: string | null;
  readonly actor: string;
  readonly command_id: string;
  readonly request_digest: Buffer;
  readonly correlation_id: string;
  readonly causation_id: string | null;
  readonly data: Buffer;
  readonly leaf: Buffer;
}

/** `keys.person_key` */
export interface PersonKeyTable {
  ledger: string;
  key_id: string;
  person: string;
  wrapped: Buffer;
  created_at: Generated<string>;
}

/** `audit.refused_attempt`; `refusals` holds an array of refusals, without personal text. */
export interface RefusedAttemptTable {
  ledger: string;
  id: Generated<string>;
  attempted_at: Generated<string>;
  position: number;
  actor: string;
  command: string;
  command_id: string;
  stream: string | null;
  refusals: JSONColumnType<readonly object[], string, never>;
}

/** `access.token`; `token_hash` is the SHA-256 of the token. */
export interface TokenTable {
  ledger: string;
  token_hash: Buffer;
  person: string;
  created_at: Generated<string>;
  expires_at: ColumnType<string | null, string | null | undefined, never>;
}

/** The tables that the migrator makes, under their qualified names. */
export interface Tables {
  'ledger.event': EventTable;
  'keys.person_key': PersonKeyTable;
  'audit.refused_attempt': RefusedAttemptTable;
  'access.token': TokenTable;
}
