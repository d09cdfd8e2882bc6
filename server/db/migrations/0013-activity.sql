-- The record, kept whole: partitions by month, a hash of each entry's values, and a chain of blocks for each account.
-- docs/decisions/020-activity-chain.md says how the hashes are made and why it is done so.

create temporary table old_entries on commit drop as
  select a.*, v.activity_id is not null as has_values, v.address, v.device, v.changes,
    uuid_send(gen_random_uuid()) as salt
  from activity a left join activity_values v on v.account_id = a.account_id and v.activity_id = a.id;
drop table activity_values;
drop table activity;

-- The record of what happened. Personal values stand beside it, so that erasing them leaves the record.
create table activity (
  account_id uuid not null references accounts (id) on delete cascade,
  -- UUIDv7: its first 48 bits are the time, which is how the months are told apart.
  id uuid not null,
  at timestamptz(3) not null default now(),
  action text not null,
  -- visitor: somebody with a link or a form. operator: a command of whoever runs Rollcall. system: a job by itself.
  actor_kind text not null check (actor_kind in ('user', 'visitor', 'operator', 'system')),
  actor_id uuid,
  -- For whom a job, an operator or a user did it.
  on_behalf_of uuid,
  target_type text not null,
  target_id uuid not null,
  session_id uuid,
  -- What belongs to one mass action has its id.
  mass_action_id uuid,
  -- SHA-256 of the salt and the values beside the entry. Null: there were none.
  values_hash bytea check (length(values_hash) = 32),
  -- Whose commit makes the row visible, as in live_events. Rows of a restored dump bear numbers of another cluster: whoever
  -- reads by them looks at young entries only, or knows by other means what it has read.
  transaction xid8 not null default pg_current_xact_id(),
  primary key (account_id, id),
  check (actor_kind <> 'user' or actor_id is not null)
) partition by range (id);
create index activity_of_target on activity (account_id, target_type, target_id, id);
create index activity_by_actor on activity (account_id, actor_id, id);
create index activity_by_beneficiary on activity (account_id, on_behalf_of, id) where on_behalf_of is not null;
create index activity_by_transaction on activity (transaction);

-- Each partition has a foreign key to the one of `activity` that holds the same ids; so both can go at once.
create table activity_values (
  account_id uuid not null,
  activity_id uuid not null,
  salt bytea not null default uuid_send(gen_random_uuid()) check (length(salt) = 16),
  address inet,
  device text,
  -- { field: { old, new } }; secrets stand as "changed". Not jsonb: the text as it was written is what is hashed.
  changes json not null default '{}',
  -- How many like it this entry stands for.
  times int not null default 1 check (times > 0),
  primary key (account_id, activity_id)
) partition by range (activity_id);

-- What no month's partition holds: see make_activity_months.
create table activity_default partition of activity default;
create table activity_values_default partition of activity_values default;
alter table activity_values_default add constraint activity_values_default_entry
  foreign key (account_id, activity_id) references activity_default (account_id, id) on delete cascade;

-- The chain: each block names entries in the order of their ids, with their hashes, and follows the account's one before.
create table activity_blocks (
  account_id uuid not null references accounts (id) on delete cascade,
  number bigint not null check (number > 0),
  entry_ids uuid[] not null check (cardinality(entry_ids) between 1 and 1000),
  -- 32 bytes for each entry.
  entry_hashes bytea not null check (length(entry_hashes) = 32 * cardinality(entry_ids)),
  previous_hash bytea not null check (length(previous_hash) = 32),
  hash bytea not null check (length(hash) = 32),
  -- How many entries the chain names up to here.
  total bigint not null check (total >= cardinality(entry_ids)),
  sealed_at timestamptz(3) not null default now(),
  primary key (account_id, number)
);
-- Hashes cannot be compressed.
alter table activity_blocks alter column entry_ids set storage external, alter column entry_hashes set storage external;
create index activity_blocks_by_entries on activity_blocks (account_id, (entry_ids[cardinality(entry_ids)]), (entry_ids[1]));

-- How far the sealer has come, in which cluster, and, while it looks for what no block names, behind which entry.
create table activity_sealing (
  only_row boolean primary key default true check (only_row),
  cluster bigint not null,
  position pg_snapshot not null,
  search_account uuid,
  search_entry uuid
);
insert into activity_sealing (cluster, position, search_account, search_entry)
select system_identifier, pg_current_snapshot(), '00000000-0000-0000-0000-000000000000', '00000000-0000-0000-0000-000000000000'
from pg_control_system();

-- A value in what is hashed: its length in four bytes and its bytes, or four bytes of ones where there is none.
create function activity_field(value bytea) returns bytea language sql immutable parallel safe
  return case when value is null then '\xffffffff'::bytea else int4send(octet_length(value)) || value end;

create function activity_field(value text) returns bytea language sql immutable parallel safe
  return activity_field(convert_to(value, 'UTF8'));

create function activity_field(value uuid) returns bytea language sql immutable parallel safe
  return activity_field(uuid_send(value));

create function activity_values_hash(salt bytea, address inet, device text, changes json, times int) returns bytea
  language sql immutable parallel safe
  return sha256(salt || activity_field(text(address)) || activity_field(device) || activity_field(changes::text)
    || activity_field(int4send(times)));

create function activity_entry_hash(account_id uuid, id uuid, at timestamptz, action text, actor_kind text, actor_id uuid,
    on_behalf_of uuid, target_type text, target_id uuid, session_id uuid, mass_action_id uuid, values_hash bytea) returns bytea
  language sql immutable parallel safe
  return sha256(activity_field(account_id) || activity_field(id)
    || activity_field(int8send((extract(epoch from at) * 1000)::bigint)) || activity_field(action)
    || activity_field(actor_kind) || activity_field(actor_id) || activity_field(on_behalf_of) || activity_field(target_type)
    || activity_field(target_id) || activity_field(session_id) || activity_field(mass_action_id) || activity_field(values_hash));

-- Nobody changes the record, its owner neither; a function that may remove something says so for as long as it runs.
create or replace function keep_activity() returns trigger language plpgsql as $$
declare
  allowed text := coalesce(current_setting('app.removes', true), '');
begin
  if tg_op = 'DELETE' and allowed in ('account', 'month') then return old; end if;
  if tg_op = 'DELETE' and allowed = 'values' and tg_table_name like 'activity\_values\_%' then return old; end if;
  raise exception 'activity cannot be changed' using errcode = 'insufficient_privilege';
end $$;
create trigger keep_activity before update or delete on activity for each row execute function keep_activity();
create trigger keep_activity_values before update or delete on activity_values for each row execute function keep_activity();
create trigger keep_activity_blocks before update or delete on activity_blocks for each row execute function keep_activity();

-- A partition is as closed as its table: nobody reaches it but through the table, and nobody empties it.
create function close_activity_table(name regclass) returns void
  language plpgsql set search_path = public, pg_temp as $$
begin
  execute format('alter table %s enable row level security', name);
  execute format('create trigger keep_activity_whole before truncate on %s for each statement execute function keep_activity()', name);
end $$;
revoke all on function close_activity_table from public;
select close_activity_table(name::regclass)
from unnest(array['activity', 'activity_values', 'activity_blocks', 'activity_default', 'activity_values_default']) name;
alter table activity_sealing enable row level security;

create policy own_account on activity using (account_id = current_account());
create policy own_account on activity_values using (account_id = current_account());
create policy own_account on activity_blocks using (account_id = current_account());
grant select, insert on activity, activity_values to :APP, :WORKER;
grant select on activity_blocks to :APP, :WORKER;

-- The least id that an entry of this time can have, and the time of an id.
create function activity_id_at(moment timestamptz) returns uuid language sql immutable parallel safe
  return (lpad(to_hex((extract(epoch from moment) * 1000)::bigint), 12, '0') || '00000000000000000000')::uuid;

create function activity_time_of(id uuid) returns timestamptz language sql immutable parallel safe
  return to_timestamp(('x' || left(replace(id::text, '-', ''), 12))::bit(48)::bigint / 1000.0);

-- Makes the partitions of a month (of UTC), and moves there what came before they did.
create function make_activity_month(month date) returns void
  language plpgsql set search_path = public, pg_temp as $$
declare
  entries text := 'activity_' || to_char(month, 'YYYY_MM');
  vals text := 'activity_values_' || to_char(month, 'YYYY_MM');
  first_id uuid := activity_id_at(month::timestamp at time zone 'UTC');
  end_id uuid := activity_id_at((month + interval '1 month') at time zone 'UTC');
begin
  perform pg_advisory_xact_lock(7016);
  if to_regclass(entries) is not null then return; end if;
  lock table activity_default, activity_values_default in access exclusive mode;
  execute format('create table %I (like activity including defaults including constraints)', entries);
  execute format('create table %I (like activity_values including defaults including constraints)', vals);
  perform set_config('app.removes', 'month', true);
  execute format('with moved as (delete from activity_values_default where activity_id >= $1 and activity_id < $2 returning *)
    insert into %I select * from moved', vals) using first_id, end_id;
  execute format('with moved as (delete from activity_default where id >= $1 and id < $2 returning *)
    insert into %I select * from moved', entries) using first_id, end_id;
  perform set_config('app.removes', '', true);
  perform close_activity_table(entries::regclass), close_activity_table(vals::regclass);
  execute format('alter table activity attach partition %I for values from (%L) to (%L)', entries, first_id, end_id);
  execute format('alter table activity_values attach partition %I for values from (%L) to (%L)', vals, first_id, end_id);
  execute format('alter table %I add constraint %I foreign key (account_id, activity_id) references %I (account_id, id) on delete cascade',
    vals, vals || '_entry', entries);
end $$;
revoke all on function make_activity_month from public;

-- Makes this month's partitions, those of the next three, and those of months that have entries and none. Answers how many
-- months it could not make, since somebody held the tables; their entries stay where they are until the next call.
create function make_activity_months() returns int
  language plpgsql security definer set search_path = public, pg_temp set lock_timeout = '3s' as $$
declare
  this_month timestamp := date_trunc('month', now() at time zone 'UTC');
  late int := 0;
  month date;
begin
  for month in
    select m from (
      select generate_series(this_month, this_month + interval '3 months', '1 month')::date as m
      union
      select distinct date_trunc('month', activity_time_of(id) at time zone 'UTC')::date from activity_default
      where id < activity_id_at((this_month + interval '4 months') at time zone 'UTC') and substr(id::text, 15, 1) = '7'
    ) months
    where to_regclass('activity_' || to_char(m, 'YYYY_MM')) is null order by m
  loop
    begin
      perform make_activity_month(month);
    exception when lock_not_available or deadlock_detected then late := late + 1;
    end;
  end loop;
  return late;
end $$;
revoke all on function make_activity_months from public;
grant execute on function make_activity_months to :WORKER;

-- What was recorded before is carried over. It has always been visible, so nobody reads it as news.
select make_activity_month(m) from (
  select distinct date_trunc('month', activity_time_of(id) at time zone 'UTC')::date as m from old_entries
  where substr(id::text, 15, 1) = '7' order by 1) months;
select make_activity_months();
insert into activity (account_id, id, at, action, actor_kind, actor_id, target_type, target_id, session_id, values_hash, transaction)
select account_id, id, at, action,
  case when actor_id is not null then 'user' when device = 'operator' then 'operator' when action = 'user.erased' then 'system' else 'visitor' end,
  actor_id, target_type, target_id, session_id,
  case when has_values then activity_values_hash(salt, address, device, changes::json, 1) end, '3'
from old_entries;
insert into activity_values (account_id, activity_id, salt, address, device, changes)
select account_id, id, salt, address, device, changes::json from old_entries where has_values;

-- Erases a deleted user of the account: the user with all that hangs on them, and every value that tells about them.
-- The record keeps the id.
create or replace function erase_user(erased_id uuid) returns boolean
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  entries uuid[];
begin
  perform 1 from users where account_id = current_account() and id = erased_id and status = 'deleted' for update;
  if not found then return false; end if;
  select array_agg(id) into entries from (
    select id from activity where account_id = current_account() and actor_id = erased_id
    union
    select id from activity where account_id = current_account() and target_type = 'user' and target_id = erased_id
    union
    select id from activity where account_id = current_account() and on_behalf_of = erased_id
  ) of_theirs;
  perform set_config('app.removes', 'values', true);
  delete from activity_values where account_id = current_account() and activity_id = any (entries);
  perform set_config('app.removes', '', true);
  delete from users where account_id = current_account() and id = erased_id;
  return true;
end $$;

-- Adds blocks to the chains for entries that no block names: those that were not visible in `seen` and are in `until`, or,
-- where an entry is given, the next ones behind it. Answers how many entries were sealed.
create function seal_entries(seen pg_snapshot, until pg_snapshot, after_account uuid, after_entry uuid, most int) returns int
  language plpgsql set search_path = public, pg_temp set enable_seqscan = off as $$
declare
  block record;
  head record;
  account uuid;
  sealed int := 0;
begin
  for block in
    with fresh as (
      select a.* from activity a where after_account is null
        and a.transaction >= pg_snapshot_xmax(seen) and a.transaction < pg_snapshot_xmax(until)
        and pg_visible_in_snapshot(a.transaction, until)
      union all
      select a.* from activity a where after_account is null
        and a.transaction = any (array(select pg_snapshot_xip(seen))) and pg_visible_in_snapshot(a.transaction, until)
      union all
      (select a.* from activity a where (a.account_id, a.id) > (after_account, after_entry) order by a.account_id, a.id limit most)
    ), hashed as (
      select f.account_id, f.id, activity_entry_hash(f.account_id, f.id, f.at, f.action, f.actor_kind, f.actor_id, f.on_behalf_of,
        f.target_type, f.target_id, f.session_id, f.mass_action_id, f.values_hash) as hash,
        (row_number() over (partition by f.account_id order by f.id) - 1) / 1000 as part
      from fresh f where not exists (
        select from activity_blocks b where b.account_id = f.account_id
          and b.entry_ids[cardinality(b.entry_ids)] >= f.id and b.entry_ids[1] <= f.id and f.id = any (b.entry_ids))
    )
    select h.account_id, array_agg(h.id order by h.id) as ids, string_agg(h.hash, '' order by h.id) as hashes
    from hashed h group by h.account_id, h.part order by h.account_id, h.part
  loop
    if account is distinct from block.account_id then
      account := block.account_id;
      select number, hash, total into head from activity_blocks where account_id = account order by number desc limit 1;
    end if;
    insert into activity_blocks (account_id, number, entry_ids, entry_hashes, previous_hash, hash, total)
    values (account, coalesce(head.number, 0) + 1, block.ids, block.hashes, coalesce(head.hash, decode(repeat('00', 32), 'hex')),
      sha256(coalesce(head.hash, decode(repeat('00', 32), 'hex')) || block.hashes), coalesce(head.total, 0) + cardinality(block.ids))
    returning number, hash, total into head;
    sealed := sealed + cardinality(block.ids);
  end loop;
  return sealed;
end $$;
revoke all on function seal_entries from public;

-- For every process, soon after each commit: seals what was recorded since the last call, in the chains of all accounts. All
-- or nothing; one at a time. Null: another is at it. In a cluster that is not the one of the last call (a restored dump) it
-- looks through the whole record for what no block names, some at each call.
create function seal_activity(out sealed int, out is_searching boolean)
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  state activity_sealing;
  until pg_snapshot;
  this_cluster bigint;
begin
  if not pg_try_advisory_xact_lock(7015) then return; end if;
  select * into state from activity_sealing;
  until := pg_current_snapshot();
  select system_identifier into this_cluster from pg_control_system();
  if state.cluster <> this_cluster or pg_snapshot_xmax(state.position) > pg_snapshot_xmax(until) then
    state := (true, this_cluster, until, '00000000-0000-0000-0000-000000000000', '00000000-0000-0000-0000-000000000000');
    update activity_sealing set cluster = state.cluster, position = until, search_account = state.search_account, search_entry = state.search_entry;
  end if;
  sealed := seal_entries(state.position, until, null, null, 0);
  is_searching := state.search_account is not null;
  if is_searching then
    sealed := sealed + seal_entries(state.position, until, state.search_account, state.search_entry, 5000);
    select account_id, id into state.search_account, state.search_entry from (
      select account_id, id from activity where (account_id, id) > (state.search_account, state.search_entry)
      order by account_id, id limit 5000) looked_at order by account_id desc, id desc limit 1;
  end if;
  -- Nothing new writes nothing, but for now and then, so that the next reading begins not too far back.
  if sealed > 0 or is_searching
    or pg_snapshot_xmax(until)::text::bigint - pg_snapshot_xmax(state.position)::text::bigint > 1000 then
    update activity_sealing set position = until, search_account = state.search_account, search_entry = state.search_entry;
  end if;
end $$;
revoke all on function seal_activity from public;
grant execute on function seal_activity to :APP, :WORKER;

-- Throws away whole months whose every entry is older than so many days, and leaves an entry in each account that says so.
-- The blocks stay, so that each chain can be checked still. Answers how many months and entries went.
create function drop_activity(days int, by text, out months int, out entries bigint)
  language plpgsql security definer set search_path = public, pg_temp set lock_timeout = '3s' as $$
declare
  end_month date := date_trunc('month', (now() - make_interval(days => days)) at time zone 'UTC');
  end_at timestamptz := end_month::timestamp at time zone 'UTC';
  end_id uuid := activity_id_at(end_at);
  old record;
  entry_id uuid;
  salt bytea;
  changes json;
begin
  if days < 30 or by not in ('operator', 'system') then raise exception 'activity is kept for 30 days at least'; end if;
  -- What is not in the chain yet must not go unnamed; and nobody seals meanwhile.
  perform pg_advisory_xact_lock(7015);
  if (select is_searching from seal_activity()) then raise exception 'the record is not sealed to its end yet'; end if;
  entries := 0;
  for old in select account_id, count(*) as count, min(id::text) as first_id from activity where id < end_id group by account_id loop
    entry_id := (left(activity_id_at(clock_timestamp())::text, 14) || '7' || substr(gen_random_uuid()::text, 16))::uuid;
    salt := uuid_send(gen_random_uuid());
    changes := json_build_object(
      'from', json_build_object('new', to_char(activity_time_of(old.first_id::uuid) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')),
      'to', json_build_object('new', to_char(end_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')),
      'count', json_build_object('new', old.count));
    insert into activity (account_id, id, at, action, actor_kind, target_type, target_id, values_hash)
    values (old.account_id, entry_id, activity_time_of(entry_id), 'activity.dropped', by, 'account', old.account_id,
      activity_values_hash(salt, null, null, changes, 1));
    insert into activity_values (account_id, activity_id, salt, changes) values (old.account_id, entry_id, salt, changes);
    entries := entries + old.count;
  end loop;
  perform set_config('app.removes', 'month', true);
  delete from activity_default where id < end_id;
  perform set_config('app.removes', '', true);
  months := 0;
  for old in
    select c.relname as name, 'activity_values_' || right(c.relname, 7) as vals from pg_inherits i join pg_class c on c.oid = i.inhrelid
    where i.inhparent = 'activity'::regclass and c.relname ~ '^activity_\d{4}_\d\d$'
      and c.relname < 'activity_' || to_char(end_month, 'YYYY_MM')
    order by 1
  loop
    execute format('drop table %I, %I', old.name, old.vals);
    months := months + 1;
  end loop;
end $$;
revoke all on function drop_activity from public;
grant execute on function drop_activity to :WORKER;
