import {
  type Icon,
  IconAddressBook,
  IconBuilding,
  IconBuildingCommunity,
  IconHeadset,
  IconHistory,
  IconHome,
  IconLock,
  IconSettings,
  IconShieldCheck,
  IconShieldHalf,
  IconTags,
  IconTargetArrow,
  IconUsers,
  IconUsersGroup,
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
    | '/dialer/users'
    | '/dialer/skill-groups'
    | '/dialer/tags'
    | '/dialer/user-groups'
    | '/dialer/roles'
    | '/dialer/settings'
    | '/dialer/leads';
  icon: Icon;
  /** Only who holds it sees the entry, and opens the page and those below it. */
  needs?: Permission | DialerPermission;
  /** Who does not hold it is told so by the page itself, which knows what is open instead. */
  turnsAway?: true;
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
    { page: 'activity', to: '/activity', icon: IconHistory, needs: 'activity.view', turnsAway: true },
  ],
  dialer: [
    {
      page: 'agents',
      icon: IconHeadset,
      entries: [
        { page: 'agents', to: '/dialer/users', icon: IconHeadset, needs: 'agent.view', below: ['newAgent', 'agent'] },
        { page: 'userGroups', to: '/dialer/user-groups', icon: IconUsersGroup, needs: 'agent.view' },
        { page: 'skillGroups', to: '/dialer/skill-groups', icon: IconTargetArrow, needs: 'agent.view' },
        { page: 'tags', to: '/dialer/tags', icon: IconTags, needs: 'agent.view' },
        { page: 'dialerRoles', to: '/dialer/roles', icon: IconShieldHalf, needs: 'agent.view' },
      ],
    },
    { page: 'leads', to: '/dialer/leads', icon: IconAddressBook, needs: 'lead.view' },
    { page: 'dialerSettings', to: '/dialer/settings', icon: IconSettings, needs: 'agent.view' },
  ],
};

export function isGroup(item: Entry | Group): item is Group {
  return 'entries' in item;
}

/** The half that an address belongs to. */
export function halfOf(pathname: string): Half {
  return /^\/dialer(\/|$)/.test(pathname) ? 'dialer' : 'portal';
}

type Holder = Pick<Me, 'permissions' | 'dialer'>;

/** The half that the pane shows: of an address where this person may open nothing, the Portal's, where everybody has a page. */
export function halfFor(me: Holder, pathname: string): Half {
  const half = halfOf(pathname);
  return navigationFor(me, half).length > 0 ? half : 'portal';
}

function isOpenTo({ permissions, dialer }: Holder, { needs }: Entry): boolean {
  return needs === undefined || [...permissions, ...Object.keys(dialer.permissions)].some((held) => held === needs);
}

/** What this person may open in a half; a group without entries is left out. */
export function navigationFor(me: Holder, half: Half): (Entry | Group)[] {
  return NAVIGATION[half]
    .map((item) => (isGroup(item) ? { ...item, entries: item.entries.filter((entry) => isOpenTo(me, entry)) } : item))
    .filter((item) => (isGroup(item) ? item.entries.length > 0 : isOpenTo(me, item)));
}

/** The entries of a half that this person may open, each with its group. */
export function entriesFor(me: Holder, half: Half): (Entry & { group?: Group })[] {
  return navigationFor(me, half).flatMap((item) =>
    isGroup(item) ? item.entries.map((entry) => ({ ...entry, group: item })) : [item],
  );
}

export interface Place {
  half: Half;
  group?: Group;
  /** The page's own, or that of the page above it. */
  entry: Entry;
  /** Set where the page is below another. */
  above?: Entry;
}

/** Whether the frame lets this person see a page. Pages that nobody needs anything for, and those that say it themselves, are open. */
export function isPageOpen(me: Holder, page: PageName): boolean {
  const entry = placeOf(page)?.entry;
  return entry === undefined || entry.turnsAway === true || isOpenTo(me, entry);
}

/** Where a page stands, for the breadcrumb. */
export function placeOf(page: PageName): Place | undefined {
  for (const half of HALVES) {
    for (const item of NAVIGATION[half]) {
      const group = isGroup(item) && item.page !== page ? item : undefined;
      for (const entry of isGroup(item) ? item.entries : [item]) {
        if (entry.page === page) return { half, group, entry };
        if (entry.below?.includes(page))
          return { half, group: group?.page === entry.page ? undefined : group, entry, above: entry };
      }
    }
  }
  return undefined;
}
