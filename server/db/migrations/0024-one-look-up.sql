-- Whoever a sign-in names, which `find_sign_in` found for the transaction; null where that is nobody, or not one person.
create function signing_in() returns uuid
  language sql stable parallel safe
  return nullif(current_setting('app.user_id', true), '')::uuid;

-- A right password: forgets the failures, unless one of these is locked; answers those. Nearly always there are none.
create or replace function settle_sign_in(hashes bytea[], most int) returns table (key_hash bytea, seconds int)
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if not exists (select from sign_in_failures s where s.key_hash = any (hashes)) then return; end if;
  perform 1 from sign_in_failures s where s.key_hash = any (hashes) order by s.key_hash for update;
  return query select s.key_hash, ceil(extract(epoch from s.blocked_until - now()))::int
    from sign_in_failures s where s.key_hash = any (hashes) and s.failures >= most and s.blocked_until > now();
  if not found then delete from sign_in_failures s where s.key_hash = any (hashes); end if;
end $$;
