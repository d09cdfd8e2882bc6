import { type RawBuilder, sql } from 'kysely';
import { settingOf } from '../../contract/agent-settings.ts';
import { FILTERABLE, type FilterName } from '../../contract/agent-settings-shapes.ts';
import type { DialerPermission } from '../../contract/dialer-permissions.ts';
import type { UserStatus } from '../../contract/users.ts';
import type { Actor } from '../sessions/actor.ts';
import { seesTag } from '../tags/policy.ts';
import { roleMembers, skillMembers, tagMembers } from './members.ts';
import { reachOf, visibleTo } from './policy.ts';
import { columnRef } from './settings.ts';

/** What the list may be narrowed by: contract/agents.ts. */
export type AgentFilters = {
  readonly q?: string | undefined;
  readonly status?: readonly UserStatus[] | undefined;
  readonly dialerRole?: readonly string[] | undefined;
  readonly tag?: readonly string[] | undefined;
  readonly skillGroup?: readonly string[] | undefined;
  /** Only these. */
  readonly ids?: readonly string[] | undefined;
  /** Only those whom this permission reaches, beside `agent.view`. */
  readonly within?: DialerPermission | undefined;
} & { readonly [K in FilterName]?: readonly unknown[] | undefined };

/** One condition on `users u` joined with `agents g`, where `asksProfile`. */
export type Condition = RawBuilder<boolean>;

const LISTED = ['active', 'pending', 'inactive'] as const;

/**
 * Everything that an agent must be to be listed, but for the search. Who may see them is one of the conditions. A `count`
 * meets many agents: it reads the members of a role, tag or skill group once, and looks for each agent among them.
 */
export function conditionsOf(actor: Actor, filters: AgentFilters, isFor: 'page' | 'count' = 'page'): Condition[] {
  const statuses: readonly UserStatus[] = filters.status?.length ? filters.status : LISTED;
  const conditions = [visibleTo(actor)];
  if (filters.within) conditions.push(visibleTo(actor, filters.within));
  if (filters.ids) conditions.push(sql<boolean>`u.id = any(${filters.ids}::uuid[])`);
  if (new Set(statuses).size < 4) conditions.push(sql<boolean>`u.status in (${literals(statuses)})`);
  const { dialerRole, tag, skillGroup } = filters;
  const isCount = isFor === 'count';
  if (dialerRole?.length) conditions.push(isCount ? isJoined(roleMembers(dialerRole)) : holdsRole(dialerRole));
  if (tag?.length) conditions.push(isCount ? isAmong(tagMembers(seenTags(actor, tag))) : hasTag(seenTags(actor, tag)));
  if (skillGroup?.length) conditions.push(isCount ? isAmong(skillMembers(skillGroup)) : isInSkillGroup(skillGroup));
  for (const name of FILTERABLE) {
    const wanted = filters[name] as readonly string[] | undefined;
    if (wanted?.length) conditions.push(hasSetting(name, wanted));
  }
  return conditions;
}

/** Of these tags those that the actor sees: by any other nobody is found but who has all tags, as by one that there is not. */
export function seenTags(actor: Actor, tags: readonly string[]): string[] {
  return tags.filter((id) => seesTag(actor, { id }));
}

/** Whether the conditions, those of `narrow` included, say something of the profile, so that it must be joined. */
export function asksProfile(actor: Actor, filters: AgentFilters): boolean {
  const reaches = [reachOf(actor), ...(filters.within ? [reachOf(actor, filters.within)] : [])];
  if (reaches.some((reach) => typeof reach !== 'string') || filters.q || filters.tag?.length || filters.skillGroup?.length)
    return true;
  return FILTERABLE.some((name) => settingOf(name).of === 'profile' && filters[name]?.length);
}

/** Values of a fixed list stand in the SQL itself, so that the plan is made for them. */
function literals(values: readonly string[]) {
  return sql.join([...new Set(values)].sort().map((value) => sql.lit(value)));
}

/** `default` means those who have nothing of their own. */
export function hasSetting(name: FilterName, wanted: readonly string[]): Condition {
  const column = columnRef(name);
  const values = wanted.filter((value) => value !== 'default');
  const isBoolean = values.every((value) => value === 'true' || value === 'false');
  const isOneOf = isBoolean
    ? sql<boolean>`${sql.join(
        values.map((value) => sql`${column} = ${sql.lit(value === 'true')}`),
        sql` or `,
      )}`
    : sql<boolean>`${column} in (${literals(values)})`;
  if (values.length === wanted.length) return sql<boolean>`(${isOneOf})`;
  return values.length > 0 ? sql<boolean>`(${column} is null or ${isOneOf})` : sql<boolean>`${column} is null`;
}

// Nearly everybody may have a role; a tag or a skill group has fewer.
const isJoined = (members: RawBuilder<unknown>): Condition => sql<boolean>`u.id in (${members})`;
const isAmong = (members: RawBuilder<unknown>): Condition => sql<boolean>`u.id = any(array(${members}))`;

// `offset 0` keeps these from becoming joins: they are asked of the rows of a walk, or of a few that were looked up before. How
// many agents they leave the planner guesses, and would rather join the whole tables.

const holdsRole = (roles: readonly string[]) =>
  sql<boolean>`exists (select from agent_roles r where r.account_id = u.account_id and r.user_id = u.id
    and r.role_id = any(${roles}::uuid[]) offset 0)`;

const hasTag = (tags: readonly string[]) =>
  sql<boolean>`(g.has_all_tags or exists (select from agent_tags t where t.account_id = g.account_id and t.user_id = g.user_id
    and t.tag_id = any(${tags}::uuid[]) offset 0))`;

const isInSkillGroup = (groups: readonly string[]) =>
  sql<boolean>`(g.has_all_skill_groups or exists (select from agent_skill_groups s where s.account_id = g.account_id
    and s.user_id = g.user_id and s.skill_group_id = any(${groups}::uuid[]) offset 0))`;
