-- Leads by language; those without one are looked for as well. Not over `coalesce`, which row-level security keeps from an index.
create index leads_by_language on leads (account_id, language, id);
