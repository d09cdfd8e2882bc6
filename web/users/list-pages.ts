import type { QueryClient } from '@tanstack/react-query';
import { fetchUsers, listKeyOf, USERS, type UsersList, type UsersPageOfList } from './users-queries.ts';
import type { UsersView } from './users-search.ts';

/**
 * Asks for some pages of the list again, and puts them in place. Where rows came, went or moved that touches other pages
 * too, so everything is asked for again. Answers whether it was only these pages.
 */
export async function renewPages(
  client: QueryClient,
  view: UsersView,
  list: UsersList,
  indexes: readonly number[],
  signal: AbortSignal,
): Promise<boolean> {
  const key = listKeyOf(view);
  const fresh = await Promise.all(
    indexes.map(async (index) => ({ index, page: await fetchUsers(view, list.pageParams[index], signal) })),
  );
  if (fresh.length === 0 || client.getQueryData<UsersList>(key) !== list) return true;
  if (fresh.every(({ index, page }) => hasSameRows(page, list.pages[index]))) {
    client.setQueryData<UsersList>(key, {
      ...list,
      pages: list.pages.map((page, index) => fresh.find((one) => one.index === index)?.page ?? page),
    });
    return true;
  }
  await client.invalidateQueries({ queryKey: USERS });
  return false;
}

function hasSameRows(fresh: UsersPageOfList, held: UsersPageOfList | undefined): boolean {
  return (
    fresh.next === held?.next &&
    fresh.items.length === held.items.length &&
    fresh.items.every((user, index) => user.id === held.items[index]?.id)
  );
}
