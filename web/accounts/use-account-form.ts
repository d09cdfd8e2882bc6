import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Account, account as accountSchema, updateAccount } from '../../contract/account.ts';
import type { InterfaceLanguage } from '../../contract/languages.ts';
import { ApiError, call } from '../api/client.ts';
import { useContractForm } from '../api/use-contract-form.ts';
import { meQuery } from '../api/use-me.ts';
import { toast } from '../ui/toast.tsx';
import { accountQuery } from './account-queries.ts';

/**
 * The form of the account. Where somebody else was faster nothing is saved: the form shows what is there now, and
 * `changedElsewhere` is true.
 */
export function useAccountForm(account: Account) {
  const { t } = useTranslation('accounts');
  const client = useQueryClient();
  const [seen, setSeen] = useState(account);
  const [changedElsewhere, setChangedElsewhere] = useState(false);

  const { form, ...sending } = useContractForm({
    schema: updateAccount.body,
    initialValues: valuesOf(account),
    toBody: (values) => ({ ...values, interfaceLanguage: values.interfaceLanguage as InterfaceLanguage }),
    send: async (body) => {
      try {
        return { saved: true, newest: await call('updateAccount', { body, ifMatch: seen.version }) };
      } catch (error) {
        const newest = currentIn(error);
        if (!newest) throw error;
        return { saved: false, newest };
      }
    },
    onDone: ({ saved, newest }) => {
      show(newest);
      setChangedElsewhere(!saved);
      client.setQueryData(accountQuery.queryKey, newest);
      void client.invalidateQueries({ queryKey: meQuery.queryKey, exact: true });
      if (saved) toast(t('account.done'));
    },
  });

  function show(newest: Account) {
    setSeen(newest);
    form.setInitialValues(valuesOf(newest));
    form.setValues(valuesOf(newest));
  }

  // What came in while nobody was typing shows at once.
  useEffect(() => {
    if (account.version > seen.version && !form.isDirty() && !sending.isSending) show(account);
  });

  return { form, ...sending, seen, changedElsewhere };
}

function valuesOf({ name, interfaceLanguage, spokenLanguage, timezone }: Account) {
  return { name, interfaceLanguage: interfaceLanguage as string, spokenLanguage, timezone };
}

function currentIn(error: unknown): Account | null {
  if (!(error instanceof ApiError) || error.code !== 'account.changed') return null;
  return accountSchema.safeParse(error.problem?.current).data ?? null;
}
