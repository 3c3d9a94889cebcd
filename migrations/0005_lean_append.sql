-- Less work and fewer bytes an event. What a ledger holds, leaves included, is the same; how it is stored,
-- and how a batch travels, is new. The events are copied once: some minutes for ten million.

drop function ledger.append(
  text, uuid[], bytea, text[], uuid[], text[], integer[], integer[], text[], integer[], integer[],
  integer[], text[], integer[], text[], date[], date[], text[], integer[], bytea);

-- Columns of a fixed width come first, so that none is padded.
create table ledger.event_stored (
  position bigint not null,
  recorded_at timestamptz not null,
  version integer not null,
  schema_version integer not null,
  effective_earliest date,
  effective_latest date,
  command_id uuid not null,
  -- Null: the command's own id, which most correlations are.
  correlation_id uuid,
  ledger text collate "C" not null,
  stream text collate "C" not null,
  type text collate "C" not null,
  effective_text text not null,
  decided_by text collate "C",
  actor text collate "C" not null,
  causation_id text collate "C",
  request_digest bytea not null,
  leaf bytea not null,
  data bytea not null,
  -- Three and not eighteen: each is set up anew for every statement. Forms of names, which need regular
  -- expressions, are judged in ledger.append, once for a name and not once for a row.
  constraint event_envelope_check check (
    position > 0 and version > 0 and schema_version > 0 and isfinite(recorded_at)
    and octet_length(ledger) between 1 and 63 and octet_length(stream) between 1 and 141
    and octet_length(type) between 1 and 100 and octet_length(actor) between 1 and 200
    and octet_length(decided_by) between 1 and 200 and octet_length(causation_id) between 1 and 200
    and octet_length(request_digest) = 32 and octet_length(leaf) = 32),
  constraint event_effective_check check (
    octet_length(effective_text) between 1 and 400
    and effective_earliest between '0001-01-01' and '9999-12-31'
    and effective_latest between '0001-01-01' and '9999-12-31'
    and effective_earliest <= effective_latest),
  -- The cast refuses what is not UTF-8, not JSON, or holds U+0000 or a lone surrogate.
  constraint event_data_check check (
    octet_length(data) <= 1048576 and jsonb_typeof(convert_from(data, 'UTF8')::jsonb) = 'object')
);

insert into ledger.event_stored (
  position, recorded_at, version, schema_version, effective_earliest, effective_latest, command_id,
  correlation_id, ledger, stream, type, effective_text, decided_by, actor, causation_id, request_digest,
  leaf, data)
select
  position, recorded_at, version, schema_version, effective_earliest, effective_latest, command_id,
  nullif(correlation_id, command_id), ledger, stream, type, effective_text, decided_by, actor,
  causation_id, request_digest, leaf, data
from ledger.event order by ledger, position;

drop table ledger.event;
alter table ledger.event_stored rename to event;
alter table ledger.event
  -- Positions only grow: no room is left between them.
  add constraint event_pkey primary key (ledger, position) with (fillfactor = 100),
  add constraint event_ledger_stream_version_key unique (ledger, stream, version);

-- Without the position the events of one command share one entry. With it, Postgres 18 also looked for a
-- position in here, and read the whole index where it had been planned on an empty table.
create index event_of_command on ledger.event (ledger, command_id);

create trigger event_is_append_only
before update or delete or truncate on ledger.event
for each statement execute function ledger.refuse_change();

-- Also under session_replication_role = replica.
alter table ledger.event enable always trigger event_is_append_only;

-- RFC 9162 leaf hash of an entry's fields, entry encoding version 1. Behind its head of 20 bytes an array
-- is sent as the encoding has it: the length of each element as four bytes, then its bytes; null: ff ff ff ff.
create function ledger.leaf_of(p_fields bytea[]) returns bytea
language sql stable
return sha256('\x0001'::bytea || substring(array_send(p_fields) from 21));

-- Microseconds since 1970 as eight bytes.
create function ledger.instant_bytes(p_instant timestamptz) returns bytea
language sql stable
return int8send((extract(epoch from p_instant) * 1000000)::bigint);

create or replace function ledger.leaf(
  p_ledger text, p_position bigint, p_stream text, p_version integer, p_type text, p_schema_version integer,
  p_recorded_at timestamptz, p_effective_text text, p_effective_earliest date, p_effective_latest date,
  p_decided_by text, p_actor text, p_command_id uuid, p_request_digest bytea, p_correlation_id uuid,
  p_causation_id text, p_data bytea
) returns bytea
language sql stable
return ledger.leaf_of(array[
  convert_to(p_ledger, 'UTF8'), int8send(p_position), convert_to(p_stream, 'UTF8'), int4send(p_version),
  convert_to(p_type, 'UTF8'), int4send(p_schema_version), ledger.instant_bytes(p_recorded_at),
  convert_to(p_effective_text, 'UTF8'), convert_to(to_char(p_effective_earliest, 'YYYY-MM-DD'), 'UTF8'),
  convert_to(to_char(p_effective_latest, 'YYYY-MM-DD'), 'UTF8'), convert_to(p_decided_by, 'UTF8'),
  convert_to(p_actor, 'UTF8'), uuid_send(p_command_id), p_request_digest, uuid_send(p_correlation_id),
  convert_to(p_causation_id, 'UTF8'), p_data]);

drop function ledger.field(bytea);

-- Judges requests one after another, each against what those before it left, and writes the events of
-- those that are accepted, under one lock and in one commit. A request names the streams that its
-- decision looked at, those written included, with the version it saw (0: none).
--
--   p_command_ids … p_look_counts    one element a request; digests follow each other, 32 bytes each; a
--                                    correlation id that is null is the command's own id
--   p_event_counts, p_look_counts    how many events, and how many looks, belong to each request
--   p_streams                        every stream of the batch
--   p_looks, p_versions              one element a look: the stream's place in p_streams and the version
--                                    seen; or, below 0, the place of an earlier request in this batch,
--                                    negative: what was seen there is what that request appends
--   p_types … p_decided_by           one element for all events that agree in these
--   p_event_streams … p_data_lengths one element an event: the places of its stream and of what it shares
--                                    with others; data follow each other in p_data
--
-- Answers the first position of what it appended, which stands without a gap in the order of the requests,
-- and in `others` each request that was not appended now, and why: repeated, command-id-reused or conflict.
-- SQLSTATE LG400: a request of the batch could never be appended, and none of it is.
create function ledger.append(
  p_ledger text, p_command_ids uuid[], p_request_digests bytea, p_actors text[], p_correlation_ids uuid[],
  p_causation_ids text[], p_event_counts integer[], p_look_counts integer[], p_streams text[],
  p_looks integer[], p_versions integer[], p_types text[], p_schema_versions integer[],
  p_effective_texts text[], p_effective_earliest date[], p_effective_latest date[], p_decided_by text[],
  p_event_streams integer[], p_event_shapes integer[], p_data_lengths integer[], p_data bytea,
  out recorded text, out first_position bigint, out others jsonb
)
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
set enable_seqscan = off
set enable_bitmapscan = off
set enable_nestloop = on
set enable_indexscan = on
-- On an empty table every index costs the same: only the one that is in the right order will do.
set enable_sort = off
-- Else each call is planned anew, because the length of its arrays seems to matter: a fifth of its time.
set plan_cache_mode = force_generic_plan
as $$
declare
  v_requests constant integer := cardinality(p_command_ids);
  v_events constant integer := cardinality(p_event_streams);
  v_streams constant integer := cardinality(p_streams);
  v_looks constant integer := cardinality(p_looks);
  v_shapes constant integer := cardinality(p_types);
  v_clocks integer := 0;
  v_openings integer := 0;
  v_last_position bigint;
  v_last_recorded timestamptz;
  v_recorded timestamptz;
  v_first jsonb;
  v_simulated boolean;
  v_ids integer;
  v_opening bytea;
  v_named boolean;
  v_conflict boolean;
  -- By request: whether it is appended.
  v_accepted boolean[];
  -- The commands that were accepted before.
  v_known uuid[];
  -- By place in p_streams: the version now, and the request that looked last.
  v_now integer[];
  v_seen_by integer[];
  -- By event: its request, where its data begin, and, where it is appended, its place.
  v_request integer[];
  v_offset integer[];
  v_position bigint[];
  v_version integer[];
  v_next bigint;
  v_event integer := 0;
  v_look integer := 0;
  v_from integer := 1;
  v_stream integer;
  v_place integer;
  v_length integer;
  -- Fields of the leaf that the whole batch shares.
  v_ledger_field bytea;
  v_recorded_field bytea;
begin
  if current_setting('transaction_isolation') <> 'read committed' then
    raise exception 'append runs at READ COMMITTED only, not %', current_setting('transaction_isolation')
      using errcode = 'LG400';
  end if;
  if v_requests is null or v_requests not between 1 and 1000 then
    raise exception 'a batch takes 1 to 1000 requests, not %', coalesce(v_requests, 0) using errcode = 'LG400';
  end if;
  if (cardinality(p_actors) = v_requests and cardinality(p_correlation_ids) = v_requests
    and cardinality(p_causation_ids) = v_requests and cardinality(p_event_counts) = v_requests
    and cardinality(p_look_counts) = v_requests and octet_length(p_request_digests) = 32 * v_requests
    and v_streams > 0 and v_looks > 0 and cardinality(p_versions) = v_looks
    and v_shapes > 0 and cardinality(p_schema_versions) = v_shapes
    and cardinality(p_effective_texts) = v_shapes and cardinality(p_effective_earliest) = v_shapes
    and cardinality(p_effective_latest) = v_shapes and cardinality(p_decided_by) = v_shapes
    and v_events > 0 and cardinality(p_event_shapes) = v_events
    and cardinality(p_data_lengths) = v_events and p_data is not null) is not true
  then
    raise exception 'the arrays of this append do not belong together' using errcode = 'LG400';
  end if;

  -- An acknowledged append is on disk, whatever the session has set.
  if current_setting('synchronous_commit') = 'off' then
    perform set_config('synchronous_commit', 'on', true);
  end if;

  -- Before any read: each statement below sees everything that was committed under this lock.
  perform pg_advisory_xact_lock(hashtextextended('actum ledger ' || p_ledger, 0));

  -- The subqueries are looked up in an index one by one, whatever the table's size. Elements come out of
  -- an array, and go into one, in order.
  select last.position, last.recorded_at, first.data, commands.known, commands.ids, streams.versions,
    streams.named
  into v_last_position, v_last_recorded, v_opening, v_known, v_ids, v_now, v_named
  from (
    -- Counted, not "order by position limit 1": that would be looked for along the whole ledger.
    select count(distinct c.id) as ids, array_agg(c.id) filter (where (
      select count(*) from ledger.event e where e.ledger = p_ledger and e.command_id = c.id) > 0) as known
    from unnest(p_command_ids) c(id)
  ) commands
  cross join (
    select array_agg(coalesce((
        select e.version from ledger.event e
        where e.ledger = p_ledger and e.stream = s.stream
        order by e.version desc limit 1), 0)) as versions,
      every(s.stream ~ '^[a-z][a-z-]*(?::[a-z0-9][A-Za-z0-9._-]*)?$'
        and octet_length(split_part(s.stream, ':', 1)) <= 40
        and octet_length(split_part(s.stream, ':', 2)) <= 100) as named,
      count(s.stream) as given
    from unnest(p_streams) s(stream)
  ) streams
  left join lateral (
    select e.position, e.recorded_at from ledger.event e
    where e.ledger = p_ledger order by e.position desc limit 1) last on true
  -- Not "position = 1": see event_of_command.
  left join lateral (
    select e.data from ledger.event e where e.ledger = p_ledger order by e.position limit 1) first on true
  where streams.given = v_streams;
  if v_ids is distinct from v_requests then
    raise exception 'a command comes once in a batch, and no stream or command is null' using errcode = 'LG400';
  end if;
  if not v_named then
    raise exception 'a stream is named "kind" or "kind:id"' using errcode = 'check_violation', column = 'stream';
  end if;
  if v_last_position is null then
    v_last_position := 0;
    if p_ledger !~ '^[a-z0-9][a-z0-9._-]*$' then
      raise exception 'a ledger is named in small letters and digits' using errcode = 'check_violation', column = 'ledger';
    end if;
  end if;
  for k in 1 .. v_shapes loop
    if p_types[k] !~ '^[A-Z][A-Za-z0-9]*$' then
      raise exception 'a type is named in letters and digits' using errcode = 'check_violation', column = 'type';
    end if;
  end loop;

  v_next := v_last_position;
  v_seen_by := array_fill(0, array[v_streams]);
  v_accepted := array_fill(false, array[v_requests]);
  v_request := array_fill(0, array[v_events]);
  v_offset := v_request;
  v_version := v_request;
  v_position := array_fill(0::bigint, array[v_events]);

  for r in 1 .. v_requests loop
    if (p_event_counts[r] between 1 and least(1000, v_events - v_event)
      and p_look_counts[r] between 1 and least(2000, v_looks - v_look)) is not true
    then
      raise exception 'the arrays of this append do not belong together' using errcode = 'LG400';
    end if;
    v_conflict := false;
    for l in v_look + 1 .. v_look + p_look_counts[r] loop
      v_stream := p_looks[l];
      if v_stream between 1 and v_streams and p_versions[l] is not null then
        if v_now[v_stream] <> p_versions[l] then
          v_conflict := true;
        end if;
        v_seen_by[v_stream] := r;
      elsif v_stream between 1 - r and -1 and p_versions[l] is not null then
        if not v_accepted[-v_stream] then
          v_conflict := true;
        end if;
      else
        raise exception 'a request looks at a stream, or rests on an earlier one, of its batch' using errcode = 'LG400';
      end if;
    end loop;
    if v_known is not null and p_command_ids[r] = any (v_known) then
      others := coalesce(others, '[]') || (
        select jsonb_build_object('request', r) || case
          when a.accepted ->> 'requestDigest'
            is distinct from encode(substring(p_request_digests from r * 32 - 31 for 32), 'hex')
          then jsonb_build_object('verdict', 'command-id-reused', 'commandId', p_command_ids[r])
          else a.accepted - 'requestDigest' || jsonb_build_object('verdict', 'repeated') end
        from ledger.accepted(p_ledger, p_command_ids[r]) a(accepted));
    elsif v_conflict then
      others := coalesce(others, '[]') || jsonb_build_object(
        'request', r, 'verdict', 'conflict', 'conflicts', (
          select coalesce(jsonb_agg(distinct jsonb_build_object(
            'stream', p_streams[l.look], 'expected', l.version, 'actual', v_now[l.look])), '[]')
          from unnest(p_looks[v_look + 1 : v_look + p_look_counts[r]],
            p_versions[v_look + 1 : v_look + p_look_counts[r]]) l(look, version)
          where l.look > 0 and v_now[l.look] <> l.version));
    else
      v_accepted[r] := true;
    end if;
    for e in v_event + 1 .. v_event + p_event_counts[r] loop
      v_stream := p_event_streams[e];
      v_length := p_data_lengths[e];
      if (v_seen_by[v_stream] = r and v_length >= 2 and p_event_shapes[e] between 1 and v_shapes) is not true then
        raise exception 'a request looks at every stream it writes, and data are no shorter than {}' using errcode = 'LG400';
      end if;
      v_request[e] := r;
      v_offset[e] := v_from;
      v_from := v_from + v_length;
      if v_accepted[r] then
        v_next := v_next + 1;
        v_place := v_now[v_stream] + 1;
        v_now[v_stream] := v_place;
        v_version[e] := v_place;
        v_position[e] := v_next;
      end if;
    end loop;
    v_event := v_event + p_event_counts[r];
    v_look := v_look + p_look_counts[r];
  end loop;

  if v_event <> v_events or v_look <> v_looks or v_from - 1 <> octet_length(p_data) then
    raise exception 'the arrays of this append do not belong together' using errcode = 'LG400';
  end if;
  if v_next = v_last_position then
    return;
  end if;

  -- What moves the clock or opens the ledger comes alone, so that a batch has one instant.
  if p_types && array['ClockAdvanced', 'LedgerOpened'] then
    if v_requests > 1 then
      raise exception 'what opens the ledger or advances its clock is appended alone' using errcode = 'LG400';
    end if;
    v_first := convert_from(substring(p_data from 1 for p_data_lengths[1]), 'UTF8')::jsonb;
    select count(*) filter (where p_types[s] = 'ClockAdvanced'), count(*) filter (where p_types[s] = 'LedgerOpened')
    into v_clocks, v_openings
    from unnest(p_event_shapes) s;
  end if;
  if v_openings <> (v_last_position = 0)::integer then
    if v_last_position = 0 then
      raise exception 'the first event of a ledger opens it, with a clock that is real or simulated'
        using errcode = 'LG400';
    end if;
    raise exception 'a ledger is opened once, by its first event' using errcode = 'LG400';
  end if;
  if v_last_position = 0 then
    v_simulated := v_first ->> 'clock' = 'simulated';
    if p_types[p_event_shapes[1]] <> 'LedgerOpened' or p_streams[p_event_streams[1]] <> 'ledger'
      or coalesce(v_first ->> 'clock', '') not in ('real', 'simulated')
    then
      raise exception 'the first event of a ledger opens it, with a clock that is real or simulated'
        using errcode = 'LG400';
    end if;
  else
    v_simulated := convert_from(v_opening, 'UTF8')::jsonb ->> 'clock' = 'simulated';
  end if;

  if not v_simulated then
    if v_clocks > 0 then
      raise exception 'only a simulated clock can be advanced' using errcode = 'LG400';
    end if;
    v_recorded := greatest(clock_timestamp(), v_last_recorded);
  elsif v_last_position = 0 then
    if v_clocks > 0 then
      raise exception 'the founding sets the clock by itself' using errcode = 'LG400';
    end if;
    v_recorded := ledger.instant(v_first ->> 'at');
  elsif v_clocks = 0 then
    v_recorded := v_last_recorded;
  else
    if v_clocks > 1 or p_types[p_event_shapes[1]] <> 'ClockAdvanced' or p_streams[p_event_streams[1]] <> 'ledger' then
      raise exception 'the clock is advanced by the first event of an append, on the stream ledger'
        using errcode = 'LG400';
    end if;
    v_recorded := ledger.instant(v_first ->> 'to');
    if v_recorded < v_last_recorded then
      raise exception 'the clock stands at % and is never set back', ledger.instant_text(v_last_recorded)
        using errcode = 'LG400';
    end if;
  end if;
  recorded := ledger.instant_text(v_recorded);
  first_position := v_last_position + 1;
  v_ledger_field := convert_to(p_ledger, 'UTF8');
  v_recorded_field := ledger.instant_bytes(v_recorded);

  insert into ledger.event (
    position, recorded_at, version, schema_version, effective_earliest, effective_latest, command_id,
    correlation_id, ledger, stream, type, effective_text, decided_by, actor, causation_id, request_digest,
    leaf, data)
  select
    n.position, v_recorded, n.version, n.schema_version, n.earliest, n.latest, n.command_id,
    nullif(n.correlation_id, n.command_id), p_ledger, n.stream, n.type, n.effective_text, n.decided_by,
    n.actor, n.causation_id, n.request_digest,
    -- As ledger.leaf has it.
    ledger.leaf_of(array[
      v_ledger_field, int8send(n.position), convert_to(n.stream, 'UTF8'), int4send(n.version),
      convert_to(n.type, 'UTF8'), int4send(n.schema_version), v_recorded_field,
      convert_to(n.effective_text, 'UTF8'), convert_to(to_char(n.earliest, 'YYYY-MM-DD'), 'UTF8'),
      convert_to(to_char(n.latest, 'YYYY-MM-DD'), 'UTF8'), convert_to(n.decided_by, 'UTF8'),
      convert_to(n.actor, 'UTF8'), uuid_send(n.command_id), n.request_digest,
      uuid_send(coalesce(n.correlation_id, n.command_id)), convert_to(n.causation_id, 'UTF8'), n.data]),
    n.data
  from (
    select
      v_position[i.e] as position, v_version[i.e] as version, p_streams[p_event_streams[i.e]] as stream,
      p_types[p_event_shapes[i.e]] as type, p_schema_versions[p_event_shapes[i.e]] as schema_version,
      p_effective_texts[p_event_shapes[i.e]] as effective_text,
      p_effective_earliest[p_event_shapes[i.e]] as earliest,
      p_effective_latest[p_event_shapes[i.e]] as latest, p_decided_by[p_event_shapes[i.e]] as decided_by,
      p_actors[v_request[i.e]] as actor, p_command_ids[v_request[i.e]] as command_id,
      p_correlation_ids[v_request[i.e]] as correlation_id, p_causation_ids[v_request[i.e]] as causation_id,
      substring(p_request_digests from v_request[i.e] * 32 - 31 for 32) as request_digest,
      substring(p_data from v_offset[i.e] for p_data_lengths[i.e]) as data
    from generate_series(1, v_events) i(e)
    where v_position[i.e] > 0
    -- Each is computed once, though it is used twice.
    offset 0
  ) n;
end $$;

revoke all on all functions in schema ledger from public;
