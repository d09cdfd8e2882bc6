import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { updateUser } from '../../contract/user-changes.ts';
import { type User, user as userSchema } from '../../contract/users.ts';
import { call } from '../api/client.ts';
import { useVersionedForm } from '../api/use-versioned-form.ts';
import { toast } from '../ui/toast.tsx';
import { fullName } from './names.ts';
import { useUserChanged } from './use-user-changed.ts';
import { USER_ERROR_FIELDS } from './user-error-fields.ts';
import { bodyOf, valuesOf } from './user-fields.ts';
import { putUser, USERS } from './users-queries.ts';

/** The form of a user who is there. */
export function useEditUser(user: User) {
  const { t } = useTranslation('users');
  const client = useQueryClient();
  const onChanged = useUserChanged();
  return useVersionedForm({
    thing: user,
    schema: updateUser.body,
    valuesOf,
    bodyOf,
    send: (body, version) => call('updateUser', { params: { id: user.id }, body, ifMatch: version }),
    read: userSchema,
    fieldOf: USER_ERROR_FIELDS,
    onSaved: (saved, before) => {
      onChanged(saved);
      const asksAgain = saved.newEmail !== null && saved.newEmail !== before.newEmail;
      toast(asksAgain ? t('edit.savedEmail', { email: saved.newEmail ?? '' }) : t('edit.saved', { name: fullName(saved) }));
    },
    onConflict: (current) => {
      putUser(client, current);
      void client.invalidateQueries({ queryKey: [...USERS, 'activity', current.id] });
    },
  });
}

export type EditUser = ReturnType<typeof useEditUser>;
