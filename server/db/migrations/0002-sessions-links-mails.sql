-- Sessions, mailed links, mails, activity, limits.

create table sessions (
  account_id uuid not null,
  id uuid not null,
  user_id uuid not null,
  -- SHA-256 of the token. The token itself is only in the cookie.
  token_hash bytea not null unique check (length(token_hash) = 32),
  created_at timestamptz(3) not null default now(),
  expires_at timestamptz(3) not null,
  ended_at timestamptz(3),
  ended_because text check (ended_because in ('signed_out', 'password_changed', 'password_reset', 'user_deleted')),
  address inet,
  device text,
  primary key (account_id, id),
  foreign key (account_id, user_id) references users (account_id, id) on delete cascade,
  check ((ended_at is null) = (ended_because is null))
);
create index sessions_by_user on sessions (account_id, user_id) where ended_at is null;
create index sessions_by_expiry on sessions (expires_at);

-- A link that was mailed, or will be. It may have several tokens: each attempt to send makes one.
create table links (
  account_id uuid not null,
  id uuid not null,
  user_id uuid not null,
  purpose text not null check (purpose in ('activation', 'password_reset')),
  email text not null,
  created_at timestamptz(3) not null default now(),
  expires_at timestamptz(3) not null,
  used_at timestamptz(3),
  voided_at timestamptz(3),
  primary key (account_id, id),
  foreign key (account_id, user_id) references users (account_id, id) on delete cascade
);
create index links_by_user on links (account_id, user_id, purpose);

create table link_tokens (
  account_id uuid not null,
  token_hash bytea primary key check (length(token_hash) = 32),
  link_id uuid not null,
  foreign key (account_id, link_id) references links (account_id, id) on delete cascade
);
create index link_tokens_by_link on link_tokens (account_id, link_id);

create table mails (
  account_id uuid not null references accounts (id) on delete cascade,
  id uuid not null,
  user_id uuid not null,
  link_id uuid,
  kind text not null,
  to_address text not null,
  status text not null default 'queued' check (status in ('queued', 'sent', 'failed', 'voided')),
  attempts int not null default 0,
  reason text,
  created_at timestamptz(3) not null default now(),
  changed_at timestamptz(3) not null default now(),
  next_attempt_at timestamptz(3),
  primary key (account_id, id),
  foreign key (account_id, user_id) references users (account_id, id) on delete cascade,
  foreign key (account_id, link_id) references links (account_id, id) on delete cascade
);
create index mails_by_user on mails (account_id, user_id, kind, created_at desc);
create index mails_by_link on mails (account_id, link_id);

-- The record of what happened. Personal values stand beside it, so that erasing them leaves the record.
create table activity (
  account_id uuid not null references accounts (id) on delete cascade,
  id uuid not null,
  at timestamptz(3) not null default now(),
  action text not null,
  actor_id uuid,
  target_type text not null,
  target_id uuid not null,
  session_id uuid,
  primary key (account_id, id)
);
create index activity_by_time on activity (account_id, at desc, id desc);
create index activity_by_target on activity (account_id, target_type, target_id, at desc);

create table activity_values (
  account_id uuid not null,
  activity_id uuid not null,
  address inet,
  device text,
  -- { field: { old, new } }; secrets stand as "changed".
  changes jsonb not null default '{}',
  primary key (account_id, activity_id),
  foreign key (account_id, activity_id) references activity (account_id, id) on delete cascade
);

-- What a creating request made, so that its repeat answers the same.
create table idempotency_keys (
  account_id uuid not null,
  user_id uuid not null,
  key text not null check (length(key) between 1 and 200),
  request_hash bytea not null,
  result_id uuid not null,
  created_at timestamptz(3) not null default now(),
  primary key (account_id, user_id, key),
  foreign key (account_id, user_id) references users (account_id, id) on delete cascade
);
create index idempotency_keys_by_age on idempotency_keys (created_at);

-- Before the account is known: a person asked for a reset mail. The row is gone when the mail was sent.
create table password_reset_requests (
  id uuid primary key,
  email_key text not null,
  address inet,
  created_at timestamptz(3) not null default now()
);

-- How often something was done: counted per window, by the hash of who did it.
create table attempts (
  bucket text not null,
  key_hash bytea not null,
  window_start timestamptz(3) not null,
  count int not null,
  primary key (bucket, key_hash, window_start)
);
create index attempts_by_age on attempts (window_start);

create function keep_activity() returns trigger language plpgsql as $$
begin
  if coalesce(current_setting('app.removes_account', true), '') <> 'on' then
    raise exception 'activity cannot be changed' using errcode = 'insufficient_privilege';
  end if;
  return old;
end $$;
create trigger keep_activity before update or delete on activity for each row execute function keep_activity();
create trigger keep_activity_whole before truncate on activity for each statement execute function keep_activity();
create trigger keep_activity_values before update or delete on activity_values for each row execute function keep_activity();
create trigger keep_activity_values_whole before truncate on activity_values for each statement execute function keep_activity();

alter table sessions enable row level security;
alter table links enable row level security;
alter table link_tokens enable row level security;
alter table mails enable row level security;
alter table activity enable row level security;
alter table activity_values enable row level security;
alter table idempotency_keys enable row level security;
create policy own_account on sessions using (account_id = current_account());
create policy own_account on links using (account_id = current_account());
create policy own_account on link_tokens using (account_id = current_account());
create policy own_account on mails using (account_id = current_account());
create policy own_account on activity using (account_id = current_account());
create policy own_account on activity_values using (account_id = current_account());
create policy own_account on idempotency_keys using (account_id = current_account());
-- No policy: nobody but the functions below reaches them.
alter table password_reset_requests enable row level security;
alter table attempts enable row level security;

grant select, insert on sessions to :APP;
grant update (ended_at, ended_because) on sessions to :APP;
grant select, insert on links to :APP;
grant update (used_at, voided_at) on links to :APP;
grant select, insert on mails to :APP;
grant update (status, changed_at, next_attempt_at) on mails to :APP;
grant select, insert on activity, activity_values, idempotency_keys to :APP;

grant select, insert on links, mails to :WORKER;
grant select, insert on link_tokens to :WORKER;
grant select, insert on activity, activity_values to :WORKER;
grant update (status, attempts, reason, changed_at, next_attempt_at) on mails to :WORKER;
