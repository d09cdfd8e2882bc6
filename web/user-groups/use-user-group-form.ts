import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { createUserGroup, type UserGroup } from '../../contract/user-groups.ts';
import { ApiError, call } from '../api/client.ts';
import { useContractForm } from '../api/use-contract-form.ts';
import { toast } from '../ui/toast.tsx';
import { useRefreshUserGroups } from './use-user-groups.ts';
import { bodyOf, valuesOf } from './user-group-values.ts';

/**
 * The form over a user group, or over a new one. Where somebody else changed it meanwhile, nothing is saved: the form shows
 * what there is now, and `changedElsewhere` is true.
 */
export function useUserGroupForm(group: UserGroup | null, onSaved: () => void) {
  const { t } = useTranslation('user-groups');
  const refresh = useRefreshUserGroups();
  const [seen, setSeen] = useState(group);
  const [changedElsewhere, setChangedElsewhere] = useState(false);

  async function send(body: ReturnType<typeof bodyOf>): Promise<{ saved: boolean; now: UserGroup }> {
    if (!seen) return { saved: true, now: await call('createUserGroup', { body }) };
    try {
      return { saved: true, now: await call('updateUserGroup', { params: { id: seen.id }, body, ifMatch: seen.version }) };
    } catch (error) {
      const current = error instanceof ApiError && error.code === 'user_group.changed' ? error.problem?.current : undefined;
      if (!current) throw error;
      return { saved: false, now: current as UserGroup };
    }
  }

  const { form, ...sending } = useContractForm({
    schema: createUserGroup.body,
    initialValues: valuesOf(group),
    toBody: bodyOf,
    send,
    onDone: async ({ saved, now }) => {
      show(now);
      setChangedElsewhere(!saved);
      await refresh();
      if (!saved) return;
      toast(t(seen ? 'saved' : 'created', { name: now.name }));
      onSaved();
    },
    fieldOf: { 'user_group.name_taken': 'name', 'tag.not_found': 'tags', 'skill_group.not_found': 'skillGroups' },
  });

  function show(now: UserGroup) {
    setSeen(now);
    form.setInitialValues(valuesOf(now));
    form.setValues(valuesOf(now));
  }

  // What came in while nobody was typing shows at once.
  useEffect(() => {
    if (group && seen && group.version > seen.version && !form.isDirty() && !sending.isSending) show(group);
  });

  return { form, ...sending, changedElsewhere };
}

export type UserGroupForm = ReturnType<typeof useUserGroupForm>['form'];
