-- A password that somebody was given: it opens one session, until then, and nothing but a new password can be done with it.
alter table users add column temporary_until timestamptz(3), add column temporary_used_at timestamptz(3),
  add constraint users_temporary check (temporary_used_at is null or temporary_until is not null);
grant update (temporary_until, temporary_used_at) on users to :APP;
