import { sql } from 'kysely';
import { type DialerProfile, dialerHoldingOf } from '../../contract/dialer-permissions.ts';
import { type PortalRole, permissionsOf } from '../../contract/permissions.ts';

/** What a person may do in both halves: the main user everything, Admins everything of the Dialer. */
export function heldBy(isMainUser: boolean, roles: readonly PortalRole[], profile: DialerProfile | null) {
  return {
    permissions: permissionsOf(isMainUser, roles),
    dialer: dialerHoldingOf(isMainUser || roles.includes('admin'), profile),
  };
}

/** What the rules need to know of the dialer profile of the user in this table; null where there is none. */
export function dialerProfileOf(alias: string) {
  const [account, user] = [sql.ref(`${alias}.account_id`), sql.ref(`${alias}.id`)];
  return sql<DialerProfile | null>`(select json_build_object('isSuperuser', g.is_superuser, 'hasAllTags', g.has_all_tags,
      'tags', array(select t.tag_id from agent_tags t where t.account_id = ${account} and t.user_id = ${user}),
      'roles', coalesce((select json_agg(json_build_object('permissions', r.permissions, 'scope', r.scope))
        from agent_roles m join dialer_roles r on r.account_id = m.account_id and r.id = m.role_id
        where m.account_id = ${account} and m.user_id = ${user}), '[]'))
    from agents g where g.account_id = ${account} and g.user_id = ${user})`;
}
