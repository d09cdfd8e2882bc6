import { useMemo, useState } from 'react';
import type { User } from '../../contract/users.ts';
import { listKeyOf, useUser } from './users-queries.ts';
import type { UsersView } from './users-search.ts';

/**
 * Puts whom one has just added on top of the list while their own place is not loaded yet, so that they are seen at
 * once. Until the view changes.
 */
export function useAddedUser(view: UsersView, users: readonly User[]) {
  const key = JSON.stringify(listKeyOf(view));
  const [added, setAdded] = useState({ id: '', key });
  const id = added.key === key ? added.id : '';
  const isListed = users.some((user) => user.id === id);
  const { data } = useUser(isListed ? '' : id);

  const shown = useMemo(() => {
    const isNew = data !== undefined && data.id === id && data.status !== 'deleted' && !isListed;
    return isNew ? [data, ...users] : users;
  }, [data, id, isListed, users]);

  return { shown, onAdded: (user: User) => setAdded({ id: user.id, key }) };
}
