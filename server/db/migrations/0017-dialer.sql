-- The Dialer: agents, dialer roles, tags, skill groups, user groups, leads, the account's settings for them, saved views.

-- Locked by those who take extensions one after the other, so it is a row of its own and not the account's.
create table dialer_settings (
  account_id uuid primary key references accounts (id) on delete cascade,
  ppq boolean not null default false,
  -- Tenths: 10 is 1.0, 100 is 10.0.
  ppq_ratio int not null default 10 check (ppq_ratio between 10 and 100),
  ppq_sorting text not null default 'call_back_time' check (ppq_sorting in ('call_back_time', 'weight')),
  auto_dial boolean not null default false,
  extension_from bigint not null default 1000 check (extension_from between 10 and 9999999999),
  extension_to bigint not null default 9999 check (extension_to between 10 and 9999999999),
  -- Every number of the range below it is in use: where the search for a free one begins.
  extension_hint bigint not null default 1000,
  -- Null: made of the account code (`sip_domain_of`).
  sip_domain text check (sip_domain ~ '^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$' and sip_domain not like '%.sip.internal'),
  version int not null default 1,
  check (extension_from <= extension_to)
);
-- A telephony server knows an account by its domain, so no two have the same.
create unique index dialer_settings_sip_domain on dialer_settings (sip_domain);

create table dialer_roles (
  account_id uuid not null references accounts (id) on delete cascade,
  id uuid not null,
  name text not null,
  name_key text collate "C" not null,
  permissions text[] not null default '{}',
  scope text not null check (scope in ('all', 'shared_tags')),
  -- Defaults for those who hold the role; null: it says nothing.
  two_factor text check (two_factor in ('off', 'email', 'app')),
  session_seconds int check (session_seconds between 60 and 31536000),
  session_limit int check (session_limit between 1 and 1000),
  auto_dial boolean,
  created_at timestamptz(3) not null default now(),
  version int not null default 1,
  primary key (account_id, id),
  unique (account_id, name_key)
);

-- What a user is in the Dialer. The user's own columns count in both halves; both together have one version, the user's.
create table agents (
  account_id uuid not null,
  user_id uuid not null,
  is_superuser boolean not null default false,
  assigns_leads boolean not null default true,
  auto_dial boolean,
  ppq boolean,
  ppq_ratio int check (ppq_ratio between 10 and 100),
  ppq_sorting text check (ppq_sorting in ('call_back_time', 'weight')),
  caller_id_name text,
  caller_id_number text check (caller_id_number ~ '^\+[1-9][0-9]{4,14}$'),
  virtual_extension text collate "C" check (virtual_extension ~ '^[0-9]{2,10}$'),
  kerberos_login text,
  caldav_url text,
  caldav_login text,
  -- Sealed with a key that is not in the database; the key's id stands beside it.
  caldav_token bytea,
  caldav_key_id bytea check (length(caldav_key_id) = 8),
  has_all_tags boolean not null default false,
  has_all_skill_groups boolean not null default false,
  sip_option text collate "C" not null default 'webrtc' check (sip_option in ('uri', 'webrtc', 'pbx')),
  sip_uri text,
  pbx_username text collate "C",
  -- Null: dynamic, wherever the phone registers from.
  pbx_extension text,
  -- The name that a phone registers with.
  sip_username text collate "C" generated always as (case when sip_option = 'pbx' then coalesce(lower(pbx_username), virtual_extension) end) stored,
  -- Of `sip_username`, the account's SIP domain and a password that is nowhere (RFC 7616, 3.4.2; RFC 8760).
  sip_ha1_md5 text check (sip_ha1_md5 ~ '^[0-9a-f]{32}$'),
  sip_ha1_sha256 text check (sip_ha1_sha256 ~ '^[0-9a-f]{64}$'),
  sip_password_at timestamptz(3),
  -- Of a deleted user: the names of what they belonged to, so that a restore can say what is not there any more.
  memberships_at_deletion jsonb,
  created_at timestamptz(3) not null default now(),
  -- What nullable columns are sorted by, so that a page can go on from any row.
  extension_sort text collate "C" not null generated always as (coalesce(virtual_extension, '')) stored,
  primary key (account_id, user_id),
  foreign key (account_id, user_id) references users (account_id, id) on delete cascade,
  -- Deleted users keep theirs until they are erased.
  unique (account_id, virtual_extension),
  unique (account_id, sip_username),
  check ((caldav_token is null) = (caldav_key_id is null)),
  check ((sip_option = 'uri') = (sip_uri is not null)),
  check ((sip_ha1_md5 is null) = (sip_ha1_sha256 is null) and (sip_ha1_md5 is null) = (sip_password_at is null))
);
create index agents_by_extension on agents (account_id, extension_sort, user_id);
create index agents_by_sip_option on agents (account_id, sip_option, user_id);
create index agents_extension_search on agents using gin (virtual_extension gin_trgm_ops);
create index agents_with_all_tags on agents (account_id, user_id) where has_all_tags;
create index agents_with_all_skill_groups on agents (account_id, user_id) where has_all_skill_groups;
-- What few have of their own, so that a filter finds them.
create index agents_superusers on agents (account_id, user_id) where is_superuser;
create index agents_without_leads on agents (account_id, user_id) where not assigns_leads;
create index agents_own_auto_dial on agents (account_id, auto_dial, user_id) where auto_dial is not null;
create index agents_own_ppq on agents (account_id, ppq, user_id) where ppq is not null;
create index agents_own_ppq_sorting on agents (account_id, ppq_sorting, user_id) where ppq_sorting is not null;
create index users_own_two_factor on users (account_id, two_factor, id) where two_factor is not null;
create index users_own_interface_language on users (account_id, interface_language, id) where interface_language is not null;
create index users_limited_addresses on users (account_id, id) where limits_addresses;
create index agents_by_key on agents (caldav_key_id) where caldav_key_id is not null;

create table agent_roles (
  account_id uuid not null,
  user_id uuid not null,
  role_id uuid not null,
  primary key (account_id, user_id, role_id),
  foreign key (account_id, user_id) references agents (account_id, user_id) on delete cascade,
  foreign key (account_id, role_id) references dialer_roles (account_id, id) on delete cascade
);
create index agent_roles_by_role on agent_roles (account_id, role_id, user_id);

create table tags (
  account_id uuid not null references accounts (id) on delete cascade,
  id uuid not null,
  name text not null,
  name_key text collate "C" not null,
  created_at timestamptz(3) not null default now(),
  version int not null default 1,
  primary key (account_id, id),
  unique (account_id, name_key)
);

create table agent_tags (
  account_id uuid not null,
  user_id uuid not null,
  tag_id uuid not null,
  primary key (account_id, user_id, tag_id),
  foreign key (account_id, user_id) references agents (account_id, user_id) on delete cascade,
  foreign key (account_id, tag_id) references tags (account_id, id) on delete cascade
);
create index agent_tags_by_tag on agent_tags (account_id, tag_id, user_id);

create table skill_groups (
  account_id uuid not null references accounts (id) on delete cascade,
  id uuid not null,
  name text not null,
  name_key text collate "C" not null,
  created_at timestamptz(3) not null default now(),
  version int not null default 1,
  primary key (account_id, id),
  unique (account_id, name_key)
);

create table agent_skill_groups (
  account_id uuid not null,
  user_id uuid not null,
  skill_group_id uuid not null,
  level int not null check (level between 1 and 10),
  primary key (account_id, user_id, skill_group_id),
  foreign key (account_id, user_id) references agents (account_id, user_id) on delete cascade,
  foreign key (account_id, skill_group_id) references skill_groups (account_id, id) on delete cascade
);
create index agent_skill_groups_by_group on agent_skill_groups (account_id, skill_group_id, level, user_id);

-- Joins leads to agents: the leads that the filter finds are served by the agents of its tags and skill groups.
create table user_groups (
  account_id uuid not null references accounts (id) on delete cascade,
  id uuid not null,
  name text not null,
  name_key text collate "C" not null,
  -- The shape is `leadFilter` in contract/leads.ts.
  filter jsonb not null default '{}' check (jsonb_typeof(filter) = 'object'),
  weight int not null default 0 check (weight between 0 and 1000),
  created_at timestamptz(3) not null default now(),
  version int not null default 1,
  primary key (account_id, id),
  unique (account_id, name_key)
);

create table user_group_tags (
  account_id uuid not null,
  user_group_id uuid not null,
  tag_id uuid not null,
  primary key (account_id, user_group_id, tag_id),
  foreign key (account_id, user_group_id) references user_groups (account_id, id) on delete cascade,
  foreign key (account_id, tag_id) references tags (account_id, id) on delete cascade
);
create index user_group_tags_by_tag on user_group_tags (account_id, tag_id);

create table user_group_skill_groups (
  account_id uuid not null,
  user_group_id uuid not null,
  skill_group_id uuid not null,
  -- Agents of a lower level are not asked.
  minimum_level int not null default 1 check (minimum_level between 1 and 10),
  primary key (account_id, user_group_id, skill_group_id),
  foreign key (account_id, user_group_id) references user_groups (account_id, id) on delete cascade,
  foreign key (account_id, skill_group_id) references skill_groups (account_id, id) on delete cascade
);
create index user_group_skill_groups_by_group on user_group_skill_groups (account_id, skill_group_id);

create table leads (
  account_id uuid not null references accounts (id) on delete cascade,
  id uuid not null,
  first_name text not null,
  last_name text not null,
  name_key text collate "C" not null,
  search_key text collate "C" not null,
  phone text collate "C" not null check (phone ~ '^\+[1-9][0-9]{4,14}$'),
  status text collate "C" not null default 'new' check (status in ('new', 'in_progress', 'call_back', 'done', 'do_not_call')),
  weight int not null default 0 check (weight between 0 and 1000),
  call_back_at timestamptz(3),
  language text check (language ~ '^[a-z]{2,3}$'),
  -- The list or campaign that it came with; empty: none.
  group_name text not null default '',
  group_key text collate "C" not null default '',
  -- One agent at most: a lead is a row, and this is a column of it.
  assigned_to uuid,
  assigned_at timestamptz(3),
  created_at timestamptz(3) not null default now(),
  version int not null default 1,
  call_back_sort timestamptz(3) not null generated always as (coalesce(call_back_at, timestamptz '1970-01-01 00:00:00+00')) stored,
  primary key (account_id, id),
  foreign key (account_id, assigned_to) references agents (account_id, user_id) on delete set null (assigned_to),
  check (assigned_to is null or assigned_at is not null)
);
create index leads_by_name on leads (account_id, name_key, id);
create index leads_by_phone on leads (account_id, phone, id);
create index leads_by_status on leads (account_id, status, id);
create index leads_by_weight on leads (account_id, weight, id);
create index leads_by_call_back on leads (account_id, call_back_sort, id);
create index leads_by_creation on leads (account_id, created_at, id);
create index leads_by_group on leads (account_id, group_key, id);
create index leads_by_agent on leads (account_id, assigned_to, call_back_sort, id) where assigned_to is not null;
-- In the order in which they are given out.
create index leads_unassigned on leads (account_id, weight desc, created_at, id) where assigned_to is null;
create index leads_search on leads using gin (search_key gin_trgm_ops);

create table saved_views (
  account_id uuid not null,
  id uuid not null,
  user_id uuid not null,
  list text collate "C" not null check (list in ('agents', 'leads')),
  name text not null,
  name_key text collate "C" not null,
  -- Whether others of the account may use it; only its owner changes it.
  is_shared boolean not null default false,
  -- What the address bar says: filters, search, sort, columns.
  state jsonb not null check (jsonb_typeof(state) = 'object'),
  created_at timestamptz(3) not null default now(),
  version int not null default 1,
  primary key (account_id, id),
  unique (account_id, user_id, list, name_key),
  foreign key (account_id, user_id) references users (account_id, id) on delete cascade
);
create index saved_views_shared on saved_views (account_id, list) where is_shared;

-- A number that *Generate available* gave to somebody who has not saved it yet.
create table extension_reservations (
  account_id uuid not null,
  extension text collate "C" not null check (extension ~ '^[0-9]{2,10}$'),
  user_id uuid not null,
  expires_at timestamptz(3) not null,
  primary key (account_id, extension),
  foreign key (account_id, user_id) references users (account_id, id) on delete cascade
);
create index extension_reservations_by_expiry on extension_reservations (account_id, expires_at);
create index extension_reservations_by_user on extension_reservations (account_id, user_id);

-- Each account begins with settings and one role, which may do nothing but work.
create function begin_dialer() returns trigger language plpgsql as $$
begin
  insert into dialer_settings (account_id) values (new.id);
  insert into dialer_roles (account_id, id, name, name_key, scope) values (new.id, gen_random_uuid(), 'Agents', 'agents', 'shared_tags');
  return null;
end $$;
insert into dialer_settings (account_id) select id from accounts;
insert into dialer_roles (account_id, id, name, name_key, scope)
  select id, gen_random_uuid(), 'Agents', 'agents', 'shared_tags' from accounts;
create trigger begin_dialer after insert on accounts for each row execute function begin_dialer();

-- An agent has at least one role at every commit, but for deleted users, whose restore names one.
create function keep_a_role() returns trigger language plpgsql as $$
declare
  changed jsonb := to_jsonb(coalesce(new, old));
  of_account uuid := (changed ->> 'account_id')::uuid;
  of_user uuid := case tg_table_name when 'users' then changed ->> 'id' else changed ->> 'user_id' end::uuid;
begin
  if exists (select from agents g join users u on u.account_id = g.account_id and u.id = g.user_id
      where g.account_id = of_account and g.user_id = of_user and u.status <> 'deleted')
    and not exists (select from agent_roles r where r.account_id = of_account and r.user_id = of_user) then
    raise exception 'an agent has at least one role' using errcode = 'check_violation', constraint = 'agents_role', table = 'agents';
  end if;
  return null;
end $$;
create constraint trigger keep_a_role after insert on agents deferrable initially deferred
  for each row execute function keep_a_role();
create constraint trigger keep_a_role after delete on agent_roles deferrable initially deferred
  for each row execute function keep_a_role();
create constraint trigger keep_a_role after update of status on users deferrable initially deferred
  for each row when (old.status = 'deleted' and new.status <> 'deleted') execute function keep_a_role();

-- A number that becomes free may be the lowest: the next search begins there.
create function lower_extension_hint() returns trigger language plpgsql as $$
begin
  update dialer_settings set extension_hint = least(extension_hint, old.virtual_extension::bigint)
  where account_id = old.account_id and old.virtual_extension::bigint between extension_from and extension_to;
  return null;
end $$;
create trigger lower_hint_on_change after update of virtual_extension on agents for each row
  when (old.virtual_extension is not null and old.virtual_extension is distinct from new.virtual_extension)
  execute function lower_extension_hint();
create trigger lower_hint_on_removal after delete on agents for each row
  when (old.virtual_extension is not null) execute function lower_extension_hint();

-- The lowest number of the account's range that nobody has and nobody was given in the last quarter of an hour; null where
-- there is none. Those who ask at once wait for each other, so each is given another.
create function take_extension(for_user uuid) returns text language plpgsql as $$
declare
  settings dialer_settings;
  candidate bigint;
  freed bigint;
begin
  select * into settings from dialer_settings where account_id = current_account() for update;
  with over as (
    delete from extension_reservations where account_id = current_account() and expires_at <= now() returning extension::bigint as number
  ) select min(number) into freed from over;
  candidate := greatest(least(settings.extension_hint, coalesce(freed, settings.extension_hint)), settings.extension_from);
  while candidate <= settings.extension_to and (
    exists (select from agents where account_id = current_account() and virtual_extension = candidate::text)
    or exists (select from extension_reservations where account_id = current_account() and extension = candidate::text)
  ) loop
    candidate := candidate + 1;
  end loop;
  update dialer_settings set extension_hint = candidate where account_id = current_account();
  if candidate > settings.extension_to then return null; end if;
  insert into extension_reservations (account_id, extension, user_id, expires_at)
  values (current_account(), candidate::text, for_user, now() + interval '15 minutes');
  return candidate::text;
end $$;

-- The domain that the account's phones register with.
create function sip_domain_of(of_account uuid) returns text
  language sql stable
begin atomic
  select coalesce(s.sip_domain, lower(a.code) || '.sip.internal')
  from accounts a join dialer_settings s on s.account_id = a.id where a.id = of_account;
end;

-- Finds agents by a part of what users are searched by, or of their extension; no more than so many.
create function search_agents(term text, most int) returns setof uuid
  language sql stable security definer set search_path = public, pg_temp
begin atomic
  -- Materialized, so that it is planned as if all were wanted: a limit would talk the planner out of the trigram index.
  with pattern as materialized (
    select '%' || replace(replace(replace(term, '\', '\\'), '%', '\%'), '_', '\_') || '%' as text
  ), hits as materialized (
    select u.id from users u where u.account_id = current_account() and u.search_key like (select text from pattern)
    union
    select g.user_id from agents g where g.account_id = current_account() and g.virtual_extension like (select text from pattern)
  )
  select h.id from hits h join agents g on g.account_id = current_account() and g.user_id = h.id limit most;
end;

create function search_leads(term text, most int) returns setof uuid
  language sql stable security definer set search_path = public, pg_temp
begin atomic
  with hits as materialized (
    select id from leads
    where account_id = current_account()
      and search_key like '%' || replace(replace(replace(term, '\', '\\'), '%', '\%'), '_', '\_') || '%'
  )
  select id from hits limit most;
end;
-- Which keys seal something: the start compares them with those that it has.
create or replace function secret_keys_in_use() returns setof bytea
  language sql stable security definer set search_path = public, pg_temp
begin atomic
  select key_id from authenticators union select key_id from account_sign_in_providers
  union select caldav_key_id from agents where caldav_key_id is not null;
end;

-- Whose calendar token is sealed with another key than the newest, some at a time.
create function calendars_to_reseal(newest bytea) returns table (account_id uuid, user_id uuid)
  language sql stable security definer set search_path = public, pg_temp
begin atomic
  select g.account_id, g.user_id from agents g where g.caldav_key_id <> newest limit 1000;
end;

revoke all on function search_agents, search_leads, calendars_to_reseal from public;
grant execute on function search_agents, search_leads, calendars_to_reseal to :APP;

alter table dialer_settings enable row level security;
alter table dialer_roles enable row level security;
alter table agents enable row level security;
alter table agent_roles enable row level security;
alter table tags enable row level security;
alter table agent_tags enable row level security;
alter table skill_groups enable row level security;
alter table agent_skill_groups enable row level security;
alter table user_groups enable row level security;
alter table user_group_tags enable row level security;
alter table user_group_skill_groups enable row level security;
alter table leads enable row level security;
alter table saved_views enable row level security;
alter table extension_reservations enable row level security;
create policy own_account on dialer_settings using (account_id = current_account());
create policy own_account on dialer_roles using (account_id = current_account());
create policy own_account on agents using (account_id = current_account());
create policy own_account on agent_roles using (account_id = current_account());
create policy own_account on tags using (account_id = current_account());
create policy own_account on agent_tags using (account_id = current_account());
create policy own_account on skill_groups using (account_id = current_account());
create policy own_account on agent_skill_groups using (account_id = current_account());
create policy own_account on user_groups using (account_id = current_account());
create policy own_account on user_group_tags using (account_id = current_account());
create policy own_account on user_group_skill_groups using (account_id = current_account());
create policy own_account on leads using (account_id = current_account());
create policy own_account on saved_views using (account_id = current_account());
create policy own_account on extension_reservations using (account_id = current_account());

grant select, insert on dialer_settings to :APP;
grant update (ppq, ppq_ratio, ppq_sorting, auto_dial, extension_from, extension_to, extension_hint, sip_domain, version)
  on dialer_settings to :APP;
grant select, insert, delete on dialer_roles, agents, agent_roles, tags, agent_tags, skill_groups, agent_skill_groups, user_groups,
  user_group_tags, user_group_skill_groups, leads, saved_views, extension_reservations to :APP;
grant update (name, name_key, permissions, scope, two_factor, session_seconds, session_limit, auto_dial, version) on dialer_roles to :APP;
grant update (is_superuser, assigns_leads, auto_dial, ppq, ppq_ratio, ppq_sorting, caller_id_name, caller_id_number, virtual_extension,
  kerberos_login, caldav_url, caldav_login, caldav_token, caldav_key_id, has_all_tags, has_all_skill_groups, sip_option, sip_uri,
  pbx_username, pbx_extension, sip_ha1_md5, sip_ha1_sha256, sip_password_at, memberships_at_deletion) on agents to :APP;
grant update (name, name_key, version) on tags, skill_groups to :APP;
grant update (level) on agent_skill_groups to :APP;
grant update (name, name_key, filter, weight, version) on user_groups to :APP;
grant update (minimum_level) on user_group_skill_groups to :APP;
grant update (first_name, last_name, name_key, search_key, phone, status, weight, call_back_at, language, group_name, group_key,
  assigned_to, assigned_at, version) on leads to :APP;
grant update (name, name_key, is_shared, state, version) on saved_views to :APP;
-- For the policy in force, which the worker asks for too.
grant select on agents, agent_roles, dialer_roles to :WORKER;

-- What the live stream announces. One event for each statement, so that an import is not two hundred thousand.
create function announce_lead_changes() returns trigger language plpgsql as $$
begin
  insert into live_events (account_id, kind, data)
  select c.account_id, 'leads.changed', jsonb_build_object('ids', case when count(*) > 200 then '[]'::jsonb else jsonb_agg(c.id) end)
  from changed c group by c.account_id;
  return null;
end $$;
create trigger announce_new after insert on leads referencing new table as changed
  for each statement execute function announce_lead_changes();
create trigger announce_change after update on leads referencing new table as changed
  for each statement execute function announce_lead_changes();
create trigger announce_end after delete on leads referencing old table as changed
  for each statement execute function announce_lead_changes();

-- Something of the Dialer that pages list beside agents: which kind of thing, not which of them.
create function announce_dialer_changes() returns trigger language plpgsql as $$
begin
  insert into live_events (account_id, kind, data)
  select distinct c.account_id, 'dialer.changed', jsonb_build_object('what', tg_argv[0]) from changed c;
  return null;
end $$;
create trigger announce_new after insert on dialer_roles referencing new table as changed
  for each statement execute function announce_dialer_changes('dialerRoles');
create trigger announce_change after update on dialer_roles referencing new table as changed
  for each statement execute function announce_dialer_changes('dialerRoles');
create trigger announce_end after delete on dialer_roles referencing old table as changed
  for each statement execute function announce_dialer_changes('dialerRoles');
create trigger announce_new after insert on tags referencing new table as changed
  for each statement execute function announce_dialer_changes('tags');
create trigger announce_change after update on tags referencing new table as changed
  for each statement execute function announce_dialer_changes('tags');
create trigger announce_end after delete on tags referencing old table as changed
  for each statement execute function announce_dialer_changes('tags');
create trigger announce_new after insert on skill_groups referencing new table as changed
  for each statement execute function announce_dialer_changes('skillGroups');
create trigger announce_change after update on skill_groups referencing new table as changed
  for each statement execute function announce_dialer_changes('skillGroups');
create trigger announce_end after delete on skill_groups referencing old table as changed
  for each statement execute function announce_dialer_changes('skillGroups');
create trigger announce_new after insert on user_groups referencing new table as changed
  for each statement execute function announce_dialer_changes('userGroups');
create trigger announce_change after update on user_groups referencing new table as changed
  for each statement execute function announce_dialer_changes('userGroups');
create trigger announce_end after delete on user_groups referencing old table as changed
  for each statement execute function announce_dialer_changes('userGroups');

-- Who belongs to it counts too: whoever leaves a scope is not named to those who saw them.
create trigger announce_new after insert on agent_roles referencing new table as changed
  for each statement execute function announce_dialer_changes('dialerRoles');
create trigger announce_end after delete on agent_roles referencing old table as changed
  for each statement execute function announce_dialer_changes('dialerRoles');
create trigger announce_new after insert on agent_tags referencing new table as changed
  for each statement execute function announce_dialer_changes('tags');
create trigger announce_end after delete on agent_tags referencing old table as changed
  for each statement execute function announce_dialer_changes('tags');
create trigger announce_new after insert on agent_skill_groups referencing new table as changed
  for each statement execute function announce_dialer_changes('skillGroups');
create trigger announce_change after update on agent_skill_groups referencing new table as changed
  for each statement execute function announce_dialer_changes('skillGroups');
create trigger announce_end after delete on agent_skill_groups referencing old table as changed
  for each statement execute function announce_dialer_changes('skillGroups');

-- A profile that comes or goes. A change of one raises the user's version, which is announced already.
create function announce_agents() returns trigger language plpgsql as $$
begin
  insert into live_events (account_id, kind, data)
  select c.account_id, 'users.changed', jsonb_build_object('ids', jsonb_agg(c.user_id))
  from (select account_id, user_id, (row_number() over () - 1) / 200 as part from changed) c group by c.account_id, c.part;
  return null;
end $$;
create trigger announce_new after insert on agents referencing new table as changed
  for each statement execute function announce_agents();
create trigger announce_end after delete on agents referencing old table as changed
  for each statement execute function announce_agents();
