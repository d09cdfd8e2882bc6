-- Search in the record. docs/decisions/022-activity-search.md says how a search goes about it.

-- A text as it is searched: lower case, without the accents that people leave out, spaces between words. Many a `replace`,
-- since each is a tenth of what one regular expression or one `translate` costs.
create function searched_text(value text) returns text language plpgsql immutable parallel safe as $$
begin
  if octet_length(value) <> length(value) then
    value := translate(normalize(value, nfkd),
      U&'ς\00a1\00ab\00b7\00bb\00bf\060c\061b\061f\200b\200c\200d\200e\200f\2010\2011\2012\2013\2014\2015\2018\2019\201a\201c\201d\201e\2026\2039\203a\3001\3002'
        || U&'\0300\0301\0302\0303\0304\0305\0306\0307\0308\0309\030a\030b\030c\030f\0311\031b\0323\0324\0325\0326\0327\0328\032d\032e\0330\0331\0342\0345\064b\064c\064d\064e\064f\0650\0651\0652\0670',
      'σ' || repeat(' ', 30));
  end if;
  value := replace(replace(replace(replace(replace(replace(replace(replace(lower(value), '"', ' '), ':', ' '), ',', ' '), '.', ' '), '{', ' '), '}', ' '), '/', ' '), '-', ' ');
  value := replace(replace(replace(replace(replace(replace(replace(replace(value, '@', ' '), '(', ' '), ')', ' '), '_', ' '), ';', ' '), '[', ' '), ']', ' '), '''', ' ');
  value := replace(replace(replace(replace(replace(replace(replace(replace(value, '\', ' '), '+', ' '), '=', ' '), '&', ' '), '#', ' '), '?', ' '), '!', ' '), '%', ' ');
  value := replace(replace(replace(replace(replace(replace(replace(replace(value, '<', ' '), '>', ' '), '|', ' '), '*', ' '), '`', ' '), '~', ' '), '^', ' '), '$', ' ');
  return replace(replace(replace(value, e'\n', ' '), e'\t', ' '), e'\r', ' ');
end $$;

-- The words of what stands beside an entry: its values, what the browser is called, the address whole. Each behind the account,
-- so that one index serves all accounts and reads of one only.
create function activity_words(account_id uuid, address inet, device text, changes json) returns tsvector
  language plpgsql immutable parallel safe as $$
declare
  prefix text := right(account_id::text, 8) || '/';
  -- What every entry has is no word: `old` and `new`, that there was nothing, what every browser calls itself, its versions.
  texts text := replace(replace(replace(replace(left(changes::text, 20000), ':null', ':'), ':"changed"', ':'), '"old":', ' '), '"new":', ' ');
  browser text := replace(replace(replace(coalesce(device, ''), 'Mozilla/5.0', ''), 'AppleWebKit', ''), '(KHTML, like Gecko)', '');
begin
  browser := replace(replace(replace(replace(replace(browser, '0', ''), '1', ''), '2', ''), '3', ''), '4', '');
  browser := replace(replace(replace(replace(replace(browser, '5', ''), '6', ''), '7', ''), '8', ''), '9', '');
  texts := public.searched_text(texts || ' ' || browser);
  -- A lexeme has room for 2046 bytes.
  if octet_length(texts) > 2000 then texts := regexp_replace(texts, '(\S{64})\S+', '\1', 'g'); end if;
  texts := prefix || replace(texts, ' ', ' ' || prefix) || ' ' || prefix || coalesce(host(address), '');
  return array_to_tsvector(array_remove(string_to_array(texts, ' '), prefix));
end $$;

alter table activity_values add column words tsvector not null
  generated always as (activity_words(account_id, address, device, changes)) stored;
-- A short list of what waits to be sorted in: every search reads it from end to end.
create index activity_values_by_words on activity_values using gin (words) with (gin_pending_list_limit = 512);
create index activity_values_by_address on activity_values (account_id, address, activity_id) where address is not null;

-- Ids tell what they are of; so a target is found without its type.
create index activity_by_target on activity (account_id, target_id, id);
drop index activity_of_target;
create index activity_by_action on activity (account_id, action, id);
create index activity_by_mass_action on activity (account_id, mass_action_id, id) where mass_action_id is not null;

-- The entries between two ids (the second not included) beside which these words stand, but no more than so many, in no order.
-- Always by the index of words: the planner would rather walk where it thinks that they are many.
create function activity_with_words(searched tsquery, first_id uuid, end_id uuid, most int) returns setof uuid
  language plpgsql stable security definer set search_path = public, pg_temp
  set enable_seqscan = off set enable_indexscan = off set plan_cache_mode = force_custom_plan set work_mem = '16MB' as $$
begin
  return query
    with hits as materialized (
      select v.activity_id from activity_values v
      where v.account_id = current_account() and v.words @@ searched and v.activity_id >= first_id and v.activity_id < end_id)
    select h.activity_id from hits h limit most;
end $$;
revoke all on function activity_with_words from public;
grant execute on function activity_with_words to :APP;

-- Who is signed in now.
create index sessions_open on sessions (account_id, expires_at) where ended_at is null;

-- As in 0013, and with the words that the database makes by itself.
create or replace function make_activity_month(month date) returns void
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
  execute format('create table %I (like activity_values including defaults including constraints including generated)', vals);
  perform set_config('app.removes', 'month', true);
  execute format('with moved as (delete from activity_values_default where activity_id >= $1 and activity_id < $2 returning *)
    insert into %I (account_id, activity_id, salt, address, device, changes, times)
    select account_id, activity_id, salt, address, device, changes, times from moved', vals) using first_id, end_id;
  execute format('with moved as (delete from activity_default where id >= $1 and id < $2 returning *)
    insert into %I select * from moved', entries) using first_id, end_id;
  perform set_config('app.removes', '', true);
  perform close_activity_table(entries::regclass), close_activity_table(vals::regclass);
  execute format('alter table activity attach partition %I for values from (%L) to (%L)', entries, first_id, end_id);
  execute format('alter table activity_values attach partition %I for values from (%L) to (%L)', vals, first_id, end_id);
  execute format('alter table %I add constraint %I foreign key (account_id, activity_id) references %I (account_id, id) on delete cascade',
    vals, vals || '_entry', entries);
end $$;

-- For the live streams of a process: what was recorded in some accounts between two readings of live_events_since. The newest
-- of each account, and everything in which one of these users takes part; with the account's number of all, as far as they
-- are counted. Ids only. Rows of a restored dump bear numbers of another cluster, so old entries are not looked at.
create function activity_between(seen pg_snapshot, until pg_snapshot, accounts uuid[], users uuid[], first_id uuid, most int, most_counted int)
  returns table (account_id uuid, id uuid, total bigint)
  language plpgsql stable security definer set search_path = public, pg_temp set enable_seqscan = off as $$
begin
  return query
    with fresh as (
      select a.account_id, a.id, a.actor_id, a.on_behalf_of, a.target_id from activity a
      where a.transaction >= pg_snapshot_xmin(seen) and a.transaction < pg_snapshot_xmax(until) and a.id >= first_id
        and not pg_visible_in_snapshot(a.transaction, seen) and pg_visible_in_snapshot(a.transaction, until)
        and a.account_id = any (accounts)
      order by a.transaction desc limit most_counted),
    placed as (
      select f.*, count(*) over (partition by f.account_id) as total, row_number() over (partition by f.account_id order by f.id desc) as place
      from fresh f)
    select p.account_id, p.id, p.total from placed p
    where p.place <= most or p.actor_id = any (users) or p.on_behalf_of = any (users) or p.target_id = any (users)
    order by p.account_id, p.id;
end $$;
revoke all on function activity_between from public;
grant execute on function activity_between to :APP;
