import pg from 'pg';
import type { RunningRollcall } from './rollcall.ts';

const FIRST = ['Ana', 'Bruno', 'Chloé', 'Dmitri', 'Elif', 'Farah', 'Giorgos', 'Hana', 'Иван', 'ليلى'];
const LAST = ['Ruiz', 'Okafor', 'Grünwald', 'Иванова', 'حداد', 'Nakamura', 'Silva', 'Kowalska'];

/** Puts so many active agents into the account that there is, with names of many scripts. */
export async function addAgents({ urls }: RunningRollcall, count: number): Promise<void> {
  const client = new pg.Client({ connectionString: urls.owner });
  await client.connect();
  await client.query('begin');
  await client.query(
    `insert into users (account_id, id, email, email_key, username, username_key, first_name, last_name, name_key, search_key,
       status, password_hash, confirmed_at)
     select a.id, gen_random_uuid(), mail, mail, login, login, first, last, lower(first || ' ' || last),
       lower(first || ' ' || last || ' ' || mail), 'active', 'x', now()
     from accounts a, (select n, 'agent.' || n || '@northwind.example' as mail, 'agent.' || n as login,
       ($2::text[])[1 + n % $4] as first, ($3::text[])[1 + n % $5] || ' ' || lpad(n::text, 3, '0') as last
       from generate_series(1, $1::int) n) made`,
    [count, FIRST, LAST, FIRST.length, LAST.length],
  );
  await client.query(
    "insert into agents (account_id, user_id) select account_id, id from users where username_key like 'agent.%'",
  );
  await client.query(
    `insert into agent_roles select g.account_id, g.user_id, r.id from agents g join dialer_roles r
     on r.account_id = g.account_id and r.name_key = 'agents'`,
  );
  await client.query('commit');
  await client.query('analyze users, agents, agent_roles');
  await client.end();
}
