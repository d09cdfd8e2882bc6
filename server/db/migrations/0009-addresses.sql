-- Allowed addresses that are enforced, timeouts that reach open sessions, and locks after wrong passwords.

grant update (expires_at) on sessions to :APP;

-- Until when sign-in from browsers that the user never used is locked. A mark that expires by itself.
alter table users add column locked_until timestamptz(3);
grant update (locked_until) on users to :APP;
grant select on allowed_addresses to :WORKER;

-- Browsers from which a user has signed in: wrong passwords of strangers do not lock them.
create table known_browsers (
  account_id uuid not null,
  user_id uuid not null,
  -- SHA-256 of the token. The token itself is only in the cookie.
  token_hash bytea not null check (length(token_hash) = 32),
  seen_at timestamptz(3) not null default now(),
  primary key (account_id, user_id, token_hash),
  foreign key (account_id, user_id) references users (account_id, id) on delete cascade
);
create index known_browsers_by_age on known_browsers (seen_at);
alter table known_browsers enable row level security;
create policy own_account on known_browsers using (account_id = current_account());
grant select, insert, delete on known_browsers to :APP;
grant update (seen_at) on known_browsers to :APP;

-- Wrong passwords, by the hash of whom they were tried for. No policy: nobody but the functions below reaches them.
create table sign_in_failures (
  key_hash bytea primary key,
  failures int not null,
  failed_at timestamptz(3) not null,
  blocked_until timestamptz(3) not null
);
create index sign_in_failures_by_age on sign_in_failures (failed_at);
alter table sign_in_failures enable row level security;

-- Which of these are blocked now, after how many failures, and for how many seconds more.
create function sign_in_blocks(hashes bytea[]) returns table (key_hash bytea, failures int, seconds int)
  language sql stable security definer set search_path = public, pg_temp
begin atomic
  select f.key_hash, f.failures, ceil(extract(epoch from f.blocked_until - now()))::int
  from sign_in_failures f where f.key_hash = any (hashes) and f.blocked_until > now();
end;

-- Counts one failure of each. `delays` says for how many seconds each failure blocks; the last one is the lock, during
-- which failures neither lengthen it nor go uncounted. A quarter of an hour without a failure begins anew.
create function count_sign_in_failure(hashes bytea[], delays int[]) returns table (key_hash bytea, failures int, seconds int)
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  one bytea;
  f sign_in_failures;
  most int := cardinality(delays);
begin
  -- In one order, so that two at once never wait for each other.
  for one in select h from unnest(hashes) h order by h loop
    insert into sign_in_failures values (one, 0, now(), now()) on conflict do nothing;
    select * into f from sign_in_failures s where s.key_hash = one for update;
    if f.failed_at < now() - interval '15 minutes' or (f.failures >= most and f.blocked_until <= now()) then
      f.failures := 0;
    end if;
    f.failures := f.failures + 1;
    if f.failures <= most then
      f.blocked_until := now() + make_interval(secs => delays[f.failures]);
    end if;
    update sign_in_failures s set failures = f.failures, failed_at = now(), blocked_until = f.blocked_until where s.key_hash = one;
    key_hash := one;
    failures := f.failures;
    seconds := ceil(extract(epoch from f.blocked_until - now()))::int;
    return next;
  end loop;
end $$;

-- A right password: forgets the failures, unless one of these is locked; answers those.
create function settle_sign_in(hashes bytea[], most int) returns table (key_hash bytea, seconds int)
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform 1 from sign_in_failures s where s.key_hash = any (hashes) order by s.key_hash for update;
  return query select s.key_hash, ceil(extract(epoch from s.blocked_until - now()))::int
    from sign_in_failures s where s.key_hash = any (hashes) and s.failures >= most and s.blocked_until > now();
  if not found then delete from sign_in_failures s where s.key_hash = any (hashes); end if;
end $$;

create function forget_sign_in_failures(hashes bytea[]) returns void
  language sql volatile security definer set search_path = public, pg_temp
begin atomic
  delete from sign_in_failures where key_hash = any (hashes);
end;

-- For the worker, hourly: what has run out. Of each user the twenty newest browsers stay.
create function clean_up_sign_in() returns void
  language sql volatile security definer set search_path = public, pg_temp
begin atomic
  delete from sign_in_failures where failed_at < now() - interval '1 day';
  delete from known_browsers where seen_at < now() - interval '180 days';
  delete from known_browsers k using (
    select account_id, user_id, token_hash,
      row_number() over (partition by account_id, user_id order by seen_at desc, token_hash) as place from known_browsers
  ) o where o.place > 20 and k.account_id = o.account_id and k.user_id = o.user_id and k.token_hash = o.token_hash;
end;

revoke all on function sign_in_blocks, count_sign_in_failure, settle_sign_in, forget_sign_in_failures, clean_up_sign_in from public;
grant execute on function sign_in_blocks, count_sign_in_failure, settle_sign_in, forget_sign_in_failures to :APP;
grant execute on function clean_up_sign_in to :WORKER;
