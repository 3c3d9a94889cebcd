-- The ledger: one table that only grows, and the one function that writes it.
-- What each column holds, and how a leaf is computed: docs/ledger-format.md.

do $$
begin
  if current_setting('server_encoding') <> 'UTF8' then
    raise exception 'the database must be encoded as UTF8, not %', current_setting('server_encoding');
  end if;
end $$;

create schema ledger;

create table ledger.event (
  ledger text collate "C" not null
    check (ledger ~ '^[a-z0-9][a-z0-9._-]{0,62}$'),
  position bigint not null check (position > 0),
  stream text collate "C" not null
    check (stream ~ '^[a-z][a-z-]{0,39}(:[a-z0-9][A-Za-z0-9._-]{0,99})?$'),
  version integer not null check (version > 0),
  type text collate "C" not null
    check (type ~ '^[A-Z][A-Za-z0-9]{0,99}$'),
  schema_version integer not null check (schema_version > 0),
  recorded_at timestamptz not null check (isfinite(recorded_at)),
  effective_text text not null check (octet_length(effective_text) between 1 and 400),
  effective_earliest date check (effective_earliest between '0001-01-01' and '9999-12-31'),
  effective_latest date check (effective_latest between '0001-01-01' and '9999-12-31'),
  decided_by text collate "C" check (octet_length(decided_by) between 1 and 200),
  actor text collate "C" not null check (octet_length(actor) between 1 and 200),
  command_id uuid not null,
  request_digest bytea not null check (octet_length(request_digest) = 32),
  correlation_id uuid not null,
  causation_id text collate "C" check (octet_length(causation_id) between 1 and 200),
  -- The cast refuses what is not UTF-8, not JSON, or holds U+0000 or a lone surrogate.
  data bytea not null
    check (octet_length(data) <= 1048576)
    check (jsonb_typeof(convert_from(data, 'UTF8')::jsonb) = 'object'),
  leaf bytea not null check (octet_length(leaf) = 32),
  primary key (ledger, position),
  unique (ledger, stream, version),
  check (effective_earliest <= effective_latest)
);

create index event_of_command on ledger.event (ledger, command_id, position);

create function ledger.refuse_change() returns trigger
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
  raise exception 'events are never changed or removed' using errcode = 'LG403';
end $$;

create trigger event_is_append_only
before update or delete or truncate on ledger.event
for each statement execute function ledger.refuse_change();

-- Also under session_replication_role = replica.
alter table ledger.event enable always trigger event_is_append_only;

-- One field of an entry: its length as four bytes, then its bytes; null: ff ff ff ff.
create function ledger.field(p_bytes bytea) returns bytea
language sql immutable
return case
  when p_bytes is null then '\xffffffff'::bytea
  else int4send(octet_length(p_bytes)) || p_bytes
end;

-- RFC 9162 leaf hash of one event, entry encoding version 1.
create function ledger.leaf(
  p_ledger text, p_position bigint, p_stream text, p_version integer, p_type text, p_schema_version integer,
  p_recorded_at timestamptz, p_effective_text text, p_effective_earliest date, p_effective_latest date,
  p_decided_by text, p_actor text, p_command_id uuid, p_request_digest bytea, p_correlation_id uuid,
  p_causation_id text, p_data bytea
) returns bytea
language sql stable
return sha256(
  '\x00'::bytea || '\x01'::bytea
  || ledger.field(convert_to(p_ledger, 'UTF8'))
  || ledger.field(int8send(p_position))
  || ledger.field(convert_to(p_stream, 'UTF8'))
  || ledger.field(int4send(p_version))
  || ledger.field(convert_to(p_type, 'UTF8'))
  || ledger.field(int4send(p_schema_version))
  || ledger.field(int8send((extract(epoch from p_recorded_at) * 1000000)::bigint))
  || ledger.field(convert_to(p_effective_text, 'UTF8'))
  || ledger.field(convert_to(to_char(p_effective_earliest, 'YYYY-MM-DD'), 'UTF8'))
  || ledger.field(convert_to(to_char(p_effective_latest, 'YYYY-MM-DD'), 'UTF8'))
  || ledger.field(convert_to(p_decided_by, 'UTF8'))
  || ledger.field(convert_to(p_actor, 'UTF8'))
  || ledger.field(uuid_send(p_command_id))
  || ledger.field(p_request_digest)
  || ledger.field(uuid_send(p_correlation_id))
  || ledger.field(convert_to(p_causation_id, 'UTF8'))
  || ledger.field(p_data)
);

-- An instant as events and answers write it: RFC 3339, UTC, at most microseconds.
create function ledger.instant(p_text text) returns timestamptz
language plpgsql immutable
set search_path = pg_catalog, pg_temp
set timezone = 'UTC'
as $$
begin
  if p_text is null or p_text !~ '^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?Z$' then
    raise exception 'not an instant in UTC: %', coalesce(p_text, 'none') using errcode = 'LG400';
  end if;
  return p_text::timestamptz;
end $$;

create function ledger.instant_text(p_instant timestamptz) returns text
language sql stable
return to_char(p_instant at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"');

-- What an accepted command left, or null where there was none.
create function ledger.accepted(p_ledger text, p_command_id uuid) returns jsonb
language plpgsql stable
set search_path = pg_catalog, pg_temp
set enable_seqscan = off
set enable_bitmapscan = off
as $$
begin
  return (
    select jsonb_build_object(
      'commandId', p_command_id,
      'firstPosition', min(e.position),
      'lastPosition', max(e.position),
      'recordedAt', ledger.instant_text(min(e.recorded_at)),
      'events', jsonb_agg(
        jsonb_build_object('stream', e.stream, 'version', e.version, 'position', e.position, 'type', e.type)
        order by e.position),
      'requestDigest', encode((array_agg(e.request_digest))[1], 'hex'))
    from ledger.event e
    where e.ledger = p_ledger and e.command_id = p_command_id
    having count(*) > 0
  );
end $$;

-- The last position recorded at or before an instant, 0 where there is none. Recorded at never
-- decreases, so a binary search over the primary key finds it without an index of its own.
create function ledger.position_at(p_ledger text, p_instant timestamptz) returns bigint
language plpgsql stable
set search_path = pg_catalog, pg_temp
set enable_seqscan = off
set enable_bitmapscan = off
as $$
declare
  v_low bigint := 0;
  v_high bigint := coalesce((
    select e.position from ledger.event e where e.ledger = p_ledger order by e.position desc limit 1), 0);
  v_middle bigint;
begin
  while v_low < v_high loop
    v_middle := (v_low + v_high + 1) / 2;
    if (select e.recorded_at from ledger.event e
        where e.ledger = p_ledger and e.position = v_middle) <= p_instant then
      v_low := v_middle;
    else
      v_high := v_middle - 1;
    end if;
  end loop;
  return v_low;
end $$;

-- Whether the first event says that the ledger runs on a simulated clock.
create function ledger.is_simulated(p_ledger text) returns boolean
language plpgsql stable
set search_path = pg_catalog, pg_temp
set enable_seqscan = off
set enable_bitmapscan = off
as $$
begin
  return coalesce((
    select convert_from(e.data, 'UTF8')::jsonb ->> 'clock' = 'simulated'
    from ledger.event e where e.ledger = p_ledger and e.position = 1), false);
end $$;

-- The ledger's clock. A simulated one stands where the last event was recorded, for only "clock
-- advanced" moves it; a real one never stands before the last event.
create function ledger.now(p_ledger text) returns timestamptz
language plpgsql volatile
set search_path = pg_catalog, pg_temp
set enable_seqscan = off
set enable_bitmapscan = off
as $$
declare
  v_last timestamptz := (
    select e.recorded_at from ledger.event e where e.ledger = p_ledger order by e.position desc limit 1);
begin
  if ledger.is_simulated(p_ledger) then
    return v_last;
  end if;
  return greatest(clock_timestamp(), v_last);
end $$;

-- Appends the events of one command, all or nothing, and answers with a verdict: appended, repeated,
-- command-id-reused or conflict. Arrays beginning p_seen name every stream that the decision looked
-- at, those written included, with the version it saw (0: none); the others hold one element an event,
-- whose data follow each other in p_data. SQLSTATE LG400: the request could never be appended.
create function ledger.append(
  p_ledger text, p_command_id uuid, p_request_digest bytea, p_actor text, p_correlation_id uuid,
  p_causation_id text, p_seen_streams text[], p_seen_versions integer[], p_streams text[], p_types text[],
  p_schema_versions integer[], p_effective_texts text[], p_effective_earliest date[],
  p_effective_latest date[], p_decided_by text[], p_data_lengths integer[], p_data bytea
) returns jsonb
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
set enable_seqscan = off
set enable_bitmapscan = off
as $$
declare
  v_count constant integer := cardinality(p_streams);
  v_last_position bigint;
  v_last_recorded timestamptz;
  v_accepted jsonb;
  v_conflicts jsonb;
  v_first jsonb;
  v_simulated boolean;
  v_recorded timestamptz;
  v_advances integer := cardinality(array_positions(p_types, 'ClockAdvanced'));
begin
  if current_setting('transaction_isolation') <> 'read committed' then
    raise exception 'append runs at READ COMMITTED only, not %', current_setting('transaction_isolation')
      using errcode = 'LG400';
  end if;
  if v_count is null or v_count not between 1 and 1000 then
    raise exception 'an append takes 1 to 1000 events, not %', coalesce(v_count, 0) using errcode = 'LG400';
  end if;
  if (v_count, v_count, v_count, v_count, v_count, v_count, v_count) is distinct from (
      cardinality(p_types), cardinality(p_schema_versions), cardinality(p_effective_texts),
      cardinality(p_effective_earliest), cardinality(p_effective_latest), cardinality(p_decided_by),
      cardinality(p_data_lengths))
    or cardinality(p_seen_streams) is distinct from cardinality(p_seen_versions)
    or cardinality(p_seen_streams) > 2000 or (p_streams <@ p_seen_streams) is not true
    or array_position(p_seen_streams, null) is not null or array_position(p_seen_versions, null) is not null
    or (select min(l.length) < 2 or sum(l.length) <> octet_length(p_data) or count(*) <> count(l.length)
        from unnest(p_data_lengths) l(length)) is not false
  then
    raise exception 'the arrays of this append do not belong together' using errcode = 'LG400';
  end if;

  v_first := convert_from(substring(p_data from 1 for p_data_lengths[1]), 'UTF8')::jsonb;

  -- An acknowledged append is on disk, whatever the session has set.
  if current_setting('synchronous_commit') = 'off' then
    perform set_config('synchronous_commit', 'on', true);
  end if;

  -- Before any read: each statement below sees everything that was committed under this lock.
  perform pg_advisory_xact_lock(hashtextextended('actum ledger ' || p_ledger, 0));

  select e.position, e.recorded_at into v_last_position, v_last_recorded
  from ledger.event e where e.ledger = p_ledger order by e.position desc limit 1;
  v_last_position := coalesce(v_last_position, 0);

  v_accepted := ledger.accepted(p_ledger, p_command_id);
  if v_accepted is not null then
    if v_accepted ->> 'requestDigest' is distinct from encode(p_request_digest, 'hex') then
      return jsonb_build_object('verdict', 'command-id-reused', 'commandId', p_command_id);
    end if;
    return v_accepted - 'requestDigest' || jsonb_build_object('verdict', 'repeated');
  end if;

  select jsonb_agg(jsonb_build_object('stream', c.stream, 'expected', c.expected, 'actual', c.actual)
    order by c.stream, c.expected)
  into v_conflicts
  from (
    select distinct s.stream, s.expected, coalesce((
      select e.version from ledger.event e
      where e.ledger = p_ledger and e.stream = s.stream
      order by e.version desc limit 1), 0) as actual
    from unnest(p_seen_streams, p_seen_versions) s(stream, expected)
  ) c
  where c.expected <> c.actual;
  if v_conflicts is not null then
    return jsonb_build_object('verdict', 'conflict', 'conflicts', v_conflicts);
  end if;

  if v_last_position = 0 then
    v_simulated := v_first ->> 'clock' = 'simulated';
    if p_types[1] is distinct from 'LedgerOpened' or p_streams[1] <> 'ledger'
      or coalesce(v_first ->> 'clock', '') not in ('real', 'simulated')
    then
      raise exception 'the first event of a ledger opens it, with a clock that is real or simulated'
        using errcode = 'LG400';
    end if;
  else
    v_simulated := ledger.is_simulated(p_ledger);
  end if;
  if cardinality(array_positions(p_types, 'LedgerOpened')) <> (v_last_position = 0)::integer then
    raise exception 'a ledger is opened once, by its first event' using errcode = 'LG400';
  end if;

  if not v_simulated then
    if v_advances > 0 then
      raise exception 'only a simulated clock can be advanced' using errcode = 'LG400';
    end if;
    v_recorded := greatest(clock_timestamp(), v_last_recorded);
  elsif v_last_position = 0 then
    if v_advances > 0 then
      raise exception 'the founding sets the clock by itself' using errcode = 'LG400';
    end if;
    v_recorded := ledger.instant(v_first ->> 'at');
  elsif v_advances = 0 then
    v_recorded := v_last_recorded;
  else
    if v_advances > 1 or p_types[1] <> 'ClockAdvanced' or p_streams[1] <> 'ledger' then
      raise exception 'the clock is advanced by the first event of an append, on the stream ledger'
        using errcode = 'LG400';
    end if;
    v_recorded := ledger.instant(v_first ->> 'to');
    if v_recorded < v_last_recorded then
      raise exception 'the clock stands at % and is never set back', ledger.instant_text(v_last_recorded)
        using errcode = 'LG400';
    end if;
  end if;

  with incoming as (
    select v_last_position + i.ordinal as position, i.*,
      (p_seen_versions[array_position(p_seen_streams, i.stream)]
        + row_number() over (partition by i.stream order by i.ordinal))::integer as version,
      substring(p_data
        from (sum(i.length) over (order by i.ordinal) - i.length + 1)::integer for i.length) as data
    from unnest(p_streams, p_types, p_schema_versions, p_effective_texts, p_effective_earliest,
      p_effective_latest, p_decided_by, p_data_lengths) with ordinality
      i(stream, type, schema_version, effective_text, earliest, latest, decided_by, length, ordinal)
  )
  insert into ledger.event (
    ledger, position, stream, version, type, schema_version, recorded_at, effective_text,
    effective_earliest, effective_latest, decided_by, actor, command_id, request_digest, correlation_id,
    causation_id, data, leaf)
  select
    p_ledger, n.position, n.stream, n.version, n.type, n.schema_version, v_recorded, n.effective_text,
    n.earliest, n.latest, n.decided_by, p_actor, p_command_id, p_request_digest, p_correlation_id,
    p_causation_id, n.data,
    ledger.leaf(
      p_ledger, n.position, n.stream, n.version, n.type, n.schema_version, v_recorded, n.effective_text,
      n.earliest, n.latest, n.decided_by, p_actor, p_command_id, p_request_digest, p_correlation_id,
      p_causation_id, n.data)
  from incoming n
  order by n.ordinal;

  return ledger.accepted(p_ledger, p_command_id) - 'requestDigest' || jsonb_build_object('verdict', 'appended');
end $$;

revoke all on all functions in schema ledger from public;
