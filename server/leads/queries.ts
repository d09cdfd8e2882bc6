import { sql } from 'kysely';
import { LEAD_STATUSES, type LeadSort, type LeadStatus } from '../../contract/leads.ts';
import type { Reader, Tx } from '../db/pool.ts';
import type { Actor } from '../sessions/actor.ts';
import { isOpen } from '../user-groups/served.ts';
import { conditionsOf, type LeadFilters } from './filters.ts';
import { visibleLeads } from './policy.ts';

/** Not null, and each with an index that ends with the id. */
const SORTS = {
  name: ['name_key', 'text collate "C"'],
  phone: ['phone', 'text collate "C"'],
  status: ['status', 'text collate "C"'],
  weight: ['weight', 'int'],
  callBackAt: ['call_back_sort', 'timestamptz'],
  group: ['group_key', 'text collate "C"'],
  createdAt: ['created_at', 'timestamptz'],
} as const satisfies Record<LeadSort, readonly [string, string]>;

/** More than this are not counted. */
const MOST_COUNTED = 10_000;

/** RFC 3339 to the millisecond, which is what the columns hold. */
const ISO_TIME = 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"';

/** One lead as the database holds it, with who has it. */
export interface ListedLead {
  readonly account_id: string;
  readonly id: string;
  readonly first_name: string;
  readonly last_name: string;
  readonly phone: string;
  readonly status: LeadStatus;
  readonly weight: number;
  readonly call_back_at: Date | null;
  readonly language: string | null;
  readonly group_name: string;
  readonly assigned_to: string | null;
  readonly assigned_at: Date | null;
  readonly created_at: Date;
  readonly version: number;
  readonly agent_name: string | null;
  readonly agent_tags: string[] | null;
  readonly agent_has_all_tags: boolean | null;
}

interface LeadOrder {
  readonly by: LeadSort;
  readonly descending: boolean;
  readonly after: readonly [string, string] | null;
  readonly limit: number;
}

const COLUMNS = sql.raw(
  [
    'account_id id first_name last_name phone status weight call_back_at language',
    'group_name assigned_to assigned_at created_at version',
  ]
    .join(' ')
    .split(' ')
    .map((column) => `l.${column}`)
    .join(', '),
);

const whoHasIt = sql`
  nullif(trim(u.first_name || ' ' || u.last_name), '') as agent_name, g.has_all_tags as agent_has_all_tags,
  case when g.user_id is not null then array(select t.tag_id from agent_tags t
    where t.account_id = g.account_id and t.user_id = g.user_id) end as agent_tags`;

const joined = sql`
  left join users u on u.account_id = l.account_id and u.id = l.assigned_to
  left join agents g on g.account_id = l.account_id and g.user_id = l.assigned_to`;

/** One page of leads in a strict order (sort key, then id), from behind `after`. */
export async function leadsPage(db: Reader, actor: Actor, filters: LeadFilters, { by, descending, after, limit }: LeadOrder) {
  const [name, type] = SORTS[by];
  const column = sql.ref(`l.${name}`);
  const where = await conditionsOf(db, actor, filters);
  if (after) {
    const operator = sql.raw(descending ? '<' : '>');
    where.push(sql<boolean>`(${column}, l.id) ${operator} (${after[0]}::${sql.raw(type)}, ${after[1]}::uuid)`);
  }
  const sortKey =
    type === 'timestamptz' ? sql`to_char(${column} at time zone 'UTC', ${sql.lit(ISO_TIME)})` : sql`${column}::text`;
  const direction = sql.raw(descending ? 'desc' : 'asc');
  const order = sql`order by ${column} ${direction}, l.id ${direction}`;
  const { rows } = await sql<ListedLead & { sort_key: string }>`
    select ${COLUMNS}, ${sortKey} as sort_key, ${whoHasIt} from (
      select l.* from leads l where l.account_id = current_account() and ${sql.join(where, sql` and `)} ${order} limit ${sql.lit(limit)}
    ) l ${joined} ${order}`.execute(db);
  return rows;
}

/** How many leads match, counted on to `MOST_COUNTED` and one. */
export async function countLeads(db: Reader, actor: Actor, filters: LeadFilters): Promise<{ count: number; isMore: boolean }> {
  const where = await conditionsOf(db, actor, filters);
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from (select 1 from leads l where l.account_id = current_account()
      and ${sql.join(where, sql` and `)} limit ${sql.lit(MOST_COUNTED + 1)}) counted`.execute(db);
  const count = rows[0]?.count ?? 0;
  return { count: Math.min(count, MOST_COUNTED), isMore: count > MOST_COUNTED };
}

/** One lead that the actor sees, or undefined. In a transaction that changes it, locked (`lockLead`) before. */
export async function findLead(db: Reader | Tx, actor: Actor, id: string): Promise<ListedLead | undefined> {
  const { rows } = await sql<ListedLead>`
    select ${COLUMNS}, ${whoHasIt} from leads l ${joined}
    where l.account_id = current_account() and l.id = ${id}::uuid and ${visibleLeads(actor)}`.execute(db);
  return rows[0];
}

/** How many of the leads that the actor sees have each status. */
export async function summarizeLeads(db: Reader, actor: Actor) {
  const { rows } = await sql<{ status: LeadStatus; assigned: number; unassigned: number }>`
    select l.status, count(l.assigned_to)::int as assigned, (count(*) - count(l.assigned_to))::int as unassigned
    from leads l where l.account_id = current_account() and ${visibleLeads(actor)} group by 1`.execute(db);
  return LEAD_STATUSES.map((status) => rows.find((row) => row.status === status) ?? { status, assigned: 0, unassigned: 0 });
}

/** The first names of groups, by name, that begin like this: each is found behind the one before, however many leads have it. */
export async function leadGroups(db: Reader, beginning: string, most: number): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    with recursive steps (key, name, n) as (
      (select group_key, group_name, 1 from leads where account_id = current_account()
        and group_key >= ${beginning}::text collate "C" and group_key > '' order by group_key, id limit 1)
      union all
      select next.group_key, next.group_name, s.n + 1 from steps s cross join lateral (
        select group_key, group_name from leads where account_id = current_account() and group_key > s.key
        order by group_key, id limit 1) next where s.n < ${most}::int)
    select name from steps where starts_with(key, ${beginning}::text)`.execute(db);
  return rows.map(({ name }) => name);
}

/** Locks a lead until the transaction ends. */
export async function lockLead(tx: Tx, id: string): Promise<void> {
  await tx.selectFrom('leads').select('id').where('account_id', '=', tx.accountId).where('id', '=', id).forUpdate().execute();
}

/** How many open leads nobody has. */
export async function countUnassigned(tx: Tx): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from leads l
    where l.account_id = current_account() and l.assigned_to is null and ${isOpen}`.execute(tx);
  return rows[0]?.count ?? 0;
}
