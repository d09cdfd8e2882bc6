import { useTranslation } from 'react-i18next';
import { ALL_PERMISSIONS, ALL_PORTAL_ROLES, type Permission, PORTAL_ROLES } from '../../contract/permissions.ts';
import { useMe } from '../api/use-me.ts';

export interface Column {
  key: string;
  name: string;
  permissions: readonly Permission[];
  /** Whether the reader has it. */
  isMine: boolean;
}

/** The main user, the built-in roles, and what everybody has. */
export function useColumns(): Column[] {
  const { t } = useTranslation(['roles', 'permissions']);
  const { isMainUser, portalRoles } = useMe();
  return [
    { key: 'main_user', name: t('mainUser'), permissions: ALL_PERMISSIONS, isMine: isMainUser },
    ...ALL_PORTAL_ROLES.map((role) => ({
      key: role,
      name: t(`permissions:roles.${role}`),
      permissions: PORTAL_ROLES[role].permissions,
      isMine: portalRoles.includes(role),
    })),
    { key: 'every_user', name: t('everyUser'), permissions: [], isMine: false },
  ];
}
