import { useQueryClient } from '@tanstack/react-query';
import type { User } from '../../contract/users.ts';
import { useMe } from '../api/use-me.ts';
import { putUser, USERS } from './users-queries.ts';

/** What follows from a change of a user: their row at once, then everything that may say something else now. */
export function useUserChanged(): (user: User) => void {
  const client = useQueryClient();
  const me = useMe();
  return (user) => {
    putUser(client, user);
    void client.invalidateQueries({ queryKey: USERS });
    void client.invalidateQueries({ queryKey: ['departments'] });
    if (user.id === me.id) void client.invalidateQueries({ queryKey: ['me'] });
  };
}
