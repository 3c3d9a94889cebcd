-- One key a person, wrapped by the key file, which never comes near this database. Deleting a row
-- erases what was sealed under it.

create schema keys;

create table keys.person_key (
  ledger text collate "C" not null,
  key_id uuid not null,
  person text collate "C" not null,
  wrapped bytea not null check (octet_length(wrapped) = 60),
  created_at timestamptz not null default clock_timestamp(),
  primary key (ledger, key_id),
  unique (ledger, person)
);
