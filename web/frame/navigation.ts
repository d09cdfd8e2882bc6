import {
  type Icon,
  IconBuilding,
  IconBuildingCommunity,
  IconHeadset,
  IconHistory,
  IconHome,
  IconLock,
  IconSettings,
  IconShieldCheck,
  IconUsers,
} from '@tabler/icons-react';
import type { DialerPermission } from '../../contract/dialer-permissions.ts';
import type { Permission } from '../../contract/permissions.ts';
import type { Me } from '../api/use-me.ts';
import type { PageName } from './page.ts';

/** The two halves of the product. Which one is open says the address. */
export const HALVES = ['portal', 'dialer'] as const;
export type Half = (typeof HALVES)[number];

export interface Entry {
  page: PageName;
  to:
    | '/'
    | '/activity'
    | '/settings/users'
    | '/settings/departments'
    | '/settings/roles'
    | '/settings/security'
    | '/settings/account'
    | '/dialer/users';
  icon: Icon;
  /** Only who holds it sees the entry. */
  needs?: Permission | DialerPermission;
  /** Pages that one reaches from this one, for the breadcrumb. */
  below?: readonly PageName[];
}

/** Entries under a name that folds. Where it has the name of its first entry, the breadcrumb says it once. */
export interface Group {
  page: PageName;
  icon: Icon;
  entries: readonly Entry[];
}

const NAVIGATION: Readonly<Record<Half, readonly (Entry | Group)[]>> = {
  portal: [
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
  ],
  dialer: [
    {
      page: 'agents',
      icon: IconHeadset,
      entries: [{ page: 'agents', to: '/dialer/users', icon: IconHeadset, needs: 'agent.view', below: ['newAgent', 'agent'] }],
    },
  ],
};

export function isGroup(item: Entry | Group): item is Group {
  return 'entries' in item;
}

/** The half that an address belongs to. */
export function halfOf(pathname: string): Half {
  return /^\/dialer(\/|$)/.test(pathname) ? 'dialer' : 'portal';
}

/** What this person may open in a half; a group without entries is left out. */
export function navigationFor(me: Pick<Me, 'permissions' | 'dialer'>, half: Half): (Entry | Group)[] {
  const held: readonly string[] = [...me.permissions, ...Object.keys(me.dialer.permissions)];
  const isOpen = ({ needs }: Entry) => needs === undefined || held.includes(needs);
  return NAVIGATION[half]
    .map((item) => (isGroup(item) ? { ...item, entries: item.entries.filter(isOpen) } : item))
    .filter((item) => (isGroup(item) ? item.entries.length > 0 : isOpen(item)));
}

/** The entries of a half that this person may open, each with its group. */
export function entriesFor(me: Pick<Me, 'permissions' | 'dialer'>, half: Half): (Entry & { group?: Group })[] {
  return navigationFor(me, half).flatMap((item) =>
    isGroup(item) ? item.entries.map((entry) => ({ ...entry, group: item })) : [item],
  );
}

export interface Place {
  half: Half;
  group?: Group;
  /** Set where the page is below another. */
  above?: Entry;
}

/** Where a page stands, for the breadcrumb. */
export function placeOf(page: PageName): Place | undefined {
  for (const half of HALVES) {
    for (const item of NAVIGATION[half]) {
      const group = isGroup(item) && item.page !== page ? item : undefined;
      for (const entry of isGroup(item) ? item.entries : [item]) {
        if (entry.page === page) return { half, group };
        if (entry.below?.includes(page)) return { half, group: group?.page === entry.page ? undefined : group, above: entry };
      }
    }
  }
  return undefined;
}
