import type { TestApp } from './app.ts';
import type { MadeAccount } from './factories.ts';

/** A row in each table of the Dialer, all in one transaction: an agent has a role at every commit. */
export async function fillDialerTables(app: TestApp, { id, owner }: MadeAccount): Promise<void> {
  const client = await app.owner.connect();
  const run = (text: string, ...values: unknown[]) => client.query(text, [id, ...values]);
  await client.query('begin');
  await run('insert into agents (account_id, user_id) values ($1, $2)', owner.id);
  await run('insert into agent_roles select account_id, $2, id from dialer_roles where account_id = $1', owner.id);
  for (const table of ['tags', 'skill_groups', 'user_groups']) {
    await run(`insert into ${table} (account_id, id, name, name_key) values ($1, gen_random_uuid(), 'North', 'north')`);
  }
  await run('insert into agent_tags select account_id, $2, id from tags where account_id = $1', owner.id);
  await run('insert into agent_skill_groups select account_id, $2, id, 7 from skill_groups where account_id = $1', owner.id);
  for (const [table, of] of [
    ['user_group_tags', 'tags'],
    ['user_group_skill_groups', 'skill_groups'],
  ]) {
    await run(
      `insert into ${table} select account_id, g.id, o.id from user_groups g join ${of} o using (account_id) where account_id = $1`,
    );
  }
  await run(
    `insert into leads (account_id, id, first_name, last_name, name_key, search_key, phone, assigned_to, assigned_at)
     values ($1, gen_random_uuid(), 'Zoe', '', 'zoe', 'zoe', '+4930123456', $2, now())`,
    owner.id,
  );
  await run(
    `insert into saved_views (account_id, id, user_id, list, name, name_key, state)
     values ($1, gen_random_uuid(), $2, 'agents', 'Mine', 'mine', '{}')`,
    owner.id,
  );
  await run("insert into extension_reservations values ($1, '1000', $2, now())", owner.id);
  await client.query('commit');
  client.release();
}
