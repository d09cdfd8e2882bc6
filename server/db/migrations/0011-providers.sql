-- Sign-in with Google or another OpenID provider.

-- "OAuth Email": the address of the provider's account that may be connected to this user, instead of their own address.
alter table users add column oauth_email text, add column oauth_email_key text collate "C";
alter table users add constraint users_oauth_email check ((oauth_email is null) = (oauth_email_key is null));
alter table users add constraint users_account_id_oauth_email_key_key unique (account_id, oauth_email_key);
create index users_by_oauth_email_anywhere on users (oauth_email_key) where oauth_email_key is not null;
grant update (oauth_email, oauth_email_key) on users to :APP;

-- A provider of one account: it signs in to that account only.
create table account_sign_in_providers (
  account_id uuid not null references accounts (id) on delete cascade,
  id uuid not null,
  name text not null,
  issuer text not null,
  client_id text not null,
  -- Sealed with a key that is not in the database; the key's id stands beside it.
  client_secret bytea not null,
  key_id bytea not null check (length(key_id) = 8),
  is_on boolean not null default true,
  created_at timestamptz(3) not null default now(),
  primary key (account_id, id),
  unique (account_id, name)
);
create index account_sign_in_providers_by_id on account_sign_in_providers (id);
create index account_sign_in_providers_by_key on account_sign_in_providers (key_id);

-- What a user has connected: from then on issuer and subject alone say who it is (OpenID Connect Core, 5.7).
create table identities (
  account_id uuid not null,
  id uuid not null,
  user_id uuid not null,
  issuer text collate "C" not null,
  subject text collate "C" not null,
  -- As it was called, and the address it had, when it was connected: for the reader only.
  provider_name text not null,
  email text,
  connected_at timestamptz(3) not null default now(),
  primary key (account_id, id),
  unique (account_id, issuer, subject),
  foreign key (account_id, user_id) references users (account_id, id) on delete cascade
);
create index identities_by_user on identities (account_id, user_id);
create index identities_anywhere on identities (issuer, subject);

-- A way to a provider that somebody has begun, by the cookie and the state that only their browser has. Used once.
create table provider_authorizations (
  token_hash bytea primary key check (length(token_hash) = 32),
  state_hash bytea not null check (length(state_hash) = 32),
  provider text not null,
  purpose text not null check (purpose in ('sign_in', 'connect')),
  -- Of "connect": for whose session it is.
  for_session uuid,
  nonce text not null,
  code_verifier text not null,
  expires_at timestamptz(3) not null,
  check ((purpose = 'connect') = (for_session is not null))
);
create index provider_authorizations_by_expiry on provider_authorizations (expires_at);

-- What a provider has answered about somebody, while a step is left: to choose the account or make room for a session
-- ("sign_in"), or to sign in with the password and confirm that it shall be connected ("connect").
create table provider_answers (
  account_id uuid not null,
  -- Of the browser's cookie.
  token_hash bytea not null check (length(token_hash) = 32),
  user_id uuid not null,
  purpose text not null check (purpose in ('sign_in', 'connect')),
  issuer text not null,
  subject text not null,
  provider_name text not null,
  email text,
  expires_at timestamptz(3) not null,
  primary key (account_id, token_hash, user_id),
  foreign key (account_id, user_id) references users (account_id, id) on delete cascade
);
create index provider_answers_by_token on provider_answers (token_hash);
create index provider_answers_by_user on provider_answers (account_id, user_id);
create index provider_answers_by_expiry on provider_answers (expires_at);

-- How the first factor was proved, where that was no password.
alter table sign_in_attempts add column provider text;

-- What a mail tells about, where its kind alone does not say it: the name of a provider.
alter table mails add column about text;

alter table account_sign_in_providers enable row level security;
alter table identities enable row level security;
alter table provider_authorizations enable row level security;
alter table provider_answers enable row level security;
create policy own_account on account_sign_in_providers using (account_id = current_account());
create policy own_account on identities using (account_id = current_account());
create policy own_account on provider_answers using (account_id = current_account());

grant select, insert, delete on account_sign_in_providers, identities, provider_answers to :APP;
grant update (name, issuer, client_id, client_secret, key_id, is_on) on account_sign_in_providers to :APP;

create function begin_provider_authorization(token bytea, state bytea, provider text, purpose text, for_session uuid,
  nonce text, verifier text) returns void
  language sql volatile security definer set search_path = public, pg_temp
begin atomic
  insert into provider_authorizations (token_hash, state_hash, provider, purpose, for_session, nonce, code_verifier, expires_at)
  values (token, state, provider, purpose, for_session, nonce, verifier, now() + interval '10 minutes');
end;

-- Answers what was begun with this cookie and this state, once: of a hundred at once, one gets it.
create function take_provider_authorization(token bytea, state bytea)
  returns table (provider text, purpose text, for_session uuid, nonce text, code_verifier text)
  language sql volatile security definer set search_path = public, pg_temp
begin atomic
  delete from provider_authorizations p where p.token_hash = token and p.state_hash = state and p.expires_at > now()
  returning p.provider, p.purpose, p.for_session, p.nonce, p.code_verifier;
end;

-- Which account a provider belongs to, by its id.
create function find_account_provider(provider_id uuid) returns table (account_id uuid)
  language sql stable security definer set search_path = public, pg_temp
begin atomic
  select p.account_id from account_sign_in_providers p where p.id = provider_id and p.is_on;
end;

-- The providers of the account with this code that are switched on; none for a code that nobody has.
create function find_account_providers(account_code text) returns table (account_id uuid, provider_id uuid)
  language sql stable security definer set search_path = public, pg_temp
begin atomic
  select p.account_id, p.id from accounts a join account_sign_in_providers p on p.account_id = a.id and p.is_on
  where a.code = account_code;
end;

-- Who has connected this identity, in the account that is named or in all.
create function find_identity(of_issuer text, of_subject text, in_account uuid) returns table (account_id uuid, user_id uuid)
  language sql stable security definer set search_path = public, pg_temp
begin atomic
  select i.account_id, i.user_id from identities i
  join users u on u.account_id = i.account_id and u.id = i.user_id and u.status <> 'deleted'
  where i.issuer = of_issuer and i.subject = of_subject and (in_account is null or i.account_id = in_account);
end;

-- Whose address this is, if it is confirmed: the OAuth e-mail where there is one, else the user's own.
create function find_by_provider_email(key text, in_account uuid) returns table (account_id uuid, user_id uuid)
  language sql stable security definer set search_path = public, pg_temp
begin atomic
  select u.account_id, u.id from users u
  where u.oauth_email_key = key and u.status = 'active' and (in_account is null or u.account_id = in_account)
  union
  select u.account_id, u.id from users u
  where u.email_key = key and u.oauth_email_key is null and u.confirmed_at is not null and u.status = 'active'
    and (in_account is null or u.account_id = in_account)
  limit 50;
end;

-- The sign-ins by a provider that wait for a step, by the browser's cookie.
create function find_provider_answers(token bytea) returns table (account_id uuid, user_id uuid)
  language sql stable security definer set search_path = public, pg_temp
begin atomic
  select a.account_id, a.user_id from provider_answers a
  where a.token_hash = token and a.purpose = 'sign_in' and a.expires_at > now();
end;

create or replace function secret_keys_in_use() returns setof bytea
  language sql stable security definer set search_path = public, pg_temp
begin atomic
  select key_id from authenticators union select key_id from account_sign_in_providers;
end;

-- Which providers' secrets are sealed with another key than the newest, some at a time.
create function providers_to_reseal(newest bytea) returns table (account_id uuid, provider_id uuid)
  language sql stable security definer set search_path = public, pg_temp
begin atomic
  select p.account_id, p.id from account_sign_in_providers p where p.key_id <> newest limit 1000;
end;

-- For the worker, hourly, beside clean_up.
create function clean_up_providers() returns void
  language sql volatile security definer set search_path = public, pg_temp
begin atomic
  delete from provider_authorizations where expires_at < now();
  delete from provider_answers where expires_at < now();
end;

revoke all on function begin_provider_authorization, take_provider_authorization, find_account_provider, find_account_providers,
  find_identity, find_by_provider_email, find_provider_answers, providers_to_reseal, clean_up_providers from public;
grant execute on function begin_provider_authorization, take_provider_authorization, find_account_provider,
  find_account_providers, find_identity, find_by_provider_email, find_provider_answers, providers_to_reseal to :APP;
grant execute on function clean_up_providers to :WORKER;
