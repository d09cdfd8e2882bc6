import pg from 'pg';

const DAYS = 396;
const DEVICES = [
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36',
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Safari/605.1.15',
  'Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0',
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1',
];

/** One entry of the made record, by its number: who, what, to whom, from where; by far the most are sign-ins. */
const ENTRIES = `
  select $1::uuid as account_id,
    (lpad(to_hex(ms), 12, '0') || '7' || substr(h, 1, 3) || '8' || substr(h, 4, 15))::uuid as id,
    to_timestamp(ms / 1000.0) as at, action,
    case when kind < 4 then 'visitor' else 'user' end as actor_kind,
    case when kind < 4 then null when kind < 60 then users[1 + n % people] else users[1 + (n / 97) % 20] end as actor_id,
    case when action like 'account.%' then 'account' else 'user' end as target_type,
    case when action like 'account.%' then $1::uuid else users[1 + (n * case when kind < 60 then 1 else 7919 end) % people] end as target_id,
    case when n % 1000 < 30 and kind >= 80 then ('00000000-0000-7000-8000-' || lpad(to_hex(n / 100000), 12, '0'))::uuid end as mass_action_id,
    ('10.' || n % 4 || '.' || n * 31 % 50 || '.' || n * 17 % 200)::inet as address,
    devices[1 + n % 4] as device,
    case when action <> 'user.changed' then '{}' else
      '{"lastName":{"old":"Name' || lpad((n % 99991)::text, 5, '0') || '","new":"Word' || substr(h, 1, 6) || '"},"email":{"old":"user' || n % people
      || '@bench.example","new":"' || case n % 50 when 5 then 'sparse' else 'plenty' end || n || '@bench.example"}}' end as changes
  from (select n::bigint, md5(n::text) as h, n * 7 % 100 as kind, $2::bigint + (n * $3::float8)::bigint as ms,
      case when n = $6::bigint then 'account.handed_over' when n % 100000 = 7 then 'account.changed'
        when n * 7 % 100 < 4 then 'user.sign_in_failed' when n * 7 % 100 < 60 then 'user.signed_in' when n * 7 % 100 < 80 then 'user.signed_out'
        when n * 7 % 100 < 97 then 'user.changed' else (array['user.created', 'user.locked', 'user.deactivated'])[1 + n % 3] end as action
    from generate_series($4::bigint, $5::bigint) n) made,
    (select array_agg(id order by email_key) as users, count(*) as people from users where account_id = $1::uuid) known,
    (select $7::text[] as devices) used`;

/** Fills the account's record with so many entries, over thirteen months until now, some at a time on two connections. */
export async function seedActivity(superuserUrl: string, accountId: string, entries: number): Promise<true> {
  console.log(`Seeding ${entries.toLocaleString('en')} entries …`);
  const step = Math.ceil(Math.min(500_000, entries / 4));
  const start = Date.now() - DAYS * 86_400_000;
  const starts = Array.from({ length: Math.ceil(entries / step) }, (_, part) => part * step + 1);
  const owner = new pg.Client({ connectionString: superuserUrl });
  await owner.connect();
  await owner.query(
    "select make_activity_month(m::date) from generate_series(date_trunc('month', now() - interval '396 days'), now(), '1 month') m",
  );
  const indexes = await takeIndexes(owner);
  const worker = async () => {
    const client = new pg.Client({ connectionString: superuserUrl });
    await client.connect();
    // No foreign key is asked, no trigger runs: what is made here is known to fit.
    await client.query(
      "set session_replication_role = replica; set synchronous_commit = off; set jit = off; set work_mem = '64MB'",
    );
    for (let first = starts.pop(); first !== undefined; first = starts.pop()) {
      const last = Math.min(first + step - 1, entries);
      await client.query(
        `with made as materialized (${ENTRIES}), recorded as (
           insert into activity (account_id, id, at, action, actor_kind, actor_id, target_type, target_id, mass_action_id, transaction)
           select account_id, id, at, action, actor_kind, actor_id, target_type, target_id, mass_action_id, '3' from made)
         insert into activity_values (account_id, activity_id, address, device, changes)
         select account_id, id, address, device, changes::json from made`,
        [accountId, start, (DAYS * 86_400_000) / entries, first, last, Math.floor(entries / 3), DEVICES],
      );
    }
    await client.end();
  };
  await Promise.all([worker(), worker()]);
  await owner.query("set maintenance_work_mem = '1GB'");
  for (const index of indexes) await owner.query(index);
  await owner.query('vacuum analyze activity; ');
  await owner.query('vacuum analyze activity_values');
  await owner.end();
  return true;
}

/** Takes away what would be kept up with each row, and answers how to make it again at the end. */
async function takeIndexes(owner: pg.Client): Promise<string[]> {
  const { rows } = await owner.query<{ name: string; definition: string }>(
    `select indexname as name, replace(indexdef, ' ON ONLY ', ' ON ') as definition from pg_indexes
     where tablename in ('activity', 'activity_values') and indexname not like '%_pkey'`,
  );
  for (const { name } of rows) await owner.query(`drop index ${pg.escapeIdentifier(name)}`);
  return rows.map(({ definition }) => definition);
}
