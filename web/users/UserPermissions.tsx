import { useTranslation } from 'react-i18next';
import {
  ALL_OF_EVERYBODY,
  ALL_PERMISSIONS,
  ALL_PORTAL_ROLES,
  type Permission,
  PORTAL_ROLES,
  type PortalRole,
  permissionsOf,
} from '../../contract/permissions.ts';
import type { User } from '../../contract/users.ts';
import { formatList } from '../ui/format.ts';
import { Unfold } from './Unfold.tsx';
import classes from './UserPermissions.module.css';
import { useFieldWords } from './use-field-words.ts';

type Holder = Pick<User, 'isMainUser' | 'isAgent' | 'portalRoles'>;

/** What a user may do in the end, each with where it comes from. */
export function UserPermissions({ user }: { user: Holder }) {
  const { t } = useTranslation(['users', 'permissions']);
  const nameOf = (role: PortalRole) => t(`permissions:roles.${role}`);
  const held = permissionsOf(user.isMainUser, user.portalRoles);
  const roles = useFieldWords()('portalRoles', user.portalRoles);
  const summary = user.isMainUser
    ? t('permissions.all')
    : user.portalRoles.length > 0
      ? t('permissions.some', { count: held.size, roles })
      : t(user.isAgent ? 'agentOnly' : 'supportOnly');
  return (
    <Unfold title={t('permissions.title')} summary={summary}>
      <ul className={classes.list}>
        {ALL_PERMISSIONS.filter((permission) => held.has(permission)).map((permission) => (
          <Line
            key={permission}
            what={t(`permissions:${permission}`)}
            from={user.isMainUser ? t('permissions.mainUser') : formatList(rolesWith(user, permission).map(nameOf))}
          />
        ))}
        {ALL_OF_EVERYBODY.map((ability) => (
          <Line key={ability} what={t(`permissions:${ability}`)} from={t('panel.everybody')} />
        ))}
      </ul>
    </Unfold>
  );
}

function rolesWith({ portalRoles }: Holder, permission: Permission): PortalRole[] {
  const roles = ALL_PORTAL_ROLES.filter((role) => portalRoles.includes(role));
  return roles.filter((role) => PORTAL_ROLES[role].permissions.some((one) => one === permission));
}

function Line({ what, from }: { what: string; from: string }) {
  return (
    <li>
      <span>{what}</span>
      <span className={classes.from}>{from}</span>
    </li>
  );
}
