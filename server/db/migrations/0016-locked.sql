-- Whom wrong passwords have locked, for the filter of the list: few of many. The marks of earlier locks stay in it.
create index users_locked on users (account_id, locked_until) where locked_until is not null;
