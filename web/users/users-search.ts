import { ALL_PORTAL_ROLES, type PortalRole } from '../../contract/permissions.ts';
import { TWO_FACTOR_TYPES, type TwoFactorType } from '../../contract/policy-in-force.ts';
import { type ListedStatus, listedStatus, USER_SORTS, type UserSort } from '../../contract/users.ts';
import { HIDEABLE_COLUMNS, type HideableColumn } from './column-names.ts';

/** The view as it stands in the address bar. Lists are joined by commas, so that a link stays readable. */
export interface UsersSearch {
  q?: string;
  status?: string;
  role?: string;
  department?: string;
  twoFactor?: string;
  sort?: string;
  hide?: string;
  user?: string;
  tab?: string;
}

/** The parts of an open user. */
export const USER_TABS = ['profile', 'sign-in', 'activity'] as const;
export type UserTab = (typeof USER_TABS)[number];

/** The view as the page uses it. `user` is an id, or `new` for the form. */
export interface UsersView {
  readonly q: string;
  readonly status: readonly ListedStatus[];
  readonly role: readonly PortalRole[];
  readonly department: readonly string[];
  readonly twoFactor: readonly TwoFactorType[];
  readonly sort: UserSort;
  readonly descending: boolean;
  readonly hide: readonly HideableColumn[];
  readonly user: string | null;
  readonly tab: UserTab;
}

const UUID = /^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/i;
const ITEMS = 50;

export function isId(value: string): boolean {
  return UUID.test(value);
}

/** Reads any search parameters; what it does not know, it leaves out. */
export function usersSearch(search: Record<string, unknown>): UsersSearch {
  return searchOf(viewOf(search));
}

/** What any search parameters say about the view. Never throws. */
export function viewOf(search: Readonly<Record<string, unknown>>): UsersView {
  const sort = textOf(search.sort);
  const key = USER_SORTS.find((one) => one === sort.replace(/^-/, ''));
  return {
    q: textOf(search.q).slice(0, 200),
    status: listOf(search.status, (one): one is ListedStatus => listedStatus.safeParse(one).success),
    role: listOf(search.role, (one): one is PortalRole => ALL_PORTAL_ROLES.some((role) => role === one)),
    department: listOf(search.department, (one): one is string => isId(one)),
    twoFactor: listOf(search.twoFactor, (one): one is TwoFactorType => TWO_FACTOR_TYPES.some((type) => type === one)),
    sort: key ?? 'name',
    descending: key !== undefined && sort.startsWith('-'),
    hide: listOf(search.hide, (one): one is HideableColumn => HIDEABLE_COLUMNS.some((column) => column === one)),
    user: textOf(search.user).slice(0, 64) || null,
    tab: USER_TABS.find((one) => one === search.tab) ?? 'profile',
  };
}

/** The shortest search parameters that say the same. */
export function searchOf(view: UsersView): UsersSearch {
  const sort = `${view.descending ? '-' : ''}${view.sort}`;
  const search = {
    q: view.q,
    status: view.status.join(','),
    role: view.role.join(','),
    department: view.department.join(','),
    twoFactor: view.twoFactor.join(','),
    sort: sort === 'name' ? '' : sort,
    hide: view.hide.join(','),
    user: view.user ?? '',
    tab: view.user === null || view.user === 'new' || view.tab === 'profile' ? '' : view.tab,
  };
  return Object.fromEntries(Object.entries(search).filter(([, value]) => value !== ''));
}

function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

function listOf<T extends string>(value: unknown, belongs: (one: string) => one is T): T[] {
  const items = Array.isArray(value) ? value.map(textOf) : textOf(value).split(',');
  return [...new Set(items)].filter(belongs).slice(0, ITEMS);
}
