-- Which users are agents stands with the user too, so that the list of agents is read in the order of an index that has nobody
-- else in it: an account may have many users who are none, and they may all stand first in an order.
alter table users add column is_agent boolean not null default false;
update users u set is_agent = true where exists (select from agents g where g.account_id = u.account_id and g.user_id = u.id);

create function note_agents() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update users u set is_agent = tg_op = 'INSERT'
  from changed c where u.account_id = c.account_id and u.id = c.user_id;
  return null;
end $$;
revoke all on function note_agents() from public;
create trigger note_new after insert on agents referencing new table as changed for each statement execute function note_agents();
create trigger note_end after delete on agents referencing old table as changed for each statement execute function note_agents();

create index agents_by_id on users (account_id, id) where is_agent;
create index agents_by_name on users (account_id, name_key, id) where is_agent;
create index agents_by_username on users (account_id, username_sort, id) where is_agent;
create index agents_by_email on users (account_id, email_key, id) where is_agent;
create index agents_by_status on users (account_id, status, id) where is_agent;
create index agents_by_last_sign_in on users (account_id, last_sign_in_sort, id) where is_agent;

-- As before, but ends as soon as it has found enough. The settings leave the planner the trigram index, which a limit would
-- talk it out of.
create or replace function search_agents(term text, most int) returns setof uuid
  language plpgsql stable security definer set search_path = public, pg_temp
  set enable_seqscan = off set enable_indexscan = off set enable_indexonlyscan = off as $$
declare
  pattern text := '%' || replace(replace(replace(term, '\', '\\'), '%', '\%'), '_', '\_') || '%';
begin
  return query
    (select u.id from users u where u.account_id = current_account() and u.is_agent and u.search_key like pattern limit most)
    union
    (select g.user_id from agents g where g.account_id = current_account() and g.virtual_extension like pattern limit most)
    limit most;
end $$;
