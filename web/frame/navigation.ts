import {
  type Icon,
  IconBuilding,
  IconBuildingCommunity,
  IconHistory,
  IconHome,
  IconLock,
  IconSettings,
  IconShieldCheck,
  IconUsers,
} from '@tabler/icons-react';
import type { Permission } from '../../contract/permissions.ts';
import type { PageName } from './page.ts';

export interface Entry {
  page: PageName;
  to:
    | '/'
    | '/activity'
    | '/settings/users'
    | '/settings/departments'
    | '/settings/roles'
    | '/settings/security'
    | '/settings/account';
  icon: Icon;
  /** Only who holds it sees the entry. */
  needs?: Permission;
}

export interface Group {
  page: PageName;
  icon: Icon;
  entries: readonly Entry[];
}

const NAVIGATION: readonly (Entry | Group)[] = [
  { page: 'home', to: '/', icon: IconHome },
  {
    page: 'settings',
    icon: IconSettings,
    entries: [
      { page: 'users', to: '/settings/users', icon: IconUsers, needs: 'user.view' },
      { page: 'departments', to: '/settings/departments', icon: IconBuildingCommunity, needs: 'user.view' },
      { page: 'roles', to: '/settings/roles', icon: IconShieldCheck },
      { page: 'security', to: '/settings/security', icon: IconLock, needs: 'security.view' },
      { page: 'account', to: '/settings/account', icon: IconBuilding, needs: 'account.manage' },
    ],
  },
  { page: 'activity', to: '/activity', icon: IconHistory, needs: 'activity.view' },
];

export function isGroup(item: Entry | Group): item is Group {
  return 'entries' in item;
}

/** What this person may open; a group without entries is left out. */
export function navigationFor(permissions: readonly Permission[]): (Entry | Group)[] {
  const isOpen = ({ needs }: Entry) => needs === undefined || permissions.includes(needs);
  return NAVIGATION.map((item) => (isGroup(item) ? { ...item, entries: item.entries.filter(isOpen) } : item)).filter((item) =>
    isGroup(item) ? item.entries.length > 0 : isOpen(item),
  );
}

/** The group that a page belongs to, for the breadcrumb. */
export function groupOf(page: PageName): Group | undefined {
  return NAVIGATION.filter(isGroup).find(({ entries }) => entries.some((entry) => entry.page === page));
}
