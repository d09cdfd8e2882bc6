-- Second factors: authenticator apps, recovery codes, remembered devices, and sign-ins that are under way.

-- The authenticator app of a user, once it was confirmed by a code.
create table authenticators (
  account_id uuid not null,
  user_id uuid not null,
  -- Sealed with a key that is not in the database; the key's id stands beside it.
  secret bytea not null,
  key_id bytea not null check (length(key_id) = 8),
  -- The newest step of thirty seconds whose code was used: no code counts twice.
  last_step bigint not null,
  created_at timestamptz(3) not null default now(),
  primary key (account_id, user_id),
  foreign key (account_id, user_id) references users (account_id, id) on delete cascade
);
create index authenticators_by_key on authenticators (key_id);

create table recovery_codes (
  account_id uuid not null,
  user_id uuid not null,
  -- argon2id of the code, with the salt of its set.
  code_hash bytea not null check (length(code_hash) = 32),
  salt bytea not null check (length(salt) = 16),
  created_at timestamptz(3) not null default now(),
  used_at timestamptz(3),
  primary key (account_id, user_id, code_hash),
  foreign key (account_id, user_id) references users (account_id, id) on delete cascade
);

-- A browser that counts instead of the second factor, for one user.
create table remembered_devices (
  account_id uuid not null,
  id uuid not null,
  user_id uuid not null,
  token_hash bytea not null unique check (length(token_hash) = 32),
  -- What was proved when it was remembered: it stands for nothing stronger.
  factor text not null check (factor in ('email', 'app')),
  created_at timestamptz(3) not null default now(),
  last_used_at timestamptz(3) not null default now(),
  expires_at timestamptz(3) not null,
  address inet,
  device text,
  primary key (account_id, id),
  foreign key (account_id, user_id) references users (account_id, id) on delete cascade
);
create index remembered_devices_by_user on remembered_devices (account_id, user_id);
create index remembered_devices_by_expiry on remembered_devices (expires_at);

-- One sign-in (or hand-over) under way: one factor is proved, another is asked for.
create table sign_in_attempts (
  account_id uuid not null,
  id uuid not null,
  user_id uuid not null,
  token_hash bytea not null unique check (length(token_hash) = 32),
  purpose text not null check (purpose in ('sign_in', 'hand_over')),
  wanted text not null check (wanted in ('email_code', 'app_code', 'set_up_app')),
  -- SHA-256 of the stored password hash that held at the beginning: another password voids the attempt.
  password_seen bytea check (length(password_seen) = 32),
  created_at timestamptz(3) not null default now(),
  expires_at timestamptz(3) not null,
  wrong_codes int not null default 0 check (wrong_codes between 0 and 5),
  -- The mail whose code counts. The code follows from its id and a key that is not in the database.
  code_mail_id uuid,
  code_asked_at timestamptz(3),
  -- How all factors were proved, and when. Then only the session is missing.
  proved_by text check (proved_by in ('email_code', 'app_code', 'recovery_code')),
  proved_at timestamptz(3),
  ended_at timestamptz(3),
  primary key (account_id, id),
  foreign key (account_id, user_id) references users (account_id, id) on delete cascade,
  check ((proved_by is null) = (proved_at is null))
);
create index sign_in_attempts_by_user on sign_in_attempts (account_id, user_id);
create index sign_in_attempts_by_expiry on sign_in_attempts (expires_at);

alter table mails add column attempt_id uuid;
alter table mails add constraint mails_attempt foreign key (account_id, attempt_id)
  references sign_in_attempts (account_id, id) on delete cascade;
create index mails_by_attempt on mails (account_id, attempt_id) where attempt_id is not null;

-- Until then a mailed link alone is enough for a new password, also where the second factor is mailed: an administrator said so.
alter table users add column reset_allowed_until timestamptz(3);

alter table authenticators enable row level security;
alter table recovery_codes enable row level security;
alter table remembered_devices enable row level security;
alter table sign_in_attempts enable row level security;
create policy own_account on authenticators using (account_id = current_account());
create policy own_account on recovery_codes using (account_id = current_account());
create policy own_account on remembered_devices using (account_id = current_account());
create policy own_account on sign_in_attempts using (account_id = current_account());

grant select, insert, delete on authenticators, recovery_codes, remembered_devices to :APP;
grant update (secret, key_id, last_step, created_at) on authenticators to :APP;
grant update (used_at) on recovery_codes to :APP;
grant update (last_used_at, address, device) on remembered_devices to :APP;
grant select, insert on sign_in_attempts to :APP;
grant update (expires_at, wrong_codes, code_mail_id, code_asked_at, proved_by, proved_at, ended_at) on sign_in_attempts to :APP;
grant update (reset_allowed_until) on users to :APP;
grant select on sign_in_attempts to :WORKER;

-- The sign-in under way with this token, whatever its state.
create function find_sign_in_attempt(hash bytea) returns table (account_id uuid, attempt_id uuid)
  language sql stable security definer set search_path = public, pg_temp
begin atomic
  select a.account_id, a.id from sign_in_attempts a where a.token_hash = hash;
end;

-- Which keys seal something: the start compares them with those that it has.
create function secret_keys_in_use() returns setof bytea
  language sql stable security definer set search_path = public, pg_temp
begin atomic
  select distinct key_id from authenticators;
end;

-- Whose authenticators are sealed with another key than the newest, some at a time.
create function authenticators_to_reseal(newest bytea) returns table (account_id uuid, user_id uuid)
  language sql stable security definer set search_path = public, pg_temp
begin atomic
  select a.account_id, a.user_id from authenticators a where a.key_id <> newest limit 1000;
end;

revoke all on function find_sign_in_attempt, secret_keys_in_use, authenticators_to_reseal from public;
grant execute on function find_sign_in_attempt, secret_keys_in_use, authenticators_to_reseal to :APP;

create or replace function clean_up() returns void
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform set_config('app.removes', 'account', true);
  delete from accounts where confirmed_at is null and created_at < now() - interval '7 days';
  perform set_config('app.removes', '', true);
  delete from attempts where window_start < now() - interval '2 days';
  delete from idempotency_keys where created_at < now() - interval '1 day';
  delete from password_reset_requests where created_at < now() - interval '1 day';
  delete from sessions where expires_at < now() - interval '90 days';
  delete from links where expires_at < now() - interval '30 days';
  delete from sign_in_attempts where expires_at < now() - interval '1 day';
  delete from remembered_devices where expires_at < now();
end $$;
