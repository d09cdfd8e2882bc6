import { useIsMutating, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { listDepartments } from '../../contract/departments.ts';
import type { Result } from '../../contract/endpoint.ts';
import { call } from '../api/client.ts';
import { useMe } from '../api/use-me.ts';

export const DEPARTMENTS = ['departments'] as const;

type Departments = Result<typeof listDepartments>;
export type Department = Departments['items'][number];

/** The departments of the account, by name; none for who may not see them. */
export function useDepartments() {
  const { permissions } = useMe();
  const query = useQuery({
    queryKey: DEPARTMENTS,
    queryFn: ({ signal }) => call('listDepartments', { signal }),
    enabled: permissions.includes('user.view'),
  });
  return { query, departments: query.data?.items ?? NONE };
}

const CREATE = ['departments', 'create'] as const;

/** Whether a department is being added right now: a form that would name it must wait. */
export function useIsAddingDepartment(): boolean {
  return useIsMutating({ mutationKey: CREATE }) > 0;
}

const NONE: Departments['items'] = [];

/** Adds a department; it can be chosen at once. */
export function useCreateDepartment() {
  const client = useQueryClient();
  return useMutation({
    mutationKey: CREATE,
    mutationFn: (name: string) => call('createDepartment', { body: { name } }),
    onSuccess: (made) => {
      client.setQueryData<Departments>(DEPARTMENTS, (before) =>
        before ? { items: [...before.items, { ...made, users: 0 }] } : before,
      );
      void client.invalidateQueries({ queryKey: DEPARTMENTS });
    },
  });
}

/** Asks the server again for everything that shows departments: their list, and the users. */
export function useRefreshDepartments(): () => Promise<void> {
  const client = useQueryClient();
  return async () => {
    void client.invalidateQueries({ queryKey: ['users'] });
    await client.invalidateQueries({ queryKey: DEPARTMENTS });
  };
}
