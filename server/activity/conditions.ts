import { type RawBuilder, sql } from 'kysely';
import type { ActivityFilters } from './filters.ts';
import type { Range } from './range.ts';
import type { Term } from './search-terms.ts';

type Condition = RawBuilder<boolean>;

/** What is looked for, made ready: the filters, the words that were typed, and whose doings are looked into only. */
export interface Search {
  readonly accountId: string;
  readonly filters: ActivityFilters;
  readonly terms: readonly Term[];
  /** Values and addresses are looked into only where this user did it, or nobody that is known. Null: everywhere. */
  readonly onlyOriginOf: string | null;
}

/** Conditions on an entry (`a`) alone. */
export const ON_ENTRY = {
  user: (id: string): Condition => sql`(a.actor_id = ${id}::uuid or a.target_id = ${id}::uuid or a.on_behalf_of = ${id}::uuid)`,
  actor: (id: string): Condition => sql`a.actor_id = ${id}::uuid`,
  target: (id: string): Condition => sql`a.target_id = ${id}::uuid`,
  action: (actions: readonly string[]): Condition => sql`a.action = any(${actions}::text[])`,
  massAction: (id: string): Condition => sql`a.mass_action_id = ${id}::uuid`,
} as const;

/** Everything that must hold of an entry (`a`) and what stands beside it (`v`); none where everything fits. */
export function conditionsOf({ filters, terms, onlyOriginOf }: Search): { onEntry: Condition[]; onValues: Condition[] } {
  const { user, actor, target, action, massAction, address } = filters;
  const onEntry: Condition[] = [];
  if (user) onEntry.push(ON_ENTRY.user(user));
  if (actor) onEntry.push(ON_ENTRY.actor(actor));
  if (target) onEntry.push(ON_ENTRY.target(target));
  if (action?.length) onEntry.push(ON_ENTRY.action(action));
  if (massAction) onEntry.push(ON_ENTRY.massAction(massAction));
  if (onlyOriginOf && (terms.length > 0 || address)) {
    onEntry.push(sql`(a.actor_id is null or a.actor_id = ${onlyOriginOf}::uuid)`);
  }
  const onValues = terms.map(isMet);
  if (address) onValues.push(sql`v.address <<= ${address}::inet`);
  return { onEntry, onValues };
}

/**
 * What stands beside each entry `a`, as `v`. One by one: the planner would rather read every value there is and join. The
 * stretch is named again, since it is by that that other months are left out when the plan is made.
 */
export function besideEach(accountId: string, { first, end }: Range): RawBuilder<unknown> {
  return sql`left join lateral (
    select w.address, w.words from activity_values w
    where w.account_id = ${accountId}::uuid and w.activity_id = a.id and w.activity_id >= ${first}::uuid and w.activity_id < ${end}::uuid
    limit 1) v on true`;
}

/** All of them; true where there are none. */
export function all(conditions: readonly Condition[]): Condition {
  return conditions.length === 0 ? sql`true` : sql`(${sql.join(conditions, sql` and `)})`;
}

function isMet({ word, beside, named }: Term): Condition {
  const isBeside = sql`v.words @@ ${beside}::tsquery`;
  if (named === 'many') {
    return sql`(${isBeside} or exists (select from users u where u.account_id = a.account_id
      and u.id in (a.actor_id, a.on_behalf_of, a.target_id) and strpos(u.search_key, ${word}) > 0))`;
  }
  if (named.length === 0) return sql`(${isBeside})`;
  const ids = sql`any(${named}::uuid[])`;
  return sql`(${isBeside} or a.actor_id = ${ids} or a.on_behalf_of = ${ids} or a.target_id = ${ids})`;
}
