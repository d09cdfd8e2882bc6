import { Badge, Tooltip, VisuallyHidden } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { PortalRole } from '../../contract/permissions.ts';
import type { User } from '../../contract/users.ts';
import { formatList } from '../ui/format.ts';
import classes from './UserCells.module.css';

/** One role by name, or two where there is room; the others behind a number. */
export function RolesCell({ user, showAll = false }: { user: User; showAll?: boolean }) {
  const { t } = useTranslation('users');
  if (user.isMainUser) return <span className={classes.quiet}>{t('everyPermission')}</span>;
  const [first, second] = user.portalRoles;
  if (!first) return <span className={classes.quiet}>{t('supportOnly')}</span>;
  if (showAll) {
    return (
      <span className={classes.allBadges}>
        {user.portalRoles.map((role) => (
          <RoleBadge key={role} role={role} />
        ))}
      </span>
    );
  }
  return (
    <span className={classes.badges}>
      <RoleBadge role={first} />
      {second && <RoleBadge role={second} isSecond />}
      <MoreRoles roles={user.portalRoles} after={1} />
      <MoreRoles roles={user.portalRoles} after={2} />
    </span>
  );
}

/** Which of the two numbers shows is up to the style sheet. */
function MoreRoles({ roles, after }: { roles: readonly PortalRole[]; after: 1 | 2 }) {
  const { t } = useTranslation(['users', 'permissions']);
  const hidden = roles.slice(after);
  if (hidden.length === 0) return null;
  const names = formatList(hidden.map((role) => t(`permissions:roles.${role}`)));
  return (
    <Tooltip label={names}>
      <span className={classes.more} data-after={after}>
        <span aria-hidden>{t('more', { count: hidden.length })}</span>
        <VisuallyHidden>{names}</VisuallyHidden>
      </span>
    </Tooltip>
  );
}

function RoleBadge({ role, isSecond = false }: { role: PortalRole; isSecond?: boolean }) {
  const { t } = useTranslation('permissions');
  return (
    <Badge className={classes.badge} variant="default" radius="sm" data-second={isSecond || undefined}>
      {t(`roles.${role}`)}
    </Badge>
  );
}
