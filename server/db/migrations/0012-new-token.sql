-- A session gets a new token when the password is typed again (OWASP ASVS 5.0, 7.2.4).
grant update (token_hash) on sessions to :APP;
