-- What is in force for a user at sign-in: the account's defaults, and what a user has of their own (null: the default).

alter table accounts
  add column two_factor text not null default 'off' check (two_factor in ('off', 'email', 'app')),
  add column session_seconds int not null default 43200 check (session_seconds between 60 and 31536000),
  -- Null: as many as they like.
  add column session_limit int check (session_limit between 1 and 1000),
  -- The switch "everyone": all users work from the allowed addresses only, whatever their own flag says.
  add column limits_addresses boolean not null default false,
  add column version int not null default 1;

alter table users
  add column two_factor text check (two_factor in ('off', 'email', 'app')),
  add column session_seconds int check (session_seconds between 60 and 31536000),
  add column session_limit int check (session_limit between 1 and 1000),
  add column limits_addresses boolean not null default false;

alter table sessions drop constraint sessions_ended_because_check;
alter table sessions add constraint sessions_ended_because_check check (ended_because in
  ('signed_out', 'ended_by_user', 'ended_by_admin', 'password_changed', 'password_reset', 'email_changed', 'user_deactivated',
   'user_deleted', 'limit_reached'));

-- Addresses and blocks from which people may work: the account's, or one user's own.
create table allowed_addresses (
  account_id uuid not null references accounts (id) on delete cascade,
  id uuid not null,
  -- Null: of the whole account.
  user_id uuid,
  block cidr not null,
  label text not null default '',
  is_on boolean not null default true,
  created_at timestamptz(3) not null default now(),
  primary key (account_id, id),
  foreign key (account_id, user_id) references users (account_id, id) on delete cascade,
  unique nulls not distinct (account_id, user_id, block)
);

alter table allowed_addresses enable row level security;
create policy own_account on allowed_addresses using (account_id = current_account());

grant update (two_factor, session_seconds, session_limit, limits_addresses, version) on accounts to :APP;
grant update (two_factor, session_seconds, session_limit, limits_addresses) on users to :APP;
grant select, insert, delete on allowed_addresses to :APP;
grant update (label, is_on) on allowed_addresses to :APP;
