import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { updateUser } from '../../contract/user-changes.ts';
import { type User, user as userSchema } from '../../contract/users.ts';
import { ApiError, call } from '../api/client.ts';
import { useContractForm } from '../api/use-contract-form.ts';
import { useStepUp } from '../sessions/step-up.tsx';
import { toast } from '../ui/toast.tsx';
import { fullName } from './names.ts';
import { type Choices, compare, resolve, type ThreeWay } from './three-way.ts';
import { useUserChanged } from './use-user-changed.ts';
import { USER_ERROR_FIELDS } from './user-error-fields.ts';
import { afterBody, type Body, bodyOf, changedFields, type UserValues, valuesOf } from './user-fields.ts';
import { putUser, USERS } from './users-queries.ts';

interface Conflict {
  readonly current: User;
  readonly fields: ThreeWay;
}

/**
 * The form of a user who is there. It sends what changed, with the version that was seen. Where somebody else was
 * faster, nothing is saved: `conflict` holds what both did, until `decide` says what stays.
 */
export function useEditUser(user: User) {
  const { t } = useTranslation('users');
  const onChanged = useUserChanged();
  const [seen, setSeen, seenNow] = useSeen(user);
  const [conflict, setConflict] = useState<Conflict | null>(null);
  const send = useSendChanges(seenNow, setConflict);

  const { form, submit, refusal, isSending } = useContractForm({
    schema: updateUser.body,
    initialValues: valuesOf(user),
    toBody: (values: UserValues) => bodyOf(valuesOf(seenNow()), values),
    fieldOf: USER_ERROR_FIELDS,
    send,
    onDone: (saved, sent) => {
      finish(saved, sent);
    },
  });
  const changed = changedFields(valuesOf(seen), form.values);

  function start(from: User, values = valuesOf(from)) {
    setSeen(from);
    setConflict(null);
    form.setValues(values);
    form.resetDirty(valuesOf(from));
    form.clearErrors();
  }

  function finish(saved: User, sent: UserValues) {
    const asksAgain = saved.newEmail !== null && saved.newEmail !== seenNow().newEmail;
    start(saved, resolve(compare(sent, form.getValues(), valuesOf(saved)), {}));
    onChanged(saved);
    const text = asksAgain ? t('edit.savedEmail', { email: saved.newEmail ?? '' }) : t('edit.saved', { name: fullName(saved) });
    toast(text);
  }

  // A newer state is taken over where that touches nothing that was typed.
  const isTouched = changedFields(valuesOf(seen), valuesOf(user)).length > 0;
  useEffect(() => {
    if (user === seen || user.version < seen.version || conflict) return;
    if (!isTouched) setSeen(user);
    else if (changed.length === 0) start(user);
  });

  function decide(choices: Choices) {
    if (!conflict) return;
    const values = resolve(conflict.fields, choices);
    start(conflict.current, values);
    if (changedFields(valuesOf(conflict.current), values).length > 0) submit();
  }

  return {
    form,
    submit,
    refusal: refusal?.code === 'user.changed' ? null : refusal,
    isSending,
    changed,
    conflict: conflict?.fields ?? null,
    decide,
    discard: () => start(conflict?.current ?? seen),
  };
}

export type EditUser = ReturnType<typeof useEditUser>;

/** The state that the form was filled from: to draw with, and as it is at this moment. */
function useSeen(user: User) {
  const [seen, setState] = useState(user);
  const latest = useRef(user);
  const setSeen = (next: User) => {
    latest.current = next;
    setState(next);
  };
  return [seen, setSeen, () => latest.current] as const;
}

function useSendChanges(seenNow: () => User, onConflict: (conflict: Conflict) => void) {
  const client = useQueryClient();
  const run = useStepUp();
  return async (body: Body): Promise<User> => {
    const before = seenNow();
    let version = before.version;
    for (;;) {
      try {
        return await run(() => call('updateUser', { params: { id: before.id }, body, ifMatch: version }));
      } catch (error) {
        const current = currentIn(error);
        if (!current) throw error;
        const fields = compare(valuesOf(before), afterBody(valuesOf(before), body), valuesOf(current));
        // What changed is nothing that this form shows, such as the status: nobody is overwritten.
        if (current.version !== version && changedFields(fields.before, fields.theirs).length === 0) {
          version = current.version;
          continue;
        }
        onConflict({ current, fields });
        putUser(client, current);
        void client.invalidateQueries({ queryKey: [...USERS, 'activity', current.id] });
        throw error;
      }
    }
  };
}

function currentIn(error: unknown): User | null {
  if (!(error instanceof ApiError) || error.code !== 'user.changed') return null;
  return userSchema.safeParse(error.problem?.current).data ?? null;
}
