-- Leads by language; those without one are looked for as well.
create index leads_by_language on leads (account_id, (coalesce(language, '')), id);
