-- Editing, restoring and erasing users, handing over, departments that change, one's own account.

-- An inactive user may have no password yet: who was never confirmed can be switched off too.
alter table users drop constraint users_check1;
alter table users add constraint users_password check (password_hash is not null or status <> 'active');

-- What a deleted user comes back as.
alter table users add column deleted_from text collate "C" check (deleted_from in ('pending', 'active', 'inactive'));
update users set deleted_from = case when confirmed_at is null then 'pending' else 'active' end where status = 'deleted';
alter table users add constraint users_deleted_from check ((status = 'deleted') = (deleted_from is not null));
create index users_by_deletion on users (deleted_at) where status = 'deleted';

-- A new address counts when it is confirmed; until then it stands beside the old one.
alter table links drop constraint links_purpose_check;
alter table links add constraint links_purpose_check check (purpose in ('activation', 'password_reset', 'email_change'));
alter table users add column new_email text;

-- When the password was last typed in this session (a sign-in is one such time).
alter table sessions add column proved_at timestamptz(3) not null default now();
alter table sessions drop constraint sessions_ended_because_check;
alter table sessions add constraint sessions_ended_because_check check (ended_because in
  ('signed_out', 'ended_by_user', 'ended_by_admin', 'password_changed', 'password_reset', 'email_changed', 'user_deactivated', 'user_deleted'));

grant update (deleted_from, new_email) on users to :APP;
grant update (proved_at) on sessions to :APP;
grant update (name, name_key, version), delete on departments to :APP;
grant select on user_portal_roles to :WORKER;

-- The values beside the record may be emptied by erasure, and by nothing else.
create or replace function keep_activity() returns trigger language plpgsql as $$
declare
  allowed text := coalesce(current_setting('app.removes', true), '');
begin
  if allowed = 'account' and tg_op = 'DELETE' then return old; end if;
  if allowed = 'values' and tg_op = 'DELETE' and tg_table_name = 'activity_values' then return old; end if;
  raise exception 'activity cannot be changed' using errcode = 'insufficient_privilege';
end $$;

-- Erases a deleted user of the account: the user with all that hangs on them, and every value that tells about them.
-- The record keeps the id. Answers whether there was such a user.
create function erase_user(erased_id uuid) returns boolean
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform 1 from users where account_id = current_account() and id = erased_id and status = 'deleted' for update;
  if not found then return false; end if;
  perform set_config('app.removes', 'values', true);
  delete from activity_values v using activity a
  where a.account_id = current_account() and v.account_id = a.account_id and v.activity_id = a.id
    and (a.actor_id = erased_id or (a.target_type = 'user' and a.target_id = erased_id));
  perform set_config('app.removes', '', true);
  delete from users where account_id = current_account() and id = erased_id;
  return true;
end $$;
revoke all on function erase_user from public;
grant execute on function erase_user to :APP, :WORKER;
create index activity_by_actor on activity (account_id, actor_id, at desc);

-- For the worker: deleted users whose thirty days are over, some at a time.
create function users_to_erase() returns table (account_id uuid, user_id uuid)
  language sql stable security definer set search_path = public, pg_temp
begin atomic
  select u.account_id, u.id from users u
  where u.status = 'deleted' and u.deleted_at < now() - interval '30 days'
  order by u.deleted_at limit 1000;
end;
revoke all on function users_to_erase from public;
grant execute on function users_to_erase to :WORKER;

create or replace function clean_up() returns void
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform set_config('app.removes', 'account', true);
  delete from accounts where confirmed_at is null and created_at < now() - interval '7 days';
  perform set_config('app.removes', '', true);
  delete from attempts where window_start < now() - interval '2 days';
  delete from idempotency_keys where created_at < now() - interval '1 day';
  delete from password_reset_requests where created_at < now() - interval '1 day';
  delete from sessions where expires_at < now() - interval '30 days';
  delete from links where expires_at < now() - interval '30 days';
end $$;

-- Entries of one target in the order of their ids, which is the order of time.
create index activity_of_target on activity (account_id, target_type, target_id, id);
drop index activity_by_target;

-- How many attempts there have been in this window; counts none.
create function attempts_so_far(in_bucket text, hash bytea, window_seconds int) returns int
  language sql stable security definer set search_path = public, pg_temp
begin atomic
  select coalesce((select count from attempts where bucket = in_bucket and key_hash = hash
    and window_start = to_timestamp(floor(extract(epoch from now()) / window_seconds) * window_seconds)), 0);
end;
revoke all on function attempts_so_far from public;
grant execute on function attempts_so_far to :APP;

-- Whole, not only the open ones: erasing a user takes the ended ones along.
drop index sessions_by_user;
create index sessions_by_user on sessions (account_id, user_id);
