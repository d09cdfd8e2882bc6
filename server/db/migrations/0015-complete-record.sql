-- What is refused again and again is gathered, and who asked for a new password is recorded with their address.

-- The same refusal to the same user, of the same target, from the same address: the first has an entry at once, those that
-- follow within ten minutes are counted here, and have one entry together when the time is over. A row is gone then.
create table activity_repeats (
  account_id uuid not null references accounts (id) on delete cascade,
  -- SHA-256 of all that makes two of them the same.
  key_hash bytea not null check (length(key_hash) = 32),
  began_at timestamptz(3) not null default now(),
  -- Those behind the first.
  times int not null default 0 check (times >= 0),
  action text not null,
  actor_kind text,
  actor_id uuid,
  on_behalf_of uuid,
  target_type text not null,
  target_id uuid not null,
  session_id uuid,
  address inet,
  device text,
  changes json not null default '{}',
  primary key (account_id, key_hash)
);
create index activity_repeats_by_age on activity_repeats (began_at);
alter table activity_repeats enable row level security;
create policy own_account on activity_repeats using (account_id = current_account());
grant select, insert, delete on activity_repeats to :APP, :WORKER;
grant update (times) on activity_repeats to :APP, :WORKER;

-- Accounts with rows whose ten minutes are over, some at a time.
create function repeats_to_close() returns table (account_id uuid)
  language sql stable security definer set search_path = public, pg_temp
begin atomic
  select distinct r.account_id from activity_repeats r where r.began_at <= now() - interval '10 minutes' limit 1000;
end;
revoke all on function repeats_to_close from public;
grant execute on function repeats_to_close to :WORKER;

-- Erasing a user leaves no value of theirs, nor of what was done to them: only how often.
create function forget_repeats_of_user() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update activity_repeats set address = null, device = null, changes = '{}'
  where account_id = old.account_id and old.id in (actor_id, target_id, on_behalf_of);
  return old;
end $$;
revoke all on function forget_repeats_of_user from public;
create trigger forget_repeats after delete on users for each row execute function forget_repeats_of_user();

-- With the address from which it was asked.
drop function password_reset_targets;
create function password_reset_targets(request_id uuid) returns table (account_id uuid, user_id uuid, account_code text, address inet)
  language sql stable security definer set search_path = public, pg_temp
begin atomic
  select u.account_id, u.id, a.code, r.address from password_reset_requests r
  join users u on u.email_key = r.email_key and u.status = 'active'
  join accounts a on a.id = u.account_id
  where r.id = request_id
  order by a.code;
end;
revoke all on function password_reset_targets from public;
grant execute on function password_reset_targets to :WORKER;
