import { type RawBuilder, sql } from 'kysely';
import type { LeadStatus } from '../../contract/leads.ts';
import { nameKey } from '../../contract/text.ts';
import { reachOf } from '../agents/policy.ts';
import type { Reader } from '../db/pool.ts';
import type { Actor } from '../sessions/actor.ts';
import { visibleLeads } from './policy.ts';

/** What the list may be narrowed by: contract/leads.ts. */
export interface LeadFilters {
  readonly q?: string | undefined;
  readonly status?: readonly LeadStatus[] | undefined;
  readonly language?: readonly string[] | undefined;
  readonly group?: readonly string[] | undefined;
  readonly assignedTo?: readonly string[] | undefined;
  readonly assigned?: 'yes' | 'no' | undefined;
  readonly due?: 'yes' | 'no' | undefined;
}

type Condition = RawBuilder<boolean>;

/** Beyond so many a page is found sooner by walking the list in its order than by sorting what was found. */
const MANY = 2000;

/** The trigram index knows nothing of shorter texts. */
const SHORTEST_INDEXED = 3;

const hasTime = sql<boolean>`l.call_back_sort > '1970-01-01Z'`;

const isDue = sql<boolean>`(${hasTime} and l.call_back_sort <= now())`;

/** One filter: what a lead must be, and where such leads are looked up; null where it takes little away. */
interface Narrowing {
  readonly condition: Condition;
  readonly lookup: Piece | null;
}

type Piece = ReturnType<typeof sql>;

/** Leads of which an index knows, in its order: else a filter that many meet would read the table, of all accounts. */
function lookedUp(condition: Condition, order: Piece = sql`l.id`): Narrowing {
  const lookup = sql`select l.id from leads l where l.account_id = current_account() and ${condition} order by ${order}`;
  return { condition, lookup };
}

/** By one of several values of a column. */
function oneOf(column: Piece, values: readonly string[], type: string): Narrowing {
  const each = [...new Set(values)].map((value) => lookedUp(sql<boolean>`${column} = ${value}::${sql.raw(type)}`).lookup);
  const some = each.map((lookup) => sql`(${lookup} limit ${sql.lit(MANY + 1)})`);
  return {
    condition: sql<boolean>`${column} = any(${values}::${sql.raw(type)}[])`,
    lookup: sql`select id from (${sql.join(some, sql` union all `)}) each`,
  };
}

function narrowingsOf({ status, language, group, assignedTo, assigned, due }: LeadFilters): Narrowing[] {
  const all: Narrowing[] = [];
  if (status?.length) all.push(oneOf(sql`l.status`, status, 'text'));
  if (language?.length) all.push(oneOf(sql`coalesce(l.language, '')`, language, 'text'));
  if (group?.length) all.push(oneOf(sql`l.group_key`, group.map(nameKey), 'text'));
  if (assignedTo?.length) all.push(lookedUp(sql<boolean>`l.assigned_to = any(${assignedTo}::uuid[])`, sql`l.assigned_to`));
  if (assigned === 'yes') all.push(lookedUp(sql<boolean>`l.assigned_to is not null`, sql`l.assigned_to`));
  if (assigned === 'no') all.push(lookedUp(sql<boolean>`l.assigned_to is null`, sql`l.weight desc, l.created_at, l.id`));
  if (due === 'yes') all.push(lookedUp(isDue, sql`l.call_back_sort, l.id`));
  if (due === 'no') all.push({ condition: sql<boolean>`not ${isDue}`, lookup: null });
  return all;
}

/**
 * Everything that a lead must be to be listed. Where one of the filters leaves few, their ids are looked up and stand in it as
 * well, so that no page walks through all others: the planner cannot know how many a filter leaves, so it is asked.
 */
export async function conditionsOf(db: Reader, actor: Actor, filters: LeadFilters): Promise<Condition[]> {
  const narrowings = narrowingsOf(filters);
  const term = termOf(filters.q);
  const lookups = narrowings.flatMap(({ lookup }) => lookup ?? []);
  if (term.length >= SHORTEST_INDEXED) lookups.push(sql`select search_leads(${term}, ${MANY + 1}::int) as id`);
  const scope = reachedLeads(actor);
  if (scope) lookups.push(scope);
  const found = await Promise.all(lookups.map((lookup) => few(db, lookup)));
  const smallest = found.filter((ids) => ids !== null).sort((a, b) => a.length - b.length)[0];
  return [
    visibleLeads(actor),
    ...narrowings.map(({ condition }) => condition),
    ...(smallest ? [sql<boolean>`l.id = any(${smallest}::uuid[])`] : []),
    ...(term ? [matches(term)] : []),
  ];
}

/** What is searched for: of a phone number the digits, as they stand in E.164. */
function termOf(q = ''): string {
  const text = nameKey(q.trim());
  if (!/^\+?[\d\s()./-]{3,}$/.test(text)) return text;
  const digits = text.replaceAll(/[^\d]/g, '').replace(/^0+(?=\d)/, '');
  return text.startsWith('+') ? `+${digits}` : digits;
}

/** Whose name or number has the text in it. */
function matches(term: string): Condition {
  const pattern = `%${term.replaceAll(/[\\%_]/g, '\\$&')}%`;
  // In a `select` of its own, since the planner takes a text for rare, and would rather sort all that have it than walk.
  return sql<boolean>`(select l.search_key like ${pattern})`;
}

/** The ids that a look-up finds; null where they are many. */
async function few(db: Reader, lookup: Piece): Promise<readonly string[] | null> {
  const { rows } = await sql<{ id: string }>`${lookup} limit ${sql.lit(MANY + 1)}`.execute(db);
  return rows.length > MANY ? null : rows.map(({ id }) => id);
}

/** The leads of nobody, and of those whom a scope of shared tags reaches: in a large account these may be few. */
function reachedLeads(actor: Actor) {
  const reach = reachOf(actor, 'lead.view');
  if (typeof reach === 'string') return null;
  const most = sql.lit(MANY + 1);
  const agents = sql`select ${actor.userId}::uuid as id
    union all select t.user_id from agent_tags t where t.account_id = current_account()
      ${reach.hasAllTags ? sql`` : sql`and t.tag_id = any(${reach.tags}::uuid[])`}
    union all select a.user_id from agents a where a.account_id = current_account() and a.has_all_tags`;
  return sql`select id from (
    (select l.id from leads l where l.account_id = current_account() and l.assigned_to is null limit ${most})
    union all (select l.id from leads l where l.account_id = current_account() and l.assigned_to in (${agents}) limit ${most})) found`;
}
