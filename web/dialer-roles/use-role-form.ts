import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { createDialerRole, type DialerRole } from '../../contract/dialer-roles.ts';
import { ApiError, call } from '../api/client.ts';
import { useContractForm } from '../api/use-contract-form.ts';
import { useStepUp } from '../sessions/step-up.tsx';
import { toast } from '../ui/toast.tsx';
import { bodyOf, editOf, type RoleBody, valuesOf } from './role-values.ts';
import { useRefreshRoles } from './use-roles.ts';

interface Props {
  /** Null: a new one. */
  role: DialerRole | null;
  /** What the account says, in seconds. */
  timeout: number;
  onCreated: (role: DialerRole) => void;
}

/**
 * The form over a role. Where somebody else changed it meanwhile, nothing is saved: the form shows what there is now, and
 * `changedElsewhere` is true.
 */
export function useRoleForm({ role, timeout, onCreated }: Props) {
  const { t } = useTranslation('dialer-roles');
  const refresh = useRefreshRoles();
  const run = useStepUp();
  const [seen, setSeen] = useState(role);
  const [changedElsewhere, setChangedElsewhere] = useState(false);

  async function send(body: RoleBody): Promise<{ saved: boolean; now: DialerRole }> {
    if (!seen) return { saved: true, now: await run(() => call('createDialerRole', { body })) };
    const params = { id: seen.id };
    try {
      const edit = { params, body: editOf(seen, body), ifMatch: seen.version };
      return { saved: true, now: await run(() => call('updateDialerRole', edit)) };
    } catch (error) {
      const current = error instanceof ApiError && error.code === 'dialer_role.changed' ? error.problem?.current : undefined;
      if (!current) throw error;
      return { saved: false, now: current as DialerRole };
    }
  }

  const { form, ...sending } = useContractForm({
    schema: createDialerRole.body,
    initialValues: valuesOf(role, timeout),
    toBody: bodyOf,
    send,
    onDone: async ({ saved, now }) => {
      show(now);
      setChangedElsewhere(!saved);
      await refresh();
      if (!saved) return;
      toast(t(seen ? 'saved' : 'created', { name: now.name }));
      if (!seen) onCreated(now);
    },
    fieldOf: { 'dialer_role.name_taken': 'name' },
  });

  function show(now: DialerRole) {
    setSeen(now);
    form.setInitialValues(valuesOf(now, timeout));
    form.setValues(valuesOf(now, timeout));
  }

  // What came in while nobody was typing shows at once.
  useEffect(() => {
    if (role && seen && role.version > seen.version && !form.isDirty() && !sending.isSending) show(role);
  });

  return { form, ...sending, changedElsewhere };
}

export type RoleForm = ReturnType<typeof useRoleForm>['form'];
