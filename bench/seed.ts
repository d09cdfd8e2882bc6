import pg from 'pg';
import { hashPassword } from '../server/platform/passwords.ts';
import { hashOf, newId, newToken } from '../server/platform/tokens.ts';

export const PASSWORD = 'Harbour-47-lights';

export interface Seeded {
  readonly accountId: string;
  /** The value of the main user's session cookie. */
  readonly token: string;
}

/** One account with this many active users: a third of them with the role Reports, spread over twenty departments. */
export async function seed(ownerUrl: string, users: number): Promise<Seeded> {
  console.log(`Seeding ${users.toLocaleString('en')} users …`);
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  const [accountId, ownerId, token] = [newId(), newId(), newToken()];
  const hash = await hashPassword(PASSWORD);
  await client.query('begin');
  await client.query(
    "insert into accounts (id, code, name, owner_id, owner_status, confirmed_at) values ($1, 'BENCH1', 'Bench', $2, 'active', now())",
    [accountId, ownerId],
  );
  await client.query(
    `insert into users (account_id, id, email, email_key, username, username_key, first_name, last_name, name_key, search_key, status,
       password_hash, confirmed_at)
     select $1, case when i = 0 then $2::uuid else gen_random_uuid() end, mail, mail, 'user' || i, 'user' || i, first, last,
       lower(first || ' ' || last), lower(first || ' ' || last || ' ' || mail || ' user' || i), 'active', $3, now()
     from generate_series(0, $4 - 1) i,
       lateral (select 'user' || i || '@bench.example' as mail,
         (array['Ana','Ben','Chiara','Dmitri','Elodie','Farid','Grace','Hiroshi','Ines','Jonas'])[1 + abs(hashtext(i || 'name')) % 10] as first,
         'Name' || lpad(((i * 7919) % 99991)::text, 5, '0') as last) names`,
    [accountId, ownerId, hash, users],
  );
  await client.query(
    `update last_sign_ins l set at = now() - make_interval(secs => (substr(u.username, 5)::bigint * 7919) % 10000000)
     from users u where u.account_id = $1 and l.account_id = $1 and l.user_id = u.id`,
    [accountId],
  );
  await client.query('commit');
  await client.query(
    "insert into user_portal_roles select account_id, id, 'reports' from users where account_id = $1 and hashtext(email || 'role') % 3 = 0",
    [accountId],
  );
  await client.query(
    `insert into departments (account_id, id, name, name_key) select $1, gen_random_uuid(), 'Department ' || i, 'department ' || i
     from generate_series(1, 20) i`,
    [accountId],
  );
  await client.query(
    `insert into user_departments select u.account_id, u.id, d.id from users u
     join departments d on d.account_id = u.account_id and d.name = 'Department ' || (1 + abs(hashtext(u.email)) % 20)
     where u.account_id = $1`,
    [accountId],
  );
  await client.query(
    "insert into sessions (account_id, id, user_id, token_hash, expires_at) values ($1, $2, $3, $4, now() + interval '1 day')",
    [accountId, newId(), ownerId, hashOf(token)],
  );
  await client.query('vacuum analyze');
  await client.end();
  return { accountId, token };
}
