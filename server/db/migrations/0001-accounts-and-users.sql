-- Accounts, their users, roles and departments.
-- :APP and :WORKER stand for the database roles of the application and of the background worker.
-- Every row of a tenant carries account_id, every foreign key of tenant data leads with it, and row-level security
-- shows a transaction only the account that it has set with set_config('app.account_id', …, true).

create extension if not exists pg_trgm;

create function current_account() returns uuid
  language sql stable parallel safe
  return nullif(current_setting('app.account_id', true), '')::uuid;

create table accounts (
  id uuid primary key,
  code text not null unique check (code ~ '^[0-9A-Z]{6,12}$'),
  name text not null,
  -- The main user. Exactly one: the column is not null, and the key below holds its user in the state written here.
  owner_id uuid not null,
  owner_status text not null default 'pending' check (owner_status in ('pending', 'active')),
  created_at timestamptz(3) not null default now(),
  confirmed_at timestamptz(3),
  check ((confirmed_at is null) = (owner_status = 'pending'))
);

create table users (
  account_id uuid not null references accounts (id) on delete cascade,
  id uuid not null,
  email text not null,
  email_key text collate "C" not null,
  username text,
  username_key text collate "C",
  first_name text not null,
  last_name text not null,
  name_key text collate "C" not null,
  search_key text collate "C" not null,
  status text collate "C" not null check (status in ('pending', 'active', 'inactive', 'deleted')),
  password_hash text,
  password_must_change boolean not null default false,
  created_at timestamptz(3) not null default now(),
  confirmed_at timestamptz(3),
  last_sign_in_at timestamptz(3),
  deleted_at timestamptz(3),
  version int not null default 1,
  -- What nullable columns are sorted by, so that a page can go on from any row.
  username_sort text collate "C" not null generated always as (coalesce(username_key, '')) stored,
  last_sign_in_sort timestamptz(3) not null generated always as (coalesce(last_sign_in_at, timestamptz '1970-01-01 00:00:00+00')) stored,
  primary key (account_id, id),
  unique (id),
  unique (account_id, email_key),
  unique (account_id, username_key),
  unique (account_id, id, status),
  check ((status = 'deleted') = (deleted_at is not null)),
  check (password_hash is not null or status in ('pending', 'deleted'))
);

-- The main user exists, belongs to the account, and is pending or active exactly as the account says: at commit, always.
alter table accounts add constraint accounts_owner
  foreign key (id, owner_id, owner_status) references users (account_id, id, status)
  deferrable initially deferred;

create index users_by_name on users (account_id, name_key, id);
create index users_by_username on users (account_id, username_sort, id);
create index users_by_status on users (account_id, status, id);
create index users_by_creation on users (account_id, created_at, id);
create index users_by_last_sign_in on users (account_id, last_sign_in_sort, id);
create index users_by_email_anywhere on users (email_key);
create index users_search on users using gin (search_key gin_trgm_ops);

create function keep_confirmation() returns trigger language plpgsql as $$
begin
  if old.confirmed_at is not null and new.confirmed_at is null then
    raise exception 'a confirmed account stays confirmed' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger keep_confirmation before update on accounts for each row execute function keep_confirmation();

create table user_portal_roles (
  account_id uuid not null,
  user_id uuid not null,
  role text collate "C" not null check (role in ('admin', 'reports', 'tech_configuration', 'finance', 'orders')),
  primary key (account_id, user_id, role),
  foreign key (account_id, user_id) references users (account_id, id) on delete cascade
);
create index user_portal_roles_by_role on user_portal_roles (account_id, role, user_id);

create table departments (
  account_id uuid not null references accounts (id) on delete cascade,
  id uuid not null,
  name text not null,
  name_key text collate "C" not null,
  created_at timestamptz(3) not null default now(),
  version int not null default 1,
  primary key (account_id, id),
  unique (account_id, name_key)
);

create table user_departments (
  account_id uuid not null,
  user_id uuid not null,
  department_id uuid not null,
  primary key (account_id, user_id, department_id),
  foreign key (account_id, user_id) references users (account_id, id) on delete cascade,
  foreign key (account_id, department_id) references departments (account_id, id) on delete cascade
);
create index user_departments_by_department on user_departments (account_id, department_id, user_id);

alter table accounts enable row level security;
alter table users enable row level security;
alter table user_portal_roles enable row level security;
alter table departments enable row level security;
alter table user_departments enable row level security;
create policy own_account on accounts using (id = current_account());
create policy own_account on users using (account_id = current_account());
create policy own_account on user_portal_roles using (account_id = current_account());
create policy own_account on departments using (account_id = current_account());
create policy own_account on user_departments using (account_id = current_account());

grant select, insert on accounts to :APP;
grant update (owner_id, owner_status, confirmed_at) on accounts to :APP;
grant select, insert on users to :APP;
grant update (email, email_key, username, username_key, first_name, last_name, name_key, search_key, status, password_hash,
  password_must_change, confirmed_at, last_sign_in_at, deleted_at, version) on users to :APP;
grant select, insert, delete on user_portal_roles, user_departments to :APP;
grant select, insert on departments to :APP;

grant select on accounts, users to :WORKER;

-- Finds users whose search key contains a text, through the trigram index that row-level security would keep shut.
create function search_users(term text) returns setof uuid
  language sql stable security definer set search_path = public, pg_temp
begin atomic
  select id from users
  where account_id = current_account()
    and search_key like '%' || replace(replace(replace(term, '\', '\\'), '%', '\%'), '_', '\_') || '%';
end;
revoke all on function search_users(text) from public;
grant execute on function search_users(text) to :APP;
