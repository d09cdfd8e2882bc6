import { useTranslation } from 'react-i18next';
import { createDialerRole, type DialerRole } from '../../contract/dialer-roles.ts';
import { call } from '../api/client.ts';
import { useItemForm } from '../api/use-item-form.ts';
import { useStepUp } from '../sessions/step-up.tsx';
import { toast } from '../ui/toast.tsx';
import { bodyOf, editOf, valuesOf } from './role-values.ts';
import { useRefreshRoles } from './use-roles.ts';

interface Props {
  /** Null: a new one. */
  role: DialerRole | null;
  /** What the account says, in seconds. */
  timeout: number;
  onCreated: (role: DialerRole) => void;
}

/** The form over a role, or over a new one. */
export function useRoleForm({ role, timeout, onCreated }: Props) {
  const { t } = useTranslation('dialer-roles');
  const run = useStepUp();
  return useItemForm({
    item: role,
    schema: createDialerRole.body,
    valuesOf: (one) => valuesOf(one, timeout),
    bodyOf,
    create: (body) => run(() => call('createDialerRole', { body })),
    update: (seen, body) => {
      const edit = { params: { id: seen.id }, body: editOf(seen, body), ifMatch: seen.version };
      return run(() => call('updateDialerRole', edit));
    },
    fieldOf: { 'dialer_role.name_taken': 'name' },
    refresh: useRefreshRoles(),
    onSaved: (saved, wasNew) => {
      toast(t(wasNew ? 'created' : 'saved', { name: saved.name }));
      if (wasNew) onCreated(saved);
    },
  });
}

export type RoleForm = ReturnType<typeof useRoleForm>['form'];
