import {
  type InfiniteData,
  keepPreviousData,
  type QueryClient,
  useInfiniteQuery,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Result } from '../../contract/endpoint.ts';
import type { listUsers, User } from '../../contract/users.ts';
import { call } from '../api/client.ts';
import type { Renewable } from '../table/renew-pages.ts';
import { isId, type UsersView } from './users-search.ts';

const PAGE = 100;
const PENDING_REFETCH_MS = 3_000;

type UsersPageOfList = Result<typeof listUsers>;
export type UsersList = InfiniteData<UsersPageOfList, string | undefined>;

export const USERS = ['users'] as const;
const LISTS = [...USERS, 'list'] as const;

/** What the API is asked for, without the page. */
export function listQueryOf(view: UsersView) {
  return { ...filtersOf(view), sort: view.descending ? (`-${view.sort}` as const) : view.sort };
}

function filtersOf(view: UsersView) {
  return {
    q: view.q || undefined,
    status: view.status.length > 0 ? [...view.status] : undefined,
    role: view.role.length > 0 ? [...view.role] : undefined,
    department: view.department.length > 0 ? [...view.department] : undefined,
    twoFactor: view.twoFactor.length > 0 ? [...view.twoFactor] : undefined,
  };
}

export function listKeyOf(view: UsersView) {
  return [...LISTS, listQueryOf(view)] as const;
}

/** The list as it is renewed where others change it. */
export function renewableOf(client: QueryClient, view: UsersView): Renewable<User> {
  const fetchPage = (cursor: string | undefined, signal: AbortSignal) => fetchUsers(view, cursor, signal);
  return { client, key: listKeyOf(view), all: USERS, fetchPage };
}

/** One page of the list, from the cursor on. */
function fetchUsers(view: UsersView, cursor: string | undefined, signal?: AbortSignal) {
  return call('listUsers', { query: { ...listQueryOf(view), limit: PAGE, cursor }, signal });
}

/** The rows of the view, more with each `fetchNextPage`. Rows of the view before stay until the new ones are there. */
export function useUsersList(view: UsersView) {
  const query = useInfiniteQuery({
    queryKey: listKeyOf(view),
    queryFn: ({ pageParam, signal }) => fetchUsers(view, pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
    placeholderData: keepPreviousData,
    refetchOnWindowFocus: 'always',
  });
  const { data } = query;
  const users = useMemo(() => data?.pages.flatMap((one) => one.items) ?? [], [data]);
  return { query, users };
}

/** How many users the account has (deleted ones aside), and how many match the view. */
export function useUserCounts(view: UsersView) {
  const total = useCount({});
  const matching = useCount(filtersOf(view));
  return { total: total.data?.count, matching: matching.data?.count };
}

function useCount(filters: Partial<ReturnType<typeof filtersOf>>) {
  return useQuery({
    queryKey: [...USERS, 'count', filters],
    queryFn: ({ signal }) => call('countUsers', { query: filters, signal }),
    placeholderData: keepPreviousData,
  });
}

/** One user, shown at once where the list has them; looked at every few seconds while they are pending. */
export function useUser(id: string) {
  const client = useQueryClient();
  return useQuery({
    queryKey: [...USERS, 'one', id],
    queryFn: async ({ signal }) => {
      const user = await call('getUser', { params: { id }, signal });
      putUser(client, user);
      return user;
    },
    enabled: isId(id),
    placeholderData: () => findUser(client, id),
    refetchInterval: ({ state }) => (state.data?.status === 'pending' ? PENDING_REFETCH_MS : false),
  });
}

function findUser(client: QueryClient, id: string): User | undefined {
  const lists = client.getQueriesData<UsersList>({ queryKey: LISTS });
  return lists
    .flatMap(([, list]) => list?.pages ?? [])
    .flatMap((one) => one.items)
    .find((one) => one.id === id);
}

/** Puts a newer state of a user into every list that shows them. */
export function putUser(client: QueryClient, user: User): void {
  client.setQueryData([...USERS, 'one', user.id], user);
  changeLists(client, user.id, (items) =>
    items.map((item) => (item.id === user.id && item.version <= user.version ? user : item)),
  );
}

/** Takes a user out of every list, until the server is asked again. */
export function dropUser(client: QueryClient, id: string): void {
  client.setQueryData<User>([...USERS, 'one', id], (user) => user && { ...user, status: 'deleted' });
  changeLists(client, id, (items) => items.filter((item) => item.id !== id));
}

function changeLists(client: QueryClient, id: string, change: (items: User[]) => User[]): void {
  client.setQueriesData<UsersList>({ queryKey: LISTS }, (list) => {
    if (!list?.pages.some(({ items }) => items.some((item) => item.id === id))) return list;
    return { ...list, pages: list.pages.map((page) => ({ ...page, items: change(page.items) })) };
  });
}
