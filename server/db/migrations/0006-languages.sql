-- Languages, timezone and mails that a person may switch off: the account's defaults, and what a user has of their own
-- (null: the default).

alter table accounts
  add column interface_language text not null default 'en' check (interface_language in ('en', 'de', 'ar')),
  add column spoken_language text not null default 'en' check (spoken_language ~ '^[a-z]{2,3}$'),
  add column timezone text not null default 'UTC' check (length(timezone) between 1 and 64);

alter table users
  add column interface_language text check (interface_language in ('en', 'de', 'ar')),
  add column spoken_language text check (spoken_language ~ '^[a-z]{2,3}$'),
  add column timezone text check (length(timezone) between 1 and 64),
  add column more_spoken_languages text[] not null default '{}',
  add column mails_new_sign_in boolean not null default true,
  -- When the link ends that confirms the new address: from then on nothing waits.
  add column new_email_until timestamptz(3);
update users u set new_email_until = (
  select max(l.expires_at) from links l where l.account_id = u.account_id and l.user_id = u.id and l.purpose = 'email_change'
    and l.email = u.new_email and l.used_at is null and l.voided_at is null)
where u.new_email is not null;

-- The sign-in that a mail tells about.
alter table mails add column session_id uuid;
alter table mails add foreign key (account_id, session_id) references sessions (account_id, id) on delete cascade;
create index mails_by_session on mails (account_id, session_id) where session_id is not null;

grant update (name, interface_language, spoken_language, timezone) on accounts to :APP;
grant update (interface_language, spoken_language, timezone, more_spoken_languages, mails_new_sign_in, new_email_until) on users to :APP;
grant select (account_id, id, user_id, created_at, address, device) on sessions to :WORKER;

-- Where somebody comes from, so that it can be seen again: an IPv4 address, or the /64 that an IPv6 address is drawn from
-- (RFC 8981: devices change the rest daily); and what the browser calls itself without the numbers that each update raises.
create function place_of(address inet) returns inet
  language sql immutable parallel safe
  return network(set_masklen(address, case family(address) when 4 then 32 else 64 end))::inet;
create function device_kind(device text) returns text
  language sql immutable parallel safe
  return regexp_replace(device, '[0-9][0-9._]*', '', 'g');

-- Sessions stay for 90 days, since a sign-in is new where none of those 90 days is like it.
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
end $$;
