import { sql } from 'kysely';

// Whose ids a role, a tag or a skill group has. `most` bounds each look-up, so that one of many costs little.

type Bound = ReturnType<typeof sql>;

const NONE = sql``;

export function roleMembers(roles: readonly string[], most: Bound = NONE) {
  return sql`select user_id as id from agent_roles where account_id = current_account() and role_id = any(${roles}::uuid[]) ${most}`;
}

export function tagMembers(tags: readonly string[], most: Bound = NONE) {
  return sql`(select user_id as id from agent_tags where account_id = current_account() and tag_id = any(${tags}::uuid[]) ${most})
    union all (select user_id from agents where account_id = current_account() and has_all_tags ${most})`;
}

export function skillMembers(groups: readonly string[], most: Bound = NONE) {
  return sql`(select user_id as id from agent_skill_groups where account_id = current_account()
      and skill_group_id = any(${groups}::uuid[]) ${most})
    union all (select user_id from agents where account_id = current_account() and has_all_skill_groups ${most})`;
}
