import { covers, type DialerProfile } from '../../contract/dialer-permissions.ts';
import type { PortalRole } from '../../contract/permissions.ts';
import type { UserStatus } from '../../contract/users.ts';
import type { Actor } from '../sessions/actor.ts';
import { heldBy } from '../sessions/held-by.ts';
import type { TestApp } from './app.ts';

// What Rank forbids, said once more: it looks at what people hold before and after, and knows no rule of the product.

interface Row {
  readonly id: string;
  readonly status: UserStatus;
  readonly is_main: boolean;
  readonly portal: PortalRole[];
  readonly profile: DialerProfile | null;
  readonly print: string;
}

/** Everybody of an account, read behind the product's back. */
export async function everybody(app: TestApp, accountId: string): Promise<Map<string, Row & { actor: Actor }>> {
  const { rows } = await app.owner.query<Row>(
    `select u.id, u.status, u.id = a.owner_id as is_main,
       array(select role from user_portal_roles r where r.user_id = u.id order by 1) as portal,
       case when g.user_id is null then null else jsonb_build_object('isSuperuser', g.is_superuser, 'hasAllTags', g.has_all_tags,
         'tags', array(select tag_id from agent_tags t where t.user_id = u.id order by 1),
         'roles', (select coalesce(jsonb_agg(jsonb_build_object('permissions', d.permissions, 'scope', d.scope) order by d.id), '[]')
           from agent_roles m join dialer_roles d on d.id = m.role_id where m.user_id = u.id)) end as profile,
       concat_ws('|', u.status, u.first_name, u.session_limit, u.email, g.ppq, g.is_superuser, g.has_all_tags) as print
     from users u join accounts a on a.id = u.account_id left join agents g on g.user_id = u.id where u.account_id = $1`,
    [accountId],
  );
  return new Map(
    rows.map((row) => {
      const held = heldBy(row.is_main, row.portal, row.profile);
      const facts = { accountId, userId: row.id, status: row.status, isMainUser: row.is_main, portalRoles: row.portal, ...held };
      return [row.id, { ...row, actor: facts }];
    }),
  );
}

export type Everybody = Awaited<ReturnType<typeof everybody>>;

/** What Rank forbids and yet has happened. Knows nothing of the rules of the product, but what people hold. */
export function breaches(before: Everybody, after: Everybody, actorId: string): string[] {
  const by = before.get(actorId)?.actor as Actor;
  const found: string[] = [];
  for (const [id, now] of after) {
    const was = before.get(id);
    const rights = (row: Row | undefined) => JSON.stringify([row?.portal, row?.profile]);
    const isTouched = was?.print !== now.print || rights(was) !== rights(now);
    if (!isTouched) continue;
    if (id === actorId && (rights(was) !== rights(now) || was?.status !== now.status))
      found.push('changed their own rights or state');
    if (id === actorId) continue;
    if (was?.is_main) found.push('touched the main user');
    if (was?.portal.includes('admin') && !by.isMainUser) found.push('touched an Admin');
    if (was && !by.isMainUser && !covers(by.dialer, was.actor.dialer)) found.push('touched somebody who held more');
    if (was && !was.actor.permissions.isSubsetOf(by.permissions)) found.push('touched somebody who holds more in the Portal');
    if (!covers(by.dialer, now.actor.dialer)) found.push('gave what they do not hold');
    if (by.status !== 'active') found.push('did something while not active');
  }
  return found;
}
