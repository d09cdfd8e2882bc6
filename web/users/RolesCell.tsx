import { useTranslation } from 'react-i18next';
import type { User } from '../../contract/users.ts';
import { AllBadges, Badges } from '../table/Badges.tsx';
import classes from '../table/Cells.module.css';

/** What the roles of a user are called. */
export function RolesCell({ user, showAll = false }: { user: User; showAll?: boolean }) {
  const { t } = useTranslation(['users', 'permissions']);
  if (user.isMainUser) return <span className={classes.quiet}>{t('everyPermission')}</span>;
  if (user.portalRoles.length === 0)
    return <span className={classes.quiet}>{t(user.isAgent ? 'agentOnly' : 'supportOnly')}</span>;
  const names = user.portalRoles.map((role) => t(`permissions:roles.${role}`));
  return showAll ? <AllBadges names={names} /> : <Badges names={names} />;
}
