-- The database's schema, written from its catalogue by `npm run generate`; the migrations make it.
-- :APP and :WORKER stand for the roles of the application and of the background worker.

create table account_sign_in_providers (
  account_id uuid not null,
  id uuid not null,
  name text not null,
  issuer text not null,
  client_id text not null,
  client_secret bytea not null,
  key_id bytea not null,
  is_on boolean not null default true,
  created_at timestamp(3) with time zone not null default now(),
  constraint account_sign_in_providers_pkey PRIMARY KEY (account_id, id),
  constraint account_sign_in_providers_account_id_name_key UNIQUE (account_id, name),
  constraint account_sign_in_providers_key_id_check CHECK ((length(key_id) = 8)),
  constraint account_sign_in_providers_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id) ON DELETE CASCADE
);
CREATE INDEX account_sign_in_providers_by_id ON account_sign_in_providers USING btree (id);
CREATE INDEX account_sign_in_providers_by_key ON account_sign_in_providers USING btree (key_id);
alter table account_sign_in_providers enable row level security;
create policy own_account on account_sign_in_providers using ((account_id = current_account()));
grant delete on account_sign_in_providers to :APP;
grant insert on account_sign_in_providers to :APP;
grant select on account_sign_in_providers to :APP;
grant update (name, issuer, client_id, client_secret, key_id, is_on) on account_sign_in_providers to :APP;

create table accounts (
  id uuid not null,
  code text not null,
  name text not null,
  owner_id uuid not null,
  owner_status text not null default 'pending'::text,
  created_at timestamp(3) with time zone not null default now(),
  confirmed_at timestamp(3) with time zone,
  two_factor text not null default 'off'::text,
  session_seconds integer not null default 43200,
  session_limit integer,
  limits_addresses boolean not null default false,
  version integer not null default 1,
  interface_language text not null default 'en'::text,
  spoken_language text not null default 'en'::text,
  timezone text not null default 'UTC'::text,
  constraint accounts_pkey PRIMARY KEY (id),
  constraint accounts_code_key UNIQUE (code),
  constraint accounts_check CHECK (((confirmed_at IS NULL) = (owner_status = 'pending'::text))),
  constraint accounts_code_check CHECK ((code ~ '^[0-9A-Z]{6,12}$'::text)),
  constraint accounts_interface_language_check CHECK ((interface_language = ANY (ARRAY['en'::text, 'de'::text, 'ar'::text]))),
  constraint accounts_owner_status_check CHECK ((owner_status = ANY (ARRAY['pending'::text, 'active'::text]))),
  constraint accounts_session_limit_check CHECK (((session_limit >= 1) AND (session_limit <= 1000))),
  constraint accounts_session_seconds_check CHECK (((session_seconds >= 60) AND (session_seconds <= 31536000))),
  constraint accounts_spoken_language_check CHECK ((spoken_language ~ '^[a-z]{2,3}$'::text)),
  constraint accounts_timezone_check CHECK (((length(timezone) >= 1) AND (length(timezone) <= 64))),
  constraint accounts_two_factor_check CHECK ((two_factor = ANY (ARRAY['off'::text, 'email'::text, 'app'::text]))),
  constraint accounts_owner FOREIGN KEY (id, owner_id, owner_status) REFERENCES users(account_id, id, status) DEFERRABLE INITIALLY DEFERRED
);
CREATE TRIGGER announce_access AFTER UPDATE OF limits_addresses ON accounts FOR EACH ROW WHEN ((old.limits_addresses IS DISTINCT FROM new.limits_addresses)) EXECUTE FUNCTION announce_access_change();
CREATE TRIGGER begin_dialer AFTER INSERT ON accounts FOR EACH ROW EXECUTE FUNCTION begin_dialer();
CREATE TRIGGER keep_confirmation BEFORE UPDATE ON accounts FOR EACH ROW EXECUTE FUNCTION keep_confirmation();
alter table accounts enable row level security;
create policy own_account on accounts using ((id = current_account()));
grant insert on accounts to :APP;
grant select on accounts to :APP;
grant select on accounts to :WORKER;
grant update (name, owner_id, owner_status, confirmed_at, two_factor, session_seconds, session_limit, limits_addresses, version, interface_language, spoken_language, timezone) on accounts to :APP;

create table activity (
  account_id uuid not null,
  id uuid not null,
  at timestamp(3) with time zone not null default now(),
  action text not null,
  actor_kind text not null,
  actor_id uuid,
  on_behalf_of uuid,
  target_type text not null,
  target_id uuid not null,
  session_id uuid,
  mass_action_id uuid,
  values_hash bytea,
  transaction xid8 not null default pg_current_xact_id(),
  constraint activity_pkey PRIMARY KEY (account_id, id),
  constraint activity_actor_kind_check CHECK ((actor_kind = ANY (ARRAY['user'::text, 'visitor'::text, 'operator'::text, 'system'::text]))),
  constraint activity_check CHECK (((actor_kind <> 'user'::text) OR (actor_id IS NOT NULL))),
  constraint activity_values_hash_check CHECK ((length(values_hash) = 32)),
  constraint activity_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id) ON DELETE CASCADE
) partition by RANGE (id);
CREATE INDEX activity_by_action ON ONLY activity USING btree (account_id, action, id);
CREATE INDEX activity_by_actor ON ONLY activity USING btree (account_id, actor_id, id);
CREATE INDEX activity_by_actor_and_action ON ONLY activity USING btree (account_id, actor_id, action, id) WHERE (actor_id IS NOT NULL);
CREATE INDEX activity_by_beneficiary ON ONLY activity USING btree (account_id, on_behalf_of, id) WHERE (on_behalf_of IS NOT NULL);
CREATE INDEX activity_by_mass_action ON ONLY activity USING btree (account_id, mass_action_id, id) WHERE (mass_action_id IS NOT NULL);
CREATE INDEX activity_by_target ON ONLY activity USING btree (account_id, target_id, id);
CREATE INDEX activity_by_transaction ON ONLY activity USING btree (transaction);
CREATE TRIGGER keep_activity BEFORE DELETE OR UPDATE ON activity FOR EACH ROW EXECUTE FUNCTION keep_activity();
CREATE TRIGGER keep_activity_whole BEFORE TRUNCATE ON activity FOR EACH STATEMENT EXECUTE FUNCTION keep_activity();
alter table activity enable row level security;
create policy own_account on activity using ((account_id = current_account()));
grant insert on activity to :APP;
grant insert on activity to :WORKER;
grant select on activity to :APP;
grant select on activity to :WORKER;

create table activity_blocks (
  account_id uuid not null,
  number bigint not null,
  entry_ids uuid[] not null,
  entry_hashes bytea not null,
  previous_hash bytea not null,
  hash bytea not null,
  total bigint not null,
  sealed_at timestamp(3) with time zone not null default now(),
  constraint activity_blocks_pkey PRIMARY KEY (account_id, number),
  constraint activity_blocks_check CHECK ((length(entry_hashes) = (32 * cardinality(entry_ids)))),
  constraint activity_blocks_check1 CHECK ((total >= cardinality(entry_ids))),
  constraint activity_blocks_entry_ids_check CHECK (((cardinality(entry_ids) >= 1) AND (cardinality(entry_ids) <= 1000))),
  constraint activity_blocks_hash_check CHECK ((length(hash) = 32)),
  constraint activity_blocks_number_check CHECK ((number > 0)),
  constraint activity_blocks_previous_hash_check CHECK ((length(previous_hash) = 32)),
  constraint activity_blocks_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id) ON DELETE CASCADE
);
CREATE INDEX activity_blocks_by_entries ON activity_blocks USING btree (account_id, (entry_ids[cardinality(entry_ids)]), (entry_ids[1]));
CREATE TRIGGER keep_activity_blocks BEFORE DELETE OR UPDATE ON activity_blocks FOR EACH ROW EXECUTE FUNCTION keep_activity();
CREATE TRIGGER keep_activity_whole BEFORE TRUNCATE ON activity_blocks FOR EACH STATEMENT EXECUTE FUNCTION keep_activity();
alter table activity_blocks enable row level security;
create policy own_account on activity_blocks using ((account_id = current_account()));
grant select on activity_blocks to :APP;
grant select on activity_blocks to :WORKER;

create table activity_default (
  account_id uuid not null,
  id uuid not null,
  at timestamp(3) with time zone not null default now(),
  action text not null,
  actor_kind text not null,
  actor_id uuid,
  on_behalf_of uuid,
  target_type text not null,
  target_id uuid not null,
  session_id uuid,
  mass_action_id uuid,
  values_hash bytea,
  transaction xid8 not null default pg_current_xact_id(),
  constraint activity_default_pkey PRIMARY KEY (account_id, id),
  constraint activity_actor_kind_check CHECK ((actor_kind = ANY (ARRAY['user'::text, 'visitor'::text, 'operator'::text, 'system'::text]))),
  constraint activity_check CHECK (((actor_kind <> 'user'::text) OR (actor_id IS NOT NULL))),
  constraint activity_values_hash_check CHECK ((length(values_hash) = 32)),
  constraint activity_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id) ON DELETE CASCADE
) partition of activity default;
CREATE INDEX activity_default_account_id_action_id_idx ON activity_default USING btree (account_id, action, id);
CREATE INDEX activity_default_account_id_actor_id_action_id_idx ON activity_default USING btree (account_id, actor_id, action, id) WHERE (actor_id IS NOT NULL);
CREATE INDEX activity_default_account_id_actor_id_id_idx ON activity_default USING btree (account_id, actor_id, id);
CREATE INDEX activity_default_account_id_mass_action_id_id_idx ON activity_default USING btree (account_id, mass_action_id, id) WHERE (mass_action_id IS NOT NULL);
CREATE INDEX activity_default_account_id_on_behalf_of_id_idx ON activity_default USING btree (account_id, on_behalf_of, id) WHERE (on_behalf_of IS NOT NULL);
CREATE INDEX activity_default_account_id_target_id_id_idx ON activity_default USING btree (account_id, target_id, id);
CREATE INDEX activity_default_transaction_idx ON activity_default USING btree (transaction);
CREATE TRIGGER keep_activity BEFORE DELETE OR UPDATE ON activity_default FOR EACH ROW EXECUTE FUNCTION keep_activity();
CREATE TRIGGER keep_activity_whole BEFORE TRUNCATE ON activity_default FOR EACH STATEMENT EXECUTE FUNCTION keep_activity();
alter table activity_default enable row level security;

create table activity_repeats (
  account_id uuid not null,
  key_hash bytea not null,
  began_at timestamp(3) with time zone not null default now(),
  times integer not null default 0,
  action text not null,
  actor_kind text,
  actor_id uuid,
  on_behalf_of uuid,
  target_type text not null,
  target_id uuid not null,
  session_id uuid,
  address inet,
  device text,
  changes json not null default '{}'::json,
  constraint activity_repeats_pkey PRIMARY KEY (account_id, key_hash),
  constraint activity_repeats_key_hash_check CHECK ((length(key_hash) = 32)),
  constraint activity_repeats_times_check CHECK ((times >= 0)),
  constraint activity_repeats_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id) ON DELETE CASCADE
);
CREATE INDEX activity_repeats_by_age ON activity_repeats USING btree (began_at);
alter table activity_repeats enable row level security;
create policy own_account on activity_repeats using ((account_id = current_account()));
grant delete on activity_repeats to :APP;
grant delete on activity_repeats to :WORKER;
grant insert on activity_repeats to :APP;
grant insert on activity_repeats to :WORKER;
grant select on activity_repeats to :APP;
grant select on activity_repeats to :WORKER;
grant update (times) on activity_repeats to :APP;
grant update (times) on activity_repeats to :WORKER;

create table activity_sealing (
  only_row boolean not null default true,
  cluster bigint not null,
  position pg_snapshot not null,
  search_account uuid,
  search_entry uuid,
  constraint activity_sealing_pkey PRIMARY KEY (only_row),
  constraint activity_sealing_only_row_check CHECK (only_row)
);
alter table activity_sealing enable row level security;

create table activity_values (
  account_id uuid not null,
  activity_id uuid not null,
  salt bytea not null default uuid_send(gen_random_uuid()),
  address inet,
  device text,
  changes json not null default '{}'::json,
  times integer not null default 1,
  words tsvector not null generated always as activity_words(account_id, address, device, changes) stored,
  constraint activity_values_pkey PRIMARY KEY (account_id, activity_id),
  constraint activity_values_salt_check CHECK ((length(salt) = 16)),
  constraint activity_values_times_check CHECK ((times > 0))
) partition by RANGE (activity_id);
CREATE INDEX activity_values_by_address ON ONLY activity_values USING btree (account_id, address, activity_id) WHERE (address IS NOT NULL);
CREATE INDEX activity_values_by_words ON ONLY activity_values USING gin (words) WITH (gin_pending_list_limit='512');
CREATE TRIGGER keep_activity_values BEFORE DELETE OR UPDATE ON activity_values FOR EACH ROW EXECUTE FUNCTION keep_activity();
CREATE TRIGGER keep_activity_whole BEFORE TRUNCATE ON activity_values FOR EACH STATEMENT EXECUTE FUNCTION keep_activity();
alter table activity_values enable row level security;
create policy own_account on activity_values using ((account_id = current_account()));
grant insert on activity_values to :APP;
grant insert on activity_values to :WORKER;
grant select on activity_values to :APP;
grant select on activity_values to :WORKER;

create table activity_values_default (
  account_id uuid not null,
  activity_id uuid not null,
  salt bytea not null default uuid_send(gen_random_uuid()),
  address inet,
  device text,
  changes json not null default '{}'::json,
  times integer not null default 1,
  words tsvector not null generated always as activity_words(account_id, address, device, changes) stored,
  constraint activity_values_default_pkey PRIMARY KEY (account_id, activity_id),
  constraint activity_values_salt_check CHECK ((length(salt) = 16)),
  constraint activity_values_times_check CHECK ((times > 0)),
  constraint activity_values_default_entry FOREIGN KEY (account_id, activity_id) REFERENCES activity_default(account_id, id) ON DELETE CASCADE
) partition of activity_values default;
CREATE INDEX activity_values_default_account_id_address_activity_id_idx ON activity_values_default USING btree (account_id, address, activity_id) WHERE (address IS NOT NULL);
CREATE INDEX activity_values_default_words_idx ON activity_values_default USING gin (words) WITH (gin_pending_list_limit='512');
CREATE TRIGGER keep_activity_values BEFORE DELETE OR UPDATE ON activity_values_default FOR EACH ROW EXECUTE FUNCTION keep_activity();
CREATE TRIGGER keep_activity_whole BEFORE TRUNCATE ON activity_values_default FOR EACH STATEMENT EXECUTE FUNCTION keep_activity();
alter table activity_values_default enable row level security;

create table agent_roles (
  account_id uuid not null,
  user_id uuid not null,
  role_id uuid not null,
  constraint agent_roles_pkey PRIMARY KEY (account_id, user_id, role_id),
  constraint agent_roles_account_id_role_id_fkey FOREIGN KEY (account_id, role_id) REFERENCES dialer_roles(account_id, id) ON DELETE CASCADE,
  constraint agent_roles_account_id_user_id_fkey FOREIGN KEY (account_id, user_id) REFERENCES agents(account_id, user_id) ON DELETE CASCADE,
  constraint keep_a_role TRIGGER DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX agent_roles_by_role ON agent_roles USING btree (account_id, role_id, user_id);
CREATE CONSTRAINT TRIGGER keep_a_role AFTER DELETE ON agent_roles DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION keep_a_role();
CREATE TRIGGER announce_end AFTER DELETE ON agent_roles REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION announce_dialer_changes('dialerRoles');
CREATE TRIGGER announce_new AFTER INSERT ON agent_roles REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION announce_dialer_changes('dialerRoles');
alter table agent_roles enable row level security;
create policy own_account on agent_roles using ((account_id = current_account()));
grant delete on agent_roles to :APP;
grant insert on agent_roles to :APP;
grant select on agent_roles to :APP;
grant select on agent_roles to :WORKER;

create table agent_skill_groups (
  account_id uuid not null,
  user_id uuid not null,
  skill_group_id uuid not null,
  level integer not null,
  constraint agent_skill_groups_pkey PRIMARY KEY (account_id, user_id, skill_group_id),
  constraint agent_skill_groups_level_check CHECK (((level >= 1) AND (level <= 10))),
  constraint agent_skill_groups_account_id_skill_group_id_fkey FOREIGN KEY (account_id, skill_group_id) REFERENCES skill_groups(account_id, id) ON DELETE CASCADE,
  constraint agent_skill_groups_account_id_user_id_fkey FOREIGN KEY (account_id, user_id) REFERENCES agents(account_id, user_id) ON DELETE CASCADE
);
CREATE INDEX agent_skill_groups_by_group ON agent_skill_groups USING btree (account_id, skill_group_id, level, user_id);
CREATE TRIGGER announce_change AFTER UPDATE ON agent_skill_groups REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION announce_dialer_changes('skillGroups');
CREATE TRIGGER announce_end AFTER DELETE ON agent_skill_groups REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION announce_dialer_changes('skillGroups');
CREATE TRIGGER announce_new AFTER INSERT ON agent_skill_groups REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION announce_dialer_changes('skillGroups');
alter table agent_skill_groups enable row level security;
create policy own_account on agent_skill_groups using ((account_id = current_account()));
grant delete on agent_skill_groups to :APP;
grant insert on agent_skill_groups to :APP;
grant select on agent_skill_groups to :APP;
grant update (level) on agent_skill_groups to :APP;

create table agent_tags (
  account_id uuid not null,
  user_id uuid not null,
  tag_id uuid not null,
  constraint agent_tags_pkey PRIMARY KEY (account_id, user_id, tag_id),
  constraint agent_tags_account_id_tag_id_fkey FOREIGN KEY (account_id, tag_id) REFERENCES tags(account_id, id) ON DELETE CASCADE,
  constraint agent_tags_account_id_user_id_fkey FOREIGN KEY (account_id, user_id) REFERENCES agents(account_id, user_id) ON DELETE CASCADE
);
CREATE INDEX agent_tags_by_tag ON agent_tags USING btree (account_id, tag_id, user_id);
CREATE TRIGGER announce_end AFTER DELETE ON agent_tags REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION announce_dialer_changes('tags');
CREATE TRIGGER announce_new AFTER INSERT ON agent_tags REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION announce_dialer_changes('tags');
alter table agent_tags enable row level security;
create policy own_account on agent_tags using ((account_id = current_account()));
grant delete on agent_tags to :APP;
grant insert on agent_tags to :APP;
grant select on agent_tags to :APP;

create table agents (
  account_id uuid not null,
  user_id uuid not null,
  is_superuser boolean not null default false,
  assigns_leads boolean not null default true,
  auto_dial boolean,
  ppq boolean,
  ppq_ratio integer,
  ppq_sorting text,
  caller_id_name text,
  caller_id_number text,
  virtual_extension text collate "C",
  kerberos_login text,
  caldav_url text,
  caldav_login text,
  caldav_token bytea,
  caldav_key_id bytea,
  has_all_tags boolean not null default false,
  has_all_skill_groups boolean not null default false,
  sip_option text collate "C" not null default 'webrtc'::text,
  sip_uri text,
  pbx_username text collate "C",
  pbx_extension text,
  sip_username text collate "C" generated always as 
CASE
    WHEN (sip_option = 'pbx'::text) THEN COALESCE(lower(pbx_username), virtual_extension)
    ELSE NULL::text
END stored,
  sip_ha1_md5 text,
  sip_ha1_sha256 text,
  sip_password_at timestamp(3) with time zone,
  memberships_at_deletion jsonb,
  created_at timestamp(3) with time zone not null default now(),
  extension_sort text collate "C" not null generated always as COALESCE(virtual_extension, ''::text) stored,
  constraint agents_pkey PRIMARY KEY (account_id, user_id),
  constraint agents_account_id_sip_username_key UNIQUE (account_id, sip_username),
  constraint agents_account_id_virtual_extension_key UNIQUE (account_id, virtual_extension),
  constraint agents_caldav_key_id_check CHECK ((length(caldav_key_id) = 8)),
  constraint agents_caller_id_number_check CHECK ((caller_id_number ~ '^\+[1-9][0-9]{4,14}$'::text)),
  constraint agents_check CHECK (((caldav_token IS NULL) = (caldav_key_id IS NULL))),
  constraint agents_check1 CHECK (((sip_option = 'uri'::text) = (sip_uri IS NOT NULL))),
  constraint agents_check2 CHECK ((((sip_ha1_md5 IS NULL) = (sip_ha1_sha256 IS NULL)) AND ((sip_ha1_md5 IS NULL) = (sip_password_at IS NULL)))),
  constraint agents_ppq_ratio_check CHECK (((ppq_ratio >= 10) AND (ppq_ratio <= 100))),
  constraint agents_ppq_sorting_check CHECK ((ppq_sorting = ANY (ARRAY['call_back_time'::text, 'weight'::text]))),
  constraint agents_sip_ha1_md5_check CHECK ((sip_ha1_md5 ~ '^[0-9a-f]{32}$'::text)),
  constraint agents_sip_ha1_sha256_check CHECK ((sip_ha1_sha256 ~ '^[0-9a-f]{64}$'::text)),
  constraint agents_sip_option_check CHECK ((sip_option = ANY (ARRAY['uri'::text, 'webrtc'::text, 'pbx'::text]))),
  constraint agents_virtual_extension_check CHECK ((virtual_extension ~ '^[0-9]{2,10}$'::text)),
  constraint agents_account_id_user_id_fkey FOREIGN KEY (account_id, user_id) REFERENCES users(account_id, id) ON DELETE CASCADE,
  constraint keep_a_role TRIGGER DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX agents_by_extension ON agents USING btree (account_id, extension_sort, user_id);
CREATE INDEX agents_by_key ON agents USING btree (caldav_key_id) WHERE (caldav_key_id IS NOT NULL);
CREATE INDEX agents_by_sip_option ON agents USING btree (account_id, sip_option, user_id);
CREATE INDEX agents_extension_search ON agents USING gin (virtual_extension gin_trgm_ops);
CREATE INDEX agents_own_auto_dial ON agents USING btree (account_id, auto_dial, user_id) WHERE (auto_dial IS NOT NULL);
CREATE INDEX agents_own_ppq ON agents USING btree (account_id, ppq, user_id) WHERE (ppq IS NOT NULL);
CREATE INDEX agents_own_ppq_sorting ON agents USING btree (account_id, ppq_sorting, user_id) WHERE (ppq_sorting IS NOT NULL);
CREATE INDEX agents_superusers ON agents USING btree (account_id, user_id) WHERE is_superuser;
CREATE INDEX agents_with_all_skill_groups ON agents USING btree (account_id, user_id) WHERE has_all_skill_groups;
CREATE INDEX agents_with_all_tags ON agents USING btree (account_id, user_id) WHERE has_all_tags;
CREATE INDEX agents_without_leads ON agents USING btree (account_id, user_id) WHERE (NOT assigns_leads);
CREATE CONSTRAINT TRIGGER keep_a_role AFTER INSERT ON agents DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION keep_a_role();
CREATE TRIGGER announce_end AFTER DELETE ON agents REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION announce_agents();
CREATE TRIGGER announce_new AFTER INSERT ON agents REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION announce_agents();
CREATE TRIGGER lower_hint_on_change AFTER UPDATE OF virtual_extension ON agents FOR EACH ROW WHEN (((old.virtual_extension IS NOT NULL) AND (old.virtual_extension IS DISTINCT FROM new.virtual_extension))) EXECUTE FUNCTION lower_extension_hint();
CREATE TRIGGER lower_hint_on_removal AFTER DELETE ON agents FOR EACH ROW WHEN ((old.virtual_extension IS NOT NULL)) EXECUTE FUNCTION lower_extension_hint();
CREATE TRIGGER note_end AFTER DELETE ON agents REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION note_agents();
CREATE TRIGGER note_new AFTER INSERT ON agents REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION note_agents();
alter table agents enable row level security;
create policy own_account on agents using ((account_id = current_account()));
grant delete on agents to :APP;
grant insert on agents to :APP;
grant select on agents to :APP;
grant select on agents to :WORKER;
grant update (is_superuser, assigns_leads, auto_dial, ppq, ppq_ratio, ppq_sorting, caller_id_name, caller_id_number, virtual_extension, kerberos_login, caldav_url, caldav_login, caldav_token, caldav_key_id, has_all_tags, has_all_skill_groups, sip_option, sip_uri, pbx_username, pbx_extension, sip_ha1_md5, sip_ha1_sha256, sip_password_at, memberships_at_deletion) on agents to :APP;

create table allowed_addresses (
  account_id uuid not null,
  id uuid not null,
  user_id uuid,
  block cidr not null,
  label text not null default ''::text,
  is_on boolean not null default true,
  created_at timestamp(3) with time zone not null default now(),
  constraint allowed_addresses_pkey PRIMARY KEY (account_id, id),
  constraint allowed_addresses_account_id_user_id_block_key UNIQUE NULLS NOT DISTINCT (account_id, user_id, block),
  constraint allowed_addresses_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id) ON DELETE CASCADE,
  constraint allowed_addresses_account_id_user_id_fkey FOREIGN KEY (account_id, user_id) REFERENCES users(account_id, id) ON DELETE CASCADE
);
CREATE TRIGGER announce_change AFTER INSERT OR DELETE OR UPDATE ON allowed_addresses FOR EACH ROW EXECUTE FUNCTION announce_access_change();
alter table allowed_addresses enable row level security;
create policy own_account on allowed_addresses using ((account_id = current_account()));
grant delete on allowed_addresses to :APP;
grant insert on allowed_addresses to :APP;
grant select on allowed_addresses to :APP;
grant select on allowed_addresses to :WORKER;
grant update (label, is_on) on allowed_addresses to :APP;

create table attempts (
  bucket text not null,
  key_hash bytea not null,
  window_start timestamp(3) with time zone not null,
  count integer not null,
  constraint attempts_pkey PRIMARY KEY (bucket, key_hash, window_start)
);
CREATE INDEX attempts_by_age ON attempts USING btree (window_start);
alter table attempts enable row level security;

create table authenticators (
  account_id uuid not null,
  user_id uuid not null,
  secret bytea not null,
  key_id bytea not null,
  last_step bigint not null,
  created_at timestamp(3) with time zone not null default now(),
  constraint authenticators_pkey PRIMARY KEY (account_id, user_id),
  constraint authenticators_key_id_check CHECK ((length(key_id) = 8)),
  constraint authenticators_account_id_user_id_fkey FOREIGN KEY (account_id, user_id) REFERENCES users(account_id, id) ON DELETE CASCADE
);
CREATE INDEX authenticators_by_key ON authenticators USING btree (key_id);
alter table authenticators enable row level security;
create policy own_account on authenticators using ((account_id = current_account()));
grant delete on authenticators to :APP;
grant insert on authenticators to :APP;
grant select on authenticators to :APP;
grant update (secret, key_id, last_step, created_at) on authenticators to :APP;

create table departments (
  account_id uuid not null,
  id uuid not null,
  name text not null,
  name_key text collate "C" not null,
  created_at timestamp(3) with time zone not null default now(),
  version integer not null default 1,
  constraint departments_pkey PRIMARY KEY (account_id, id),
  constraint departments_account_id_name_key_key UNIQUE (account_id, name_key),
  constraint departments_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id) ON DELETE CASCADE
);
CREATE TRIGGER announce_change AFTER UPDATE ON departments REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION announce_department_changes();
CREATE TRIGGER announce_end AFTER DELETE ON departments REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION announce_department_changes();
CREATE TRIGGER announce_new AFTER INSERT ON departments REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION announce_department_changes();
alter table departments enable row level security;
create policy own_account on departments using ((account_id = current_account()));
grant delete on departments to :APP;
grant insert on departments to :APP;
grant select on departments to :APP;
grant update (name, name_key, version) on departments to :APP;

create table dialer_roles (
  account_id uuid not null,
  id uuid not null,
  name text not null,
  name_key text collate "C" not null,
  permissions text[] not null default '{}'::text[],
  scope text not null,
  two_factor text,
  session_seconds integer,
  session_limit integer,
  auto_dial boolean,
  created_at timestamp(3) with time zone not null default now(),
  version integer not null default 1,
  constraint dialer_roles_pkey PRIMARY KEY (account_id, id),
  constraint dialer_roles_account_id_name_key_key UNIQUE (account_id, name_key),
  constraint dialer_roles_scope_check CHECK ((scope = ANY (ARRAY['all'::text, 'shared_tags'::text]))),
  constraint dialer_roles_session_limit_check CHECK (((session_limit >= 1) AND (session_limit <= 1000))),
  constraint dialer_roles_session_seconds_check CHECK (((session_seconds >= 60) AND (session_seconds <= 31536000))),
  constraint dialer_roles_two_factor_check CHECK ((two_factor = ANY (ARRAY['off'::text, 'email'::text, 'app'::text]))),
  constraint dialer_roles_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id) ON DELETE CASCADE
);
CREATE TRIGGER announce_change AFTER UPDATE ON dialer_roles REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION announce_dialer_changes('dialerRoles');
CREATE TRIGGER announce_end AFTER DELETE ON dialer_roles REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION announce_dialer_changes('dialerRoles');
CREATE TRIGGER announce_new AFTER INSERT ON dialer_roles REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION announce_dialer_changes('dialerRoles');
alter table dialer_roles enable row level security;
create policy own_account on dialer_roles using ((account_id = current_account()));
grant delete on dialer_roles to :APP;
grant insert on dialer_roles to :APP;
grant select on dialer_roles to :APP;
grant select on dialer_roles to :WORKER;
grant update (name, name_key, permissions, scope, two_factor, session_seconds, session_limit, auto_dial, version) on dialer_roles to :APP;

create table dialer_settings (
  account_id uuid not null,
  ppq boolean not null default false,
  ppq_ratio integer not null default 10,
  ppq_sorting text not null default 'call_back_time'::text,
  auto_dial boolean not null default false,
  extension_from bigint not null default 1000,
  extension_to bigint not null default 9999,
  extension_hint bigint not null default 1000,
  sip_domain text,
  version integer not null default 1,
  constraint dialer_settings_pkey PRIMARY KEY (account_id),
  constraint dialer_settings_check CHECK ((extension_from <= extension_to)),
  constraint dialer_settings_extension_from_check CHECK (((extension_from >= 10) AND (extension_from <= '9999999999'::bigint))),
  constraint dialer_settings_extension_to_check CHECK (((extension_to >= 10) AND (extension_to <= '9999999999'::bigint))),
  constraint dialer_settings_ppq_ratio_check CHECK (((ppq_ratio >= 10) AND (ppq_ratio <= 100))),
  constraint dialer_settings_ppq_sorting_check CHECK ((ppq_sorting = ANY (ARRAY['call_back_time'::text, 'weight'::text]))),
  constraint dialer_settings_sip_domain_check CHECK (((sip_domain ~ '^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$'::text) AND (sip_domain !~~ '%.sip.internal'::text))),
  constraint dialer_settings_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX dialer_settings_sip_domain ON dialer_settings USING btree (sip_domain);
alter table dialer_settings enable row level security;
create policy own_account on dialer_settings using ((account_id = current_account()));
grant insert on dialer_settings to :APP;
grant select on dialer_settings to :APP;
grant update (ppq, ppq_ratio, ppq_sorting, auto_dial, extension_from, extension_to, extension_hint, sip_domain, version) on dialer_settings to :APP;

create table extension_reservations (
  account_id uuid not null,
  extension text collate "C" not null,
  user_id uuid not null,
  expires_at timestamp(3) with time zone not null,
  constraint extension_reservations_pkey PRIMARY KEY (account_id, extension),
  constraint extension_reservations_extension_check CHECK ((extension ~ '^[0-9]{2,10}$'::text)),
  constraint extension_reservations_account_id_user_id_fkey FOREIGN KEY (account_id, user_id) REFERENCES users(account_id, id) ON DELETE CASCADE
);
CREATE INDEX extension_reservations_by_expiry ON extension_reservations USING btree (account_id, expires_at);
CREATE INDEX extension_reservations_by_user ON extension_reservations USING btree (account_id, user_id);
alter table extension_reservations enable row level security;
create policy own_account on extension_reservations using ((account_id = current_account()));
grant delete on extension_reservations to :APP;
grant insert on extension_reservations to :APP;
grant select on extension_reservations to :APP;

create table idempotency_keys (
  account_id uuid not null,
  user_id uuid not null,
  key text not null,
  request_hash bytea not null,
  result_id uuid not null,
  created_at timestamp(3) with time zone not null default now(),
  constraint idempotency_keys_pkey PRIMARY KEY (account_id, user_id, key),
  constraint idempotency_keys_key_check CHECK (((length(key) >= 1) AND (length(key) <= 200))),
  constraint idempotency_keys_account_id_user_id_fkey FOREIGN KEY (account_id, user_id) REFERENCES users(account_id, id) ON DELETE CASCADE
);
CREATE INDEX idempotency_keys_by_age ON idempotency_keys USING btree (created_at);
alter table idempotency_keys enable row level security;
create policy own_account on idempotency_keys using ((account_id = current_account()));
grant insert on idempotency_keys to :APP;
grant select on idempotency_keys to :APP;

create table identities (
  account_id uuid not null,
  id uuid not null,
  user_id uuid not null,
  issuer text collate "C" not null,
  subject text collate "C" not null,
  provider_name text not null,
  email text,
  connected_at timestamp(3) with time zone not null default now(),
  constraint identities_pkey PRIMARY KEY (account_id, id),
  constraint identities_account_id_issuer_subject_key UNIQUE (account_id, issuer, subject),
  constraint identities_account_id_user_id_fkey FOREIGN KEY (account_id, user_id) REFERENCES users(account_id, id) ON DELETE CASCADE
);
CREATE INDEX identities_anywhere ON identities USING btree (issuer, subject);
CREATE INDEX identities_by_user ON identities USING btree (account_id, user_id);
alter table identities enable row level security;
create policy own_account on identities using ((account_id = current_account()));
grant delete on identities to :APP;
grant insert on identities to :APP;
grant select on identities to :APP;

create table known_browsers (
  account_id uuid not null,
  user_id uuid not null,
  token_hash bytea not null,
  seen_at timestamp(3) with time zone not null default now(),
  constraint known_browsers_pkey PRIMARY KEY (account_id, user_id, token_hash),
  constraint known_browsers_token_hash_check CHECK ((length(token_hash) = 32)),
  constraint known_browsers_account_id_user_id_fkey FOREIGN KEY (account_id, user_id) REFERENCES users(account_id, id) ON DELETE CASCADE
);
CREATE INDEX known_browsers_by_age ON known_browsers USING btree (seen_at);
alter table known_browsers enable row level security;
create policy own_account on known_browsers using ((account_id = current_account()));
grant delete on known_browsers to :APP;
grant insert on known_browsers to :APP;
grant select on known_browsers to :APP;
grant update (seen_at) on known_browsers to :APP;

create table last_sign_ins (
  account_id uuid not null,
  user_id uuid not null,
  at timestamp(3) with time zone not null default '1970-01-01 00:00:00+00'::timestamp with time zone,
  constraint last_sign_ins_pkey PRIMARY KEY (account_id, user_id),
  constraint last_sign_ins_account_id_user_id_fkey FOREIGN KEY (account_id, user_id) REFERENCES users(account_id, id) ON DELETE CASCADE
);
CREATE INDEX last_sign_ins_by_time ON last_sign_ins USING btree (account_id, at, user_id);
alter table last_sign_ins enable row level security;
create policy own_account on last_sign_ins using ((account_id = current_account()));
grant insert on last_sign_ins to :APP;
grant select on last_sign_ins to :APP;
grant update (at) on last_sign_ins to :APP;

create table leads (
  account_id uuid not null,
  id uuid not null,
  first_name text not null,
  last_name text not null,
  name_key text collate "C" not null,
  search_key text collate "C" not null,
  phone text collate "C" not null,
  status text collate "C" not null default 'new'::text,
  weight integer not null default 0,
  call_back_at timestamp(3) with time zone,
  language text,
  group_name text not null default ''::text,
  group_key text collate "C" not null default ''::text,
  assigned_to uuid,
  assigned_at timestamp(3) with time zone,
  created_at timestamp(3) with time zone not null default now(),
  version integer not null default 1,
  call_back_sort timestamp(3) with time zone not null generated always as COALESCE(call_back_at, '1970-01-01 00:00:00+00'::timestamp with time zone) stored,
  constraint leads_pkey PRIMARY KEY (account_id, id),
  constraint leads_check CHECK (((assigned_to IS NULL) OR (assigned_at IS NOT NULL))),
  constraint leads_language_check CHECK ((language ~ '^[a-z]{2,3}$'::text)),
  constraint leads_phone_check CHECK ((phone ~ '^\+[1-9][0-9]{4,14}$'::text)),
  constraint leads_status_check CHECK ((status = ANY (ARRAY['new'::text, 'in_progress'::text, 'call_back'::text, 'done'::text, 'do_not_call'::text]))),
  constraint leads_weight_check CHECK (((weight >= 0) AND (weight <= 1000))),
  constraint leads_account_id_assigned_to_fkey FOREIGN KEY (account_id, assigned_to) REFERENCES agents(account_id, user_id) ON DELETE SET NULL (assigned_to),
  constraint leads_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id) ON DELETE CASCADE
);
CREATE INDEX leads_by_agent ON leads USING btree (account_id, assigned_to, call_back_sort, id) WHERE (assigned_to IS NOT NULL);
CREATE INDEX leads_by_call_back ON leads USING btree (account_id, call_back_sort, id);
CREATE INDEX leads_by_creation ON leads USING btree (account_id, created_at, id);
CREATE INDEX leads_by_group ON leads USING btree (account_id, group_key, id);
CREATE INDEX leads_by_language ON leads USING btree (account_id, language, id);
CREATE INDEX leads_by_name ON leads USING btree (account_id, name_key, id);
CREATE INDEX leads_by_phone ON leads USING btree (account_id, phone, id);
CREATE INDEX leads_by_status ON leads USING btree (account_id, status, id);
CREATE INDEX leads_by_weight ON leads USING btree (account_id, weight, id);
CREATE INDEX leads_search ON leads USING gin (search_key gin_trgm_ops);
CREATE INDEX leads_unassigned ON leads USING btree (account_id, weight DESC, created_at, id) WHERE (assigned_to IS NULL);
CREATE TRIGGER announce_change AFTER UPDATE ON leads REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION announce_lead_changes();
CREATE TRIGGER announce_end AFTER DELETE ON leads REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION announce_lead_changes();
CREATE TRIGGER announce_new AFTER INSERT ON leads REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION announce_lead_changes();
alter table leads enable row level security;
create policy own_account on leads using ((account_id = current_account()));
grant delete on leads to :APP;
grant insert on leads to :APP;
grant select on leads to :APP;
grant update (first_name, last_name, name_key, search_key, phone, status, weight, call_back_at, language, group_name, group_key, assigned_to, assigned_at, version) on leads to :APP;

create table link_tokens (
  account_id uuid not null,
  token_hash bytea not null,
  link_id uuid not null,
  constraint link_tokens_pkey PRIMARY KEY (token_hash),
  constraint link_tokens_token_hash_check CHECK ((length(token_hash) = 32)),
  constraint link_tokens_account_id_link_id_fkey FOREIGN KEY (account_id, link_id) REFERENCES links(account_id, id) ON DELETE CASCADE
);
CREATE INDEX link_tokens_by_link ON link_tokens USING btree (account_id, link_id);
alter table link_tokens enable row level security;
create policy own_account on link_tokens using ((account_id = current_account()));
grant insert on link_tokens to :WORKER;
grant select on link_tokens to :WORKER;

create table links (
  account_id uuid not null,
  id uuid not null,
  user_id uuid not null,
  purpose text not null,
  email text not null,
  created_at timestamp(3) with time zone not null default now(),
  expires_at timestamp(3) with time zone not null,
  used_at timestamp(3) with time zone,
  voided_at timestamp(3) with time zone,
  constraint links_pkey PRIMARY KEY (account_id, id),
  constraint links_purpose_check CHECK ((purpose = ANY (ARRAY['activation'::text, 'password_reset'::text, 'email_change'::text]))),
  constraint links_account_id_user_id_fkey FOREIGN KEY (account_id, user_id) REFERENCES users(account_id, id) ON DELETE CASCADE
);
CREATE INDEX links_by_user ON links USING btree (account_id, user_id, purpose);
alter table links enable row level security;
create policy own_account on links using ((account_id = current_account()));
grant insert on links to :APP;
grant insert on links to :WORKER;
grant select on links to :APP;
grant select on links to :WORKER;
grant update (used_at, voided_at) on links to :APP;

create table live_events (
  account_id uuid not null,
  id bigint not null,
  transaction xid8 not null default pg_current_xact_id(),
  kind text not null,
  data jsonb not null,
  at timestamp(3) with time zone not null default now(),
  constraint live_events_pkey PRIMARY KEY (account_id, id)
);
CREATE INDEX live_events_by_transaction ON live_events USING btree (transaction);
alter table live_events enable row level security;
create policy own_account on live_events using ((account_id = current_account()));
grant insert on live_events to :APP;
grant insert on live_events to :WORKER;
grant select on live_events to :APP;

create table mails (
  account_id uuid not null,
  id uuid not null,
  user_id uuid not null,
  link_id uuid,
  kind text not null,
  to_address text not null,
  status text not null default 'queued'::text,
  attempts integer not null default 0,
  reason text,
  created_at timestamp(3) with time zone not null default now(),
  changed_at timestamp(3) with time zone not null default now(),
  next_attempt_at timestamp(3) with time zone,
  session_id uuid,
  attempt_id uuid,
  about text,
  constraint mails_pkey PRIMARY KEY (account_id, id),
  constraint mails_status_check CHECK ((status = ANY (ARRAY['queued'::text, 'sent'::text, 'failed'::text, 'voided'::text]))),
  constraint mails_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id) ON DELETE CASCADE,
  constraint mails_account_id_link_id_fkey FOREIGN KEY (account_id, link_id) REFERENCES links(account_id, id) ON DELETE CASCADE,
  constraint mails_account_id_session_id_fkey FOREIGN KEY (account_id, session_id) REFERENCES sessions(account_id, id) ON DELETE CASCADE,
  constraint mails_account_id_user_id_fkey FOREIGN KEY (account_id, user_id) REFERENCES users(account_id, id) ON DELETE CASCADE,
  constraint mails_attempt FOREIGN KEY (account_id, attempt_id) REFERENCES sign_in_attempts(account_id, id) ON DELETE CASCADE
);
CREATE INDEX mails_by_attempt ON mails USING btree (account_id, attempt_id) WHERE (attempt_id IS NOT NULL);
CREATE INDEX mails_by_link ON mails USING btree (account_id, link_id);
CREATE INDEX mails_by_session ON mails USING btree (account_id, session_id) WHERE (session_id IS NOT NULL);
CREATE INDEX mails_by_user ON mails USING btree (account_id, user_id, kind, created_at DESC);
alter table mails enable row level security;
create policy own_account on mails using ((account_id = current_account()));
grant insert on mails to :APP;
grant insert on mails to :WORKER;
grant select on mails to :APP;
grant select on mails to :WORKER;
grant update (status, attempts, reason, changed_at, next_attempt_at) on mails to :WORKER;
grant update (status, changed_at, next_attempt_at) on mails to :APP;

create table migrations (
  name text not null,
  ran_at timestamp with time zone not null default now(),
  constraint migrations_pkey PRIMARY KEY (name)
);
alter table migrations enable row level security;

create table password_reset_requests (
  id uuid not null,
  email_key text not null,
  address inet,
  created_at timestamp(3) with time zone not null default now(),
  constraint password_reset_requests_pkey PRIMARY KEY (id)
);
alter table password_reset_requests enable row level security;

create table provider_answers (
  account_id uuid not null,
  token_hash bytea not null,
  user_id uuid not null,
  purpose text not null,
  issuer text not null,
  subject text not null,
  provider_name text not null,
  email text,
  expires_at timestamp(3) with time zone not null,
  constraint provider_answers_pkey PRIMARY KEY (account_id, token_hash, user_id),
  constraint provider_answers_purpose_check CHECK ((purpose = ANY (ARRAY['sign_in'::text, 'connect'::text]))),
  constraint provider_answers_token_hash_check CHECK ((length(token_hash) = 32)),
  constraint provider_answers_account_id_user_id_fkey FOREIGN KEY (account_id, user_id) REFERENCES users(account_id, id) ON DELETE CASCADE
);
CREATE INDEX provider_answers_by_expiry ON provider_answers USING btree (expires_at);
CREATE INDEX provider_answers_by_token ON provider_answers USING btree (token_hash);
CREATE INDEX provider_answers_by_user ON provider_answers USING btree (account_id, user_id);
alter table provider_answers enable row level security;
create policy own_account on provider_answers using ((account_id = current_account()));
grant delete on provider_answers to :APP;
grant insert on provider_answers to :APP;
grant select on provider_answers to :APP;

create table provider_authorizations (
  token_hash bytea not null,
  state_hash bytea not null,
  provider text not null,
  purpose text not null,
  for_session uuid,
  nonce text not null,
  code_verifier text not null,
  expires_at timestamp(3) with time zone not null,
  constraint provider_authorizations_pkey PRIMARY KEY (token_hash),
  constraint provider_authorizations_check CHECK (((purpose = 'connect'::text) = (for_session IS NOT NULL))),
  constraint provider_authorizations_purpose_check CHECK ((purpose = ANY (ARRAY['sign_in'::text, 'connect'::text]))),
  constraint provider_authorizations_state_hash_check CHECK ((length(state_hash) = 32)),
  constraint provider_authorizations_token_hash_check CHECK ((length(token_hash) = 32))
);
CREATE INDEX provider_authorizations_by_expiry ON provider_authorizations USING btree (expires_at);
alter table provider_authorizations enable row level security;

create table recovery_codes (
  account_id uuid not null,
  user_id uuid not null,
  code_hash bytea not null,
  salt bytea not null,
  created_at timestamp(3) with time zone not null default now(),
  used_at timestamp(3) with time zone,
  constraint recovery_codes_pkey PRIMARY KEY (account_id, user_id, code_hash),
  constraint recovery_codes_code_hash_check CHECK ((length(code_hash) = 32)),
  constraint recovery_codes_salt_check CHECK ((length(salt) = 16)),
  constraint recovery_codes_account_id_user_id_fkey FOREIGN KEY (account_id, user_id) REFERENCES users(account_id, id) ON DELETE CASCADE
);
alter table recovery_codes enable row level security;
create policy own_account on recovery_codes using ((account_id = current_account()));
grant delete on recovery_codes to :APP;
grant insert on recovery_codes to :APP;
grant select on recovery_codes to :APP;
grant update (used_at) on recovery_codes to :APP;

create table remembered_devices (
  account_id uuid not null,
  id uuid not null,
  user_id uuid not null,
  token_hash bytea not null,
  factor text not null,
  created_at timestamp(3) with time zone not null default now(),
  last_used_at timestamp(3) with time zone not null default now(),
  expires_at timestamp(3) with time zone not null,
  address inet,
  device text,
  constraint remembered_devices_pkey PRIMARY KEY (account_id, id),
  constraint remembered_devices_token_hash_key UNIQUE (token_hash),
  constraint remembered_devices_factor_check CHECK ((factor = ANY (ARRAY['email'::text, 'app'::text]))),
  constraint remembered_devices_token_hash_check CHECK ((length(token_hash) = 32)),
  constraint remembered_devices_account_id_user_id_fkey FOREIGN KEY (account_id, user_id) REFERENCES users(account_id, id) ON DELETE CASCADE
);
CREATE INDEX remembered_devices_by_expiry ON remembered_devices USING btree (expires_at);
CREATE INDEX remembered_devices_by_user ON remembered_devices USING btree (account_id, user_id);
alter table remembered_devices enable row level security;
create policy own_account on remembered_devices using ((account_id = current_account()));
grant delete on remembered_devices to :APP;
grant insert on remembered_devices to :APP;
grant select on remembered_devices to :APP;
grant update (last_used_at, address, device) on remembered_devices to :APP;

create table saved_views (
  account_id uuid not null,
  id uuid not null,
  user_id uuid not null,
  list text collate "C" not null,
  name text not null,
  name_key text collate "C" not null,
  is_shared boolean not null default false,
  state jsonb not null,
  created_at timestamp(3) with time zone not null default now(),
  version integer not null default 1,
  constraint saved_views_pkey PRIMARY KEY (account_id, id),
  constraint saved_views_account_id_user_id_list_name_key_key UNIQUE (account_id, user_id, list, name_key),
  constraint saved_views_list_check CHECK ((list = ANY (ARRAY['agents'::text, 'leads'::text]))),
  constraint saved_views_state_check CHECK ((jsonb_typeof(state) = 'object'::text)),
  constraint saved_views_account_id_user_id_fkey FOREIGN KEY (account_id, user_id) REFERENCES users(account_id, id) ON DELETE CASCADE
);
CREATE INDEX saved_views_shared ON saved_views USING btree (account_id, list) WHERE is_shared;
alter table saved_views enable row level security;
create policy own_account on saved_views using ((account_id = current_account()));
grant delete on saved_views to :APP;
grant insert on saved_views to :APP;
grant select on saved_views to :APP;
grant update (name, name_key, is_shared, state, version) on saved_views to :APP;

create table sessions (
  account_id uuid not null,
  id uuid not null,
  user_id uuid not null,
  token_hash bytea not null,
  created_at timestamp(3) with time zone not null default now(),
  expires_at timestamp(3) with time zone not null,
  ended_at timestamp(3) with time zone,
  ended_because text,
  address inet,
  device text,
  proved_at timestamp(3) with time zone not null default now(),
  constraint sessions_pkey PRIMARY KEY (account_id, id),
  constraint sessions_token_hash_key UNIQUE (token_hash),
  constraint sessions_check CHECK (((ended_at IS NULL) = (ended_because IS NULL))),
  constraint sessions_ended_because_check CHECK ((ended_because = ANY (ARRAY['signed_out'::text, 'ended_by_user'::text, 'ended_by_admin'::text, 'password_changed'::text, 'password_reset'::text, 'email_changed'::text, 'user_deactivated'::text, 'user_deleted'::text, 'limit_reached'::text]))),
  constraint sessions_token_hash_check CHECK ((length(token_hash) = 32)),
  constraint sessions_account_id_user_id_fkey FOREIGN KEY (account_id, user_id) REFERENCES users(account_id, id) ON DELETE CASCADE
);
CREATE INDEX sessions_by_expiry ON sessions USING btree (expires_at);
CREATE INDEX sessions_by_user ON sessions USING btree (account_id, user_id);
CREATE INDEX sessions_open ON sessions USING btree (account_id, expires_at) WHERE (ended_at IS NULL);
CREATE TRIGGER announce_end AFTER UPDATE OF ended_at, expires_at ON sessions FOR EACH ROW WHEN (((old.ended_at IS NULL) AND ((new.ended_at IS NOT NULL) OR (new.expires_at < old.expires_at)))) EXECUTE FUNCTION announce_session_end();
CREATE TRIGGER announce_removal AFTER DELETE ON sessions FOR EACH ROW WHEN (((old.ended_at IS NULL) AND (old.expires_at > now()))) EXECUTE FUNCTION announce_session_end();
alter table sessions enable row level security;
create policy own_account on sessions using ((account_id = current_account()));
grant insert on sessions to :APP;
grant select (account_id, id, user_id, created_at, address, device) on sessions to :WORKER;
grant select on sessions to :APP;
grant update (token_hash, expires_at, ended_at, ended_because, proved_at) on sessions to :APP;

create table sign_in_attempts (
  account_id uuid not null,
  id uuid not null,
  user_id uuid not null,
  token_hash bytea not null,
  purpose text not null,
  wanted text not null,
  password_seen bytea,
  created_at timestamp(3) with time zone not null default now(),
  expires_at timestamp(3) with time zone not null,
  wrong_codes integer not null default 0,
  code_mail_id uuid,
  code_asked_at timestamp(3) with time zone,
  proved_by text,
  proved_at timestamp(3) with time zone,
  ended_at timestamp(3) with time zone,
  provider text,
  constraint sign_in_attempts_pkey PRIMARY KEY (account_id, id),
  constraint sign_in_attempts_token_hash_key UNIQUE (token_hash),
  constraint sign_in_attempts_check CHECK (((proved_by IS NULL) = (proved_at IS NULL))),
  constraint sign_in_attempts_password_seen_check CHECK ((length(password_seen) = 32)),
  constraint sign_in_attempts_proved_by_check CHECK ((proved_by = ANY (ARRAY['email_code'::text, 'app_code'::text, 'recovery_code'::text]))),
  constraint sign_in_attempts_purpose_check CHECK ((purpose = ANY (ARRAY['sign_in'::text, 'hand_over'::text]))),
  constraint sign_in_attempts_token_hash_check CHECK ((length(token_hash) = 32)),
  constraint sign_in_attempts_wanted_check CHECK ((wanted = ANY (ARRAY['email_code'::text, 'app_code'::text, 'set_up_app'::text]))),
  constraint sign_in_attempts_wrong_codes_check CHECK (((wrong_codes >= 0) AND (wrong_codes <= 5))),
  constraint sign_in_attempts_account_id_user_id_fkey FOREIGN KEY (account_id, user_id) REFERENCES users(account_id, id) ON DELETE CASCADE
);
CREATE INDEX sign_in_attempts_by_expiry ON sign_in_attempts USING btree (expires_at);
CREATE INDEX sign_in_attempts_by_user ON sign_in_attempts USING btree (account_id, user_id);
alter table sign_in_attempts enable row level security;
create policy own_account on sign_in_attempts using ((account_id = current_account()));
grant insert on sign_in_attempts to :APP;
grant select on sign_in_attempts to :APP;
grant select on sign_in_attempts to :WORKER;
grant update (expires_at, wrong_codes, code_mail_id, code_asked_at, proved_by, proved_at, ended_at) on sign_in_attempts to :APP;

create table sign_in_failures (
  key_hash bytea not null,
  failures integer not null,
  failed_at timestamp(3) with time zone not null,
  blocked_until timestamp(3) with time zone not null,
  constraint sign_in_failures_pkey PRIMARY KEY (key_hash)
);
CREATE INDEX sign_in_failures_by_age ON sign_in_failures USING btree (failed_at);
alter table sign_in_failures enable row level security;

create table skill_groups (
  account_id uuid not null,
  id uuid not null,
  name text not null,
  name_key text collate "C" not null,
  created_at timestamp(3) with time zone not null default now(),
  version integer not null default 1,
  constraint skill_groups_pkey PRIMARY KEY (account_id, id),
  constraint skill_groups_account_id_name_key_key UNIQUE (account_id, name_key),
  constraint skill_groups_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id) ON DELETE CASCADE
);
CREATE TRIGGER announce_change AFTER UPDATE ON skill_groups REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION announce_dialer_changes('skillGroups');
CREATE TRIGGER announce_end AFTER DELETE ON skill_groups REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION announce_dialer_changes('skillGroups');
CREATE TRIGGER announce_new AFTER INSERT ON skill_groups REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION announce_dialer_changes('skillGroups');
alter table skill_groups enable row level security;
create policy own_account on skill_groups using ((account_id = current_account()));
grant delete on skill_groups to :APP;
grant insert on skill_groups to :APP;
grant select on skill_groups to :APP;
grant update (name, name_key, version) on skill_groups to :APP;

create table tags (
  account_id uuid not null,
  id uuid not null,
  name text not null,
  name_key text collate "C" not null,
  created_at timestamp(3) with time zone not null default now(),
  version integer not null default 1,
  constraint tags_pkey PRIMARY KEY (account_id, id),
  constraint tags_account_id_name_key_key UNIQUE (account_id, name_key),
  constraint tags_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id) ON DELETE CASCADE
);
CREATE TRIGGER announce_change AFTER UPDATE ON tags REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION announce_dialer_changes('tags');
CREATE TRIGGER announce_end AFTER DELETE ON tags REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION announce_dialer_changes('tags');
CREATE TRIGGER announce_new AFTER INSERT ON tags REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION announce_dialer_changes('tags');
alter table tags enable row level security;
create policy own_account on tags using ((account_id = current_account()));
grant delete on tags to :APP;
grant insert on tags to :APP;
grant select on tags to :APP;
grant update (name, name_key, version) on tags to :APP;

create table user_departments (
  account_id uuid not null,
  user_id uuid not null,
  department_id uuid not null,
  constraint user_departments_pkey PRIMARY KEY (account_id, user_id, department_id),
  constraint user_departments_account_id_department_id_fkey FOREIGN KEY (account_id, department_id) REFERENCES departments(account_id, id) ON DELETE CASCADE,
  constraint user_departments_account_id_user_id_fkey FOREIGN KEY (account_id, user_id) REFERENCES users(account_id, id) ON DELETE CASCADE
);
CREATE INDEX user_departments_by_department ON user_departments USING btree (account_id, department_id, user_id);
alter table user_departments enable row level security;
create policy own_account on user_departments using ((account_id = current_account()));
grant delete on user_departments to :APP;
grant insert on user_departments to :APP;
grant select on user_departments to :APP;

create table user_group_skill_groups (
  account_id uuid not null,
  user_group_id uuid not null,
  skill_group_id uuid not null,
  minimum_level integer not null default 1,
  constraint user_group_skill_groups_pkey PRIMARY KEY (account_id, user_group_id, skill_group_id),
  constraint user_group_skill_groups_minimum_level_check CHECK (((minimum_level >= 1) AND (minimum_level <= 10))),
  constraint user_group_skill_groups_account_id_skill_group_id_fkey FOREIGN KEY (account_id, skill_group_id) REFERENCES skill_groups(account_id, id) ON DELETE CASCADE,
  constraint user_group_skill_groups_account_id_user_group_id_fkey FOREIGN KEY (account_id, user_group_id) REFERENCES user_groups(account_id, id) ON DELETE CASCADE
);
CREATE INDEX user_group_skill_groups_by_group ON user_group_skill_groups USING btree (account_id, skill_group_id);
alter table user_group_skill_groups enable row level security;
create policy own_account on user_group_skill_groups using ((account_id = current_account()));
grant delete on user_group_skill_groups to :APP;
grant insert on user_group_skill_groups to :APP;
grant select on user_group_skill_groups to :APP;
grant update (minimum_level) on user_group_skill_groups to :APP;

create table user_group_tags (
  account_id uuid not null,
  user_group_id uuid not null,
  tag_id uuid not null,
  constraint user_group_tags_pkey PRIMARY KEY (account_id, user_group_id, tag_id),
  constraint user_group_tags_account_id_tag_id_fkey FOREIGN KEY (account_id, tag_id) REFERENCES tags(account_id, id) ON DELETE CASCADE,
  constraint user_group_tags_account_id_user_group_id_fkey FOREIGN KEY (account_id, user_group_id) REFERENCES user_groups(account_id, id) ON DELETE CASCADE
);
CREATE INDEX user_group_tags_by_tag ON user_group_tags USING btree (account_id, tag_id);
alter table user_group_tags enable row level security;
create policy own_account on user_group_tags using ((account_id = current_account()));
grant delete on user_group_tags to :APP;
grant insert on user_group_tags to :APP;
grant select on user_group_tags to :APP;

create table user_groups (
  account_id uuid not null,
  id uuid not null,
  name text not null,
  name_key text collate "C" not null,
  filter jsonb not null default '{}'::jsonb,
  weight integer not null default 0,
  created_at timestamp(3) with time zone not null default now(),
  version integer not null default 1,
  constraint user_groups_pkey PRIMARY KEY (account_id, id),
  constraint user_groups_account_id_name_key_key UNIQUE (account_id, name_key),
  constraint user_groups_filter_check CHECK ((jsonb_typeof(filter) = 'object'::text)),
  constraint user_groups_weight_check CHECK (((weight >= 0) AND (weight <= 1000))),
  constraint user_groups_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id) ON DELETE CASCADE
);
CREATE TRIGGER announce_change AFTER UPDATE ON user_groups REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION announce_dialer_changes('userGroups');
CREATE TRIGGER announce_end AFTER DELETE ON user_groups REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION announce_dialer_changes('userGroups');
CREATE TRIGGER announce_new AFTER INSERT ON user_groups REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION announce_dialer_changes('userGroups');
alter table user_groups enable row level security;
create policy own_account on user_groups using ((account_id = current_account()));
grant delete on user_groups to :APP;
grant insert on user_groups to :APP;
grant select on user_groups to :APP;
grant update (name, name_key, filter, weight, version) on user_groups to :APP;

create table user_portal_roles (
  account_id uuid not null,
  user_id uuid not null,
  role text collate "C" not null,
  constraint user_portal_roles_pkey PRIMARY KEY (account_id, user_id, role),
  constraint user_portal_roles_role_check CHECK ((role = ANY (ARRAY['admin'::text, 'reports'::text, 'tech_configuration'::text, 'finance'::text, 'orders'::text]))),
  constraint user_portal_roles_account_id_user_id_fkey FOREIGN KEY (account_id, user_id) REFERENCES users(account_id, id) ON DELETE CASCADE
);
CREATE INDEX user_portal_roles_by_role ON user_portal_roles USING btree (account_id, role, user_id);
alter table user_portal_roles enable row level security;
create policy own_account on user_portal_roles using ((account_id = current_account()));
grant delete on user_portal_roles to :APP;
grant insert on user_portal_roles to :APP;
grant select on user_portal_roles to :APP;
grant select on user_portal_roles to :WORKER;

create table users (
  account_id uuid not null,
  id uuid not null,
  email text not null,
  email_key text collate "C" not null,
  username text,
  username_key text collate "C",
  first_name text not null,
  last_name text not null,
  name_key text collate "C" not null,
  search_key text collate "C" not null,
  status text collate "C" not null,
  password_hash text,
  password_must_change boolean not null default false,
  created_at timestamp(3) with time zone not null default now(),
  confirmed_at timestamp(3) with time zone,
  deleted_at timestamp(3) with time zone,
  version integer not null default 1,
  username_sort text collate "C" not null generated always as COALESCE(username_key, ''::text) stored,
  deleted_from text collate "C",
  new_email text,
  two_factor text,
  session_seconds integer,
  session_limit integer,
  limits_addresses boolean not null default false,
  interface_language text,
  spoken_language text,
  timezone text,
  more_spoken_languages text[] not null default '{}'::text[],
  mails_new_sign_in boolean not null default true,
  new_email_until timestamp(3) with time zone,
  reset_allowed_until timestamp(3) with time zone,
  locked_until timestamp(3) with time zone,
  oauth_email text,
  oauth_email_key text collate "C",
  is_agent boolean not null default false,
  temporary_until timestamp(3) with time zone,
  temporary_used_at timestamp(3) with time zone,
  constraint users_pkey PRIMARY KEY (account_id, id),
  constraint users_account_id_email_key_key UNIQUE (account_id, email_key),
  constraint users_account_id_id_status_key UNIQUE (account_id, id, status),
  constraint users_account_id_oauth_email_key_key UNIQUE (account_id, oauth_email_key),
  constraint users_account_id_username_key_key UNIQUE (account_id, username_key),
  constraint users_id_key UNIQUE (id),
  constraint users_check CHECK (((status = 'deleted'::text) = (deleted_at IS NOT NULL))),
  constraint users_deleted_from CHECK (((status = 'deleted'::text) = (deleted_from IS NOT NULL))),
  constraint users_deleted_from_check CHECK ((deleted_from = ANY (ARRAY['pending'::text, 'active'::text, 'inactive'::text]))),
  constraint users_interface_language_check CHECK ((interface_language = ANY (ARRAY['en'::text, 'de'::text, 'ar'::text]))),
  constraint users_oauth_email CHECK (((oauth_email IS NULL) = (oauth_email_key IS NULL))),
  constraint users_password CHECK (((password_hash IS NOT NULL) OR (status <> 'active'::text))),
  constraint users_session_limit_check CHECK (((session_limit >= 1) AND (session_limit <= 1000))),
  constraint users_session_seconds_check CHECK (((session_seconds >= 60) AND (session_seconds <= 31536000))),
  constraint users_spoken_language_check CHECK ((spoken_language ~ '^[a-z]{2,3}$'::text)),
  constraint users_status_check CHECK ((status = ANY (ARRAY['pending'::text, 'active'::text, 'inactive'::text, 'deleted'::text]))),
  constraint users_temporary CHECK (((temporary_used_at IS NULL) OR (temporary_until IS NOT NULL))),
  constraint users_timezone_check CHECK (((length(timezone) >= 1) AND (length(timezone) <= 64))),
  constraint users_two_factor_check CHECK ((two_factor = ANY (ARRAY['off'::text, 'email'::text, 'app'::text]))),
  constraint users_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id) ON DELETE CASCADE,
  constraint keep_a_role TRIGGER DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX agents_by_email ON users USING btree (account_id, email_key, id) WHERE is_agent;
CREATE INDEX agents_by_id ON users USING btree (account_id, id) WHERE is_agent;
CREATE INDEX agents_by_name ON users USING btree (account_id, name_key, id) WHERE is_agent;
CREATE INDEX agents_by_status ON users USING btree (account_id, status, id) WHERE is_agent;
CREATE INDEX agents_by_username ON users USING btree (account_id, username_sort, id) WHERE is_agent;
CREATE INDEX users_by_creation ON users USING btree (account_id, created_at, id);
CREATE INDEX users_by_deletion ON users USING btree (deleted_at) WHERE (status = 'deleted'::text);
CREATE INDEX users_by_email_anywhere ON users USING btree (email_key);
CREATE INDEX users_by_name ON users USING btree (account_id, name_key, id);
CREATE INDEX users_by_oauth_email_anywhere ON users USING btree (oauth_email_key) WHERE (oauth_email_key IS NOT NULL);
CREATE INDEX users_by_status ON users USING btree (account_id, status, id);
CREATE INDEX users_by_username ON users USING btree (account_id, username_sort, id);
CREATE INDEX users_limited_addresses ON users USING btree (account_id, id) WHERE limits_addresses;
CREATE INDEX users_locked ON users USING btree (account_id, locked_until) WHERE (locked_until IS NOT NULL);
CREATE INDEX users_own_interface_language ON users USING btree (account_id, interface_language, id) WHERE (interface_language IS NOT NULL);
CREATE INDEX users_own_two_factor ON users USING btree (account_id, two_factor, id) WHERE (two_factor IS NOT NULL);
CREATE INDEX users_search ON users USING gin (search_key gin_trgm_ops);
CREATE CONSTRAINT TRIGGER keep_a_role AFTER UPDATE OF status ON users DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (((old.status = 'deleted'::text) AND (new.status <> 'deleted'::text))) EXECUTE FUNCTION keep_a_role();
CREATE TRIGGER announce_access AFTER UPDATE OF limits_addresses ON users FOR EACH ROW WHEN ((old.limits_addresses IS DISTINCT FROM new.limits_addresses)) EXECUTE FUNCTION announce_access_change();
CREATE TRIGGER announce_change AFTER INSERT OR DELETE OR UPDATE OF version, status, email, new_email, username, first_name, last_name ON users FOR EACH ROW EXECUTE FUNCTION announce_user_change();
CREATE TRIGGER begin_sign_ins AFTER INSERT ON users REFERENCING NEW TABLE AS made FOR EACH STATEMENT EXECUTE FUNCTION begin_sign_ins();
CREATE TRIGGER forget_repeats AFTER DELETE ON users FOR EACH ROW EXECUTE FUNCTION forget_repeats_of_user();
alter table users enable row level security;
create policy own_account on users using ((account_id = current_account()));
grant insert on users to :APP;
grant select on users to :APP;
grant select on users to :WORKER;
grant update (email, email_key, username, username_key, first_name, last_name, name_key, search_key, status, password_hash, password_must_change, confirmed_at, deleted_at, version, deleted_from, new_email, two_factor, session_seconds, session_limit, limits_addresses, interface_language, spoken_language, timezone, more_spoken_languages, mails_new_sign_in, new_email_until, reset_allowed_until, locked_until, oauth_email, oauth_email_key, temporary_until, temporary_used_at) on users to :APP;

create function activity_between(seen pg_snapshot, until pg_snapshot, accounts uuid[], users uuid[], first_id uuid, most integer, most_counted integer) returns TABLE(account_id uuid, id uuid, total bigint)
  language plpgsql stable security definer set search_path=public, pg_temp; set enable_seqscan=off;
grant execute on function activity_between(pg_snapshot,pg_snapshot,uuid[],uuid[],uuid,integer,integer) to :APP;

create function activity_entry_hash(account_id uuid, id uuid, at timestamp with time zone, action text, actor_kind text, actor_id uuid, on_behalf_of uuid, target_type text, target_id uuid, session_id uuid, mass_action_id uuid, values_hash bytea) returns bytea
  language sql immutable;
grant execute on function activity_entry_hash(uuid,uuid,timestamp with time zone,text,text,uuid,uuid,text,uuid,uuid,uuid,bytea) to public;

create function activity_field(value bytea) returns bytea
  language sql immutable;
grant execute on function activity_field(bytea) to public;

create function activity_field(value text) returns bytea
  language sql immutable;
grant execute on function activity_field(text) to public;

create function activity_field(value uuid) returns bytea
  language sql immutable;
grant execute on function activity_field(uuid) to public;

create function activity_id_at(moment timestamp with time zone) returns uuid
  language sql immutable;
grant execute on function activity_id_at(timestamp with time zone) to public;

create function activity_time_of(id uuid) returns timestamp with time zone
  language sql immutable;
grant execute on function activity_time_of(uuid) to public;

create function activity_values_hash(salt bytea, address inet, device text, changes json, times integer) returns bytea
  language sql immutable;
grant execute on function activity_values_hash(bytea,inet,text,json,integer) to public;

create function activity_with_words(searched tsquery, first_id uuid, end_id uuid, most integer) returns SETOF uuid
  language plpgsql stable security definer set search_path=public, pg_temp; set enable_seqscan=off; set enable_indexscan=off; set plan_cache_mode=force_custom_plan; set work_mem=16MB;
grant execute on function activity_with_words(tsquery,uuid,uuid,integer) to :APP;

create function activity_words(account_id uuid, address inet, device text, changes json) returns tsvector
  language plpgsql immutable;
grant execute on function activity_words(uuid,inet,text,json) to public;

create function add_job(task text, payload json, attempts integer) returns void
  language plpgsql volatile security definer set search_path=public, pg_temp;
grant execute on function add_job(text,json,integer) to :APP, :WORKER;

create function announce_access_change() returns trigger
  language plpgsql volatile;
grant execute on function announce_access_change() to public;

create function announce_agents() returns trigger
  language plpgsql volatile;
grant execute on function announce_agents() to public;

create function announce_department_changes() returns trigger
  language plpgsql volatile;
grant execute on function announce_department_changes() to public;

create function announce_dialer_changes() returns trigger
  language plpgsql volatile;
grant execute on function announce_dialer_changes() to public;

create function announce_lead_changes() returns trigger
  language plpgsql volatile;
grant execute on function announce_lead_changes() to public;

create function announce_session_end() returns trigger
  language plpgsql volatile;
grant execute on function announce_session_end() to public;

create function announce_user_change() returns trigger
  language plpgsql volatile;
grant execute on function announce_user_change() to public;

create function attempts_so_far(in_bucket text, hash bytea, window_seconds integer) returns integer
  language sql stable security definer set search_path=public, pg_temp;
grant execute on function attempts_so_far(text,bytea,integer) to :APP;

create function authenticators_to_reseal(newest bytea) returns TABLE(account_id uuid, user_id uuid)
  language sql stable security definer set search_path=public, pg_temp;
grant execute on function authenticators_to_reseal(bytea) to :APP;

create function begin_dialer() returns trigger
  language plpgsql volatile;
grant execute on function begin_dialer() to public;

create function begin_provider_authorization(token bytea, state bytea, provider text, purpose text, for_session uuid, nonce text, verifier text) returns void
  language sql volatile security definer set search_path=public, pg_temp;
grant execute on function begin_provider_authorization(bytea,bytea,text,text,uuid,text,text) to :APP;

create function begin_sign_ins() returns trigger
  language plpgsql volatile;
grant execute on function begin_sign_ins() to public;

create function calendars_to_reseal(newest bytea) returns TABLE(account_id uuid, user_id uuid)
  language sql stable security definer set search_path=public, pg_temp;
grant execute on function calendars_to_reseal(bytea) to :APP;

create function clean_up() returns void
  language plpgsql volatile security definer set search_path=public, pg_temp;
grant execute on function clean_up() to :WORKER;

create function clean_up_live_events() returns void
  language sql volatile security definer set search_path=public, pg_temp;
grant execute on function clean_up_live_events() to :WORKER;

create function clean_up_providers() returns void
  language sql volatile security definer set search_path=public, pg_temp;
grant execute on function clean_up_providers() to :WORKER;

create function clean_up_sign_in() returns void
  language sql volatile security definer set search_path=public, pg_temp;
grant execute on function clean_up_sign_in() to :WORKER;

create function close_activity_table(name regclass) returns void
  language plpgsql volatile set search_path=public, pg_temp;

create function count_attempt(in_bucket text, hash bytea, window_seconds integer, by integer) returns integer
  language sql volatile security definer set search_path=public, pg_temp;
grant execute on function count_attempt(text,bytea,integer,integer) to :APP;

create function count_sign_in_failure(hashes bytea[], delays integer[]) returns TABLE(key_hash bytea, failures integer, seconds integer)
  language plpgsql volatile security definer set search_path=public, pg_temp;
grant execute on function count_sign_in_failure(bytea[],integer[]) to :APP;

create function current_account() returns uuid
  language sql stable;
grant execute on function current_account() to public;

create function device_kind(device text) returns text
  language sql immutable;
grant execute on function device_kind(text) to public;

create function drop_activity(days integer, by text, OUT months integer, OUT entries bigint) returns record
  language plpgsql volatile security definer set search_path=public, pg_temp; set lock_timeout=3s;
grant execute on function drop_activity(integer,text) to :WORKER;

create function erase_user(erased_id uuid) returns boolean
  language plpgsql volatile security definer set search_path=public, pg_temp;
grant execute on function erase_user(uuid) to :APP, :WORKER;

create function find_account_provider(provider_id uuid) returns TABLE(account_id uuid)
  language sql stable security definer set search_path=public, pg_temp;
grant execute on function find_account_provider(uuid) to :APP;

create function find_account_providers(account_code text) returns TABLE(account_id uuid, provider_id uuid)
  language sql stable security definer set search_path=public, pg_temp;
grant execute on function find_account_providers(text) to :APP;

create function find_by_provider_email(key text, in_account uuid) returns TABLE(account_id uuid, user_id uuid)
  language sql stable security definer set search_path=public, pg_temp;
grant execute on function find_by_provider_email(text,uuid) to :APP;

create function find_identity(of_issuer text, of_subject text, in_account uuid) returns TABLE(account_id uuid, user_id uuid)
  language sql stable security definer set search_path=public, pg_temp;
grant execute on function find_identity(text,text,uuid) to :APP;

create function find_link(hash bytea) returns TABLE(account_id uuid, link_id uuid)
  language sql stable security definer set search_path=public, pg_temp;
grant execute on function find_link(bytea) to :APP;

create function find_provider_answers(token bytea) returns TABLE(account_id uuid, user_id uuid)
  language sql stable security definer set search_path=public, pg_temp;
grant execute on function find_provider_answers(bytea) to :APP;

create function find_session(hash bytea) returns TABLE(account_id uuid, user_id uuid, session_id uuid)
  language sql stable security definer set search_path=public, pg_temp;
grant execute on function find_session(bytea) to :APP;

create function find_sign_in(login_key text, account_code text) returns TABLE(account_id uuid, user_id uuid)
  language sql stable security definer set search_path=public, pg_temp;
grant execute on function find_sign_in(text,text) to :APP;

create function find_sign_in_attempt(hash bytea) returns TABLE(account_id uuid, attempt_id uuid)
  language sql stable security definer set search_path=public, pg_temp;
grant execute on function find_sign_in_attempt(bytea) to :APP;

create function forget_password_reset(request_id uuid) returns void
  language sql volatile security definer set search_path=public, pg_temp;
grant execute on function forget_password_reset(uuid) to :WORKER;

create function forget_repeats_of_user() returns trigger
  language plpgsql volatile security definer set search_path=public, pg_temp;

create function forget_sign_in_failures(hashes bytea[]) returns void
  language sql volatile security definer set search_path=public, pg_temp;
grant execute on function forget_sign_in_failures(bytea[]) to :APP;

create function keep_a_role() returns trigger
  language plpgsql volatile;
grant execute on function keep_a_role() to public;

create function keep_activity() returns trigger
  language plpgsql volatile;
grant execute on function keep_activity() to public;

create function keep_confirmation() returns trigger
  language plpgsql volatile;
grant execute on function keep_confirmation() to public;

create function live_events_since(seen pg_snapshot) returns TABLE(seen_now pg_snapshot, account_id uuid, kind text, data jsonb)
  language sql stable security definer set search_path=public, pg_temp;
grant execute on function live_events_since(pg_snapshot) to :APP;

create function lower_extension_hint() returns trigger
  language plpgsql volatile;
grant execute on function lower_extension_hint() to public;

create function make_activity_month(month date) returns void
  language plpgsql volatile set search_path=public, pg_temp;

create function make_activity_months() returns integer
  language plpgsql volatile security definer set search_path=public, pg_temp; set lock_timeout=3s;
grant execute on function make_activity_months() to :WORKER;

create function note_agents() returns trigger
  language plpgsql volatile security definer set search_path=public, pg_temp;

create function password_reset_targets(request_id uuid) returns TABLE(account_id uuid, user_id uuid, account_code text, address inet)
  language sql stable security definer set search_path=public, pg_temp;
grant execute on function password_reset_targets(uuid) to :WORKER;

create function place_of(address inet) returns inet
  language sql immutable;
grant execute on function place_of(inet) to public;

create function providers_to_reseal(newest bytea) returns TABLE(account_id uuid, provider_id uuid)
  language sql stable security definer set search_path=public, pg_temp;
grant execute on function providers_to_reseal(bytea) to :APP;

create function repeats_to_close() returns TABLE(account_id uuid)
  language sql stable security definer set search_path=public, pg_temp;
grant execute on function repeats_to_close() to :WORKER;

create function request_password_reset(request_id uuid, key text, from_address inet) returns void
  language plpgsql volatile security definer set search_path=public, pg_temp;
grant execute on function request_password_reset(uuid,text,inet) to :APP;

create function seal_activity(OUT sealed integer, OUT is_searching boolean) returns record
  language plpgsql volatile security definer set search_path=public, pg_temp;
grant execute on function seal_activity() to :APP, :WORKER;

create function seal_entries(seen pg_snapshot, until pg_snapshot, after_account uuid, after_entry uuid, most integer) returns integer
  language plpgsql volatile set search_path=public, pg_temp; set enable_seqscan=off; set enable_hashjoin=off; set enable_mergejoin=off; set plan_cache_mode=force_generic_plan;

create function search_agents(term text, most integer) returns SETOF uuid
  language plpgsql stable security definer set search_path=public, pg_temp; set enable_seqscan=off; set enable_indexscan=off; set enable_indexonlyscan=off;
grant execute on function search_agents(text,integer) to :APP;

create function search_leads(term text, most integer) returns SETOF uuid
  language sql stable security definer set search_path=public, pg_temp;
grant execute on function search_leads(text,integer) to :APP;

create function search_users(term text, most integer) returns SETOF uuid
  language sql stable security definer set search_path=public, pg_temp;
grant execute on function search_users(text,integer) to :APP;

create function searched_text(value text) returns text
  language plpgsql immutable;
grant execute on function searched_text(text) to public;

create function secret_keys_in_use() returns SETOF bytea
  language sql stable security definer set search_path=public, pg_temp;
grant execute on function secret_keys_in_use() to :APP;

create function settle_sign_in(hashes bytea[], most integer) returns TABLE(key_hash bytea, seconds integer)
  language plpgsql volatile security definer set search_path=public, pg_temp;
grant execute on function settle_sign_in(bytea[],integer) to :APP;

create function sign_in_blocks(hashes bytea[]) returns TABLE(key_hash bytea, failures integer, seconds integer)
  language sql stable security definer set search_path=public, pg_temp;
grant execute on function sign_in_blocks(bytea[]) to :APP;

create function signing_in() returns uuid
  language sql stable;
grant execute on function signing_in() to public;

create function sip_domain_of(of_account uuid) returns text
  language sql stable;
grant execute on function sip_domain_of(uuid) to public;

create function take_extension(for_user uuid) returns text
  language plpgsql volatile;
grant execute on function take_extension(uuid) to public;

create function take_provider_authorization(token bytea, state bytea) returns TABLE(provider text, purpose text, for_session uuid, nonce text, code_verifier text)
  language sql volatile security definer set search_path=public, pg_temp;
grant execute on function take_provider_authorization(bytea,bytea) to :APP;

create function user_signing_in() returns SETOF users
  language plpgsql stable security definer set search_path=public, pg_temp;
grant execute on function user_signing_in() to :APP;

create function users_to_erase() returns TABLE(account_id uuid, user_id uuid)
  language sql stable security definer set search_path=public, pg_temp;
grant execute on function users_to_erase() to :WORKER;
