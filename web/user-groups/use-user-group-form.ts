import { useTranslation } from 'react-i18next';
import { createUserGroup, type UserGroup } from '../../contract/user-groups.ts';
import { call } from '../api/client.ts';
import { useItemForm } from '../api/use-item-form.ts';
import { toast } from '../ui/toast.tsx';
import { useRefreshUserGroups } from './use-user-groups.ts';
import { bodyOf, valuesOf } from './user-group-values.ts';

/** The form over a user group, or over a new one. */
export function useUserGroupForm(group: UserGroup | null, onSaved: () => void) {
  const { t } = useTranslation('user-groups');
  return useItemForm({
    item: group,
    schema: createUserGroup.body,
    valuesOf,
    bodyOf,
    create: (body) => call('createUserGroup', { body }),
    update: ({ id, version }, body) => call('updateUserGroup', { params: { id }, body, ifMatch: version }),
    fieldOf: { 'user_group.name_taken': 'name', 'tag.not_found': 'tags', 'skill_group.not_found': 'skillGroups' },
    refresh: useRefreshUserGroups(),
    onSaved: ({ name }, wasNew) => {
      toast(t(wasNew ? 'created' : 'saved', { name }));
      onSaved();
    },
  });
}

export type UserGroupForm = ReturnType<typeof useUserGroupForm>['form'];
