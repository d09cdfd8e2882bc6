import { sql } from 'kysely';
import { settingOf } from '../../contract/agent-settings.ts';
import { DEFAULTABLE, FILTERABLE } from '../../contract/agent-settings-shapes.ts';
import { nameKey } from '../../contract/text.ts';
import type { UserStatus } from '../../contract/users.ts';
import type { Reader } from '../db/pool.ts';
import type { Actor } from '../sessions/actor.ts';
import { type AgentFilters, type Condition, hasSetting, seenTags } from './filters.ts';
import { roleMembers, skillMembers, tagMembers } from './members.ts';
import { reachOf } from './policy.ts';

/** Beyond so many a page is found sooner by walking the list in its order than by sorting what was found. */
const MANY = 3000;

/** Settings of the profile that most agents leave to their roles and the account: an index holds the others. */
const RARELY_OWN = FILTERABLE.filter((name) => settingOf(name).of === 'profile' && (DEFAULTABLE as string[]).includes(name));

/** The trigram index knows nothing of shorter texts. */
const SHORTEST_INDEXED = 3;

/**
 * What makes a page quick where a filter leaves few: their ids, looked up before. The planner cannot know how many agents have
 * a tag, so it is asked. The filters themselves still stand in the query: these only say where to look.
 */
export async function narrow(db: Reader, actor: Actor, filters: AgentFilters): Promise<Condition[]> {
  const term = nameKey(filters.q?.trim() ?? '');
  const { status, dialerRole, tag, skillGroup } = filters;
  const lookups = [reached(actor), ...haveOwn(filters)];
  if (status?.length && !status.includes('active')) lookups.push(inStatus(status));
  if (dialerRole?.length) lookups.push(roleMembers(dialerRole, MOST));
  if (tag?.length) lookups.push(tagMembers(seenTags(actor, tag), MOST));
  if (skillGroup?.length) lookups.push(skillMembers(skillGroup, MOST));
  if (term.length >= SHORTEST_INDEXED) lookups.push(sql`select search_agents(${term}, ${MANY + 1}::int) as id`);
  const found = await Promise.all(lookups.filter((lookup) => lookup !== null).map((lookup) => few(db, lookup)));
  const smallest = found.filter((ids) => ids !== null).sort((a, b) => a.length - b.length)[0];
  const conditions = smallest ? [sql<boolean>`u.id = any(${smallest}::uuid[])`] : [];
  return term ? [...conditions, matches(term)] : conditions;
}

/** Whose name, username, address or extension has the text in it. */
function matches(term: string): Condition {
  const pattern = `%${term.replaceAll(/[\\%_]/g, '\\$&')}%`;
  // In a `select` of its own, since the planner takes a text for rare, and would rather sort all who have it than walk.
  return sql<boolean>`(select u.search_key like ${pattern} or g.virtual_extension is not null and g.virtual_extension like ${pattern})`;
}

/** The ids that a look-up finds; null where they are many. */
async function few(db: Reader, lookup: ReturnType<typeof sql>): Promise<readonly string[] | null> {
  const { rows } = await sql<{ id: string }>`${lookup}`.execute(db);
  return rows.length > MANY ? null : rows.map(({ id }) => id);
}

const MOST = sql`limit ${sql.lit(MANY + 1)}`;

/** Whoever has a value of their own where nearly everybody has the default. */
function haveOwn(filters: AgentFilters) {
  return RARELY_OWN.flatMap((name) => {
    const wanted = filters[name] as readonly string[] | undefined;
    if (!wanted?.length || wanted.includes('default')) return [];
    return [
      sql`select g.user_id as id from agents g where g.account_id = current_account() and ${hasSetting(name, wanted)} ${MOST}`,
    ];
  });
}

/** Who left has not signed in lately: by the last sign-in, nearly everybody would be walked before them. */
function inStatus(statuses: readonly UserStatus[]) {
  return sql`select u.id from users u where u.account_id = current_account() and u.is_agent and u.status = any(${statuses}::text[]) ${MOST}`;
}

/** Whom a scope of shared tags reaches: in a large account these are few. */
function reached(actor: Actor) {
  const reach = reachOf(actor);
  if (typeof reach === 'string' || reach.hasAllTags) return null;
  return sql`select ${actor.userId}::uuid as id union all (${tagMembers(reach.tags.length > 0 ? reach.tags : [actor.userId], MOST)})`;
}
