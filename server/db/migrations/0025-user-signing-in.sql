-- The user whom a sign-in names (`find_sign_in`), where they are of the account that was found with them. Found by their id alone: a
-- condition on the account that an index could serve is judged by the account for which a plan happens to be made, which for an unknown
-- person is none; the plan then reads all users of whichever account comes after.
create function user_signing_in() returns setof users
  language plpgsql stable security definer rows 1 set search_path = public, pg_temp as $$
begin
  return query select * from users u where u.id = signing_in() and (u.account_id = current_account()) is true;
end $$;
revoke all on function user_signing_in() from public;
grant execute on function user_signing_in() to :APP;
