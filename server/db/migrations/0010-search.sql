-- Finds users whose search key contains a text, but no more than so many: the caller then knows that they are many, and
-- walks the list in its order instead.
create function search_users(term text, most int) returns setof uuid
  language sql stable security definer set search_path = public, pg_temp
begin atomic
  -- Materialized, so that it is planned as if all were wanted: a limit would talk the planner out of the trigram index.
  with hits as materialized (
    select id from users
    where account_id = current_account()
      and search_key like '%' || replace(replace(replace(term, '\', '\\'), '%', '\%'), '_', '\_') || '%'
  )
  select id from hits limit most;
end;
revoke all on function search_users(text, int) from public;
grant execute on function search_users(text, int) to :APP;
drop function search_users(text);
