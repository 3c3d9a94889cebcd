-- Attempts that the rules turned down: kept apart from the ledger, for auditors. No personal text.

create schema audit;

create table audit.refused_attempt (
  ledger text collate "C" not null,
  id uuid not null default gen_random_uuid(),
  attempted_at timestamptz not null default clock_timestamp(),
  -- Where the ledger stood when the attempt was judged.
  position bigint not null,
  actor text collate "C" not null,
  command text not null,
  command_id uuid not null,
  stream text collate "C",
  refusals jsonb not null,
  primary key (ledger, id)
);

create index refused_attempt_newest on audit.refused_attempt (ledger, attempted_at desc, id);

-- Bearer tokens: only the SHA-256 of each is kept.

create schema access;

create table access.token (
  ledger text collate "C" not null,
  token_hash bytea not null check (octet_length(token_hash) = 32),
  person text collate "C" not null,
  created_at timestamptz not null default clock_timestamp(),
  expires_at timestamptz,
  primary key (ledger, token_hash)
);

create index token_of_person on access.token (ledger, person);
