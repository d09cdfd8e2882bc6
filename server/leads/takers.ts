import { sql } from 'kysely';
import type { Tx } from '../db/pool.ts';
import type { TakerFacts } from './policy.ts';

/**
 * Locks the account's ownership and these users, in the order of their ids. Who locks several users at different times does
 * this first, with all of them: then nobody waits for somebody who waits for them.
 */
export async function holdUsers(tx: Tx, ids: readonly string[]): Promise<void> {
  await tx.selectFrom('accounts').select('id').where('id', '=', tx.accountId).forShare().execute();
  await tx
    .selectFrom('users')
    .select('id')
    .where('account_id', '=', tx.accountId)
    .where(sql<boolean>`id = any(${ids}::uuid[])`)
    .orderBy('id')
    .forUpdate()
    .execute();
}

/** What rules know of these agents, who are locked; those who are no agents are left out. */
export async function takersAmong(tx: Tx, ids: readonly string[]): Promise<TakerFacts[]> {
  const { rows } = await sql<Row>`
    select g.user_id, u.status, g.assigns_leads, g.has_all_tags,
      array(select t.tag_id from agent_tags t where t.account_id = g.account_id and t.user_id = g.user_id) as tags
    from agents g join users u on u.account_id = g.account_id and u.id = g.user_id
    where g.account_id = ${tx.accountId} and g.user_id = any(${ids}::uuid[])`.execute(tx);
  return rows.map((row) => ({
    accountId: tx.accountId,
    userId: row.user_id,
    status: row.status,
    assignsLeads: row.assigns_leads,
    dialer: { tags: new Set(row.tags), hasAllTags: row.has_all_tags },
  }));
}

interface Row {
  readonly user_id: string;
  readonly status: TakerFacts['status'];
  readonly assigns_leads: boolean;
  readonly has_all_tags: boolean;
  readonly tags: readonly string[];
}
