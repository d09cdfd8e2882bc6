import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { UserPolicy } from '../../contract/security.ts';
import { updateUser } from '../../contract/user-changes.ts';
import type { User } from '../../contract/users.ts';
import { ApiError, call } from '../api/client.ts';
import { useContractForm } from '../api/use-contract-form.ts';
import { useStepUp } from '../sessions/step-up.tsx';
import { toast } from '../ui/toast.tsx';
import { clashes, editOf, type LimitField, type LimitsValues, valuesOf } from './limits-form.ts';
import { type Limits, useRefreshUsers } from './use-user-policy.ts';

interface Outcome {
  readonly now: UserPolicy;
  readonly clash: readonly LimitField[];
}

/**
 * The form of what a user has of their own. What somebody else changed meanwhile is kept; where both changed one field,
 * nothing is saved: the form shows what is there now, and `clash` names the fields.
 */
export function useLimitsForm(user: User, policy: UserPolicy) {
  const { t } = useTranslation('security');
  const run = useStepUp();
  const refresh = useRefreshUsers();
  const [seen, setSeen] = useState(policy);
  const [clash, setClash] = useState<readonly LimitField[]>([]);

  async function save(edit: Partial<Limits>, version: number): Promise<Outcome> {
    const load = () => call('getUserPolicy', { params: { id: user.id } });
    try {
      await run(() => call('updateUser', { params: { id: user.id }, body: edit, ifMatch: version }));
      return { now: await load(), clash: [] };
    } catch (error) {
      if (!(error instanceof ApiError) || error.code !== 'user.changed') throw error;
      const now = await load();
      const both = clashes(seen.own, edit, now.own);
      return both.length > 0 || now.version === version ? { now, clash: both } : save(edit, now.version);
    }
  }

  const { form, ...sending } = useContractForm({
    schema: updateUser.body,
    initialValues: valuesOf(policy.own, policy.inherited.sessionSeconds.value),
    toBody: (values: LimitsValues) => editOf(seen.own, values),
    send: (edit) => save(edit, seen.version),
    onDone: async (outcome) => {
      show(outcome.now);
      setClash(outcome.clash);
      if (outcome.clash.length === 0) toast(t('limits.done'));
      await refresh();
    },
  });

  function show(now: UserPolicy) {
    const values = valuesOf(now.own, now.inherited.sessionSeconds.value);
    setSeen(now);
    form.setInitialValues(values);
    form.setValues(values);
  }

  const isChanged = Object.keys(editOf(seen.own, form.values)).length > 0;
  return { form, ...sending, isChanged, clash, undo: () => show(seen) };
}
