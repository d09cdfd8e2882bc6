-- The few functions that look across accounts. Each answers ids only, or does one thing.

-- The live session with this token, if its user may work.
create function find_session(hash bytea) returns table (account_id uuid, user_id uuid, session_id uuid)
  language sql stable security definer set search_path = public, pg_temp
begin atomic
  select s.account_id, s.user_id, s.id from sessions s
  join users u on u.account_id = s.account_id and u.id = s.user_id
  where s.token_hash = hash and s.ended_at is null and s.expires_at > now() and u.status = 'active';
end;

-- The link with this token, whatever its state.
create function find_link(hash bytea) returns table (account_id uuid, link_id uuid)
  language sql stable security definer set search_path = public, pg_temp
begin atomic
  select t.account_id, t.link_id from link_tokens t where t.token_hash = hash;
end;

-- Whom a sign-in names. Without a code only e-mail addresses count, and one that several accounts know counts for none.
-- Where somebody is confirmed the pending do not count: else anybody could shut others out by signing up with their address.
create function find_sign_in(login_key text, account_code text) returns table (account_id uuid, user_id uuid)
  language sql stable security definer set search_path = public, pg_temp
begin atomic
  with found as (
    select u.account_id, u.id from users u
    where account_code is null and u.email_key = login_key and u.status <> 'deleted'
      and (u.status <> 'pending' or not exists (
        select from users c where c.email_key = login_key and c.status in ('active', 'inactive')))
    union all
    select u.account_id, u.id from accounts a join users u on u.account_id = a.id
    where a.code = account_code and u.status <> 'deleted' and (u.email_key = login_key or u.username_key = login_key)
  )
  select f.account_id, f.id from found f where (select count(*) from found) = 1;
end;

-- Counts attempts (or takes one back), and says how many there have been in this window.
create function count_attempt(in_bucket text, hash bytea, window_seconds int, by int) returns int
  language sql volatile security definer set search_path = public, pg_temp
begin atomic
  insert into attempts as a (bucket, key_hash, window_start, count)
  values (in_bucket, hash, to_timestamp(floor(extract(epoch from now()) / window_seconds) * window_seconds), greatest(by, 0))
  on conflict (bucket, key_hash, window_start) do update set count = greatest(a.count + by, 0)
  returning a.count;
end;

-- Adds a job in the transaction that causes it. Its payload carries ids only.
create function add_job(task text, payload json, attempts int) returns void
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform graphile_worker.add_job(task, payload, max_attempts => attempts);
end $$;

-- Writes down that somebody asked for a reset, and lets the worker find out whether there is such a person.
create function request_password_reset(request_id uuid, key text, from_address inet) returns void
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into password_reset_requests (id, email_key, address) values (request_id, key, from_address);
  perform graphile_worker.add_job('send_password_reset', json_build_object('requestId', request_id), max_attempts => 12);
end $$;

-- For the worker: the active users whom a reset request means.
create function password_reset_targets(request_id uuid) returns table (account_id uuid, user_id uuid, account_code text)
  language sql stable security definer set search_path = public, pg_temp
begin atomic
  select u.account_id, u.id, a.code from password_reset_requests r
  join users u on u.email_key = r.email_key and u.status = 'active'
  join accounts a on a.id = u.account_id
  where r.id = request_id
  order by a.code;
end;

create function forget_password_reset(request_id uuid) returns void
  language sql volatile security definer set search_path = public, pg_temp
begin atomic
  delete from password_reset_requests where id = request_id;
end;

-- For the worker, hourly: accounts that nobody confirmed within seven days, and what has run out.
create function clean_up() returns void
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform set_config('app.removes_account', 'on', true);
  delete from accounts where confirmed_at is null and created_at < now() - interval '7 days';
  perform set_config('app.removes_account', 'off', true);
  delete from attempts where window_start < now() - interval '2 days';
  delete from idempotency_keys where created_at < now() - interval '1 day';
  delete from password_reset_requests where created_at < now() - interval '1 day';
  delete from sessions where expires_at < now() - interval '30 days';
  delete from links where expires_at < now() - interval '30 days';
end $$;

revoke all on function find_session, find_link, find_sign_in, count_attempt, add_job, request_password_reset,
  password_reset_targets, forget_password_reset, clean_up from public;
grant execute on function find_session, find_link, find_sign_in, count_attempt, add_job, request_password_reset to :APP;
grant execute on function add_job, password_reset_targets, forget_password_reset, clean_up to :WORKER;
