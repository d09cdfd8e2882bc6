import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TwoFactorType } from '../../contract/policy-in-force.ts';
import { updateSecurity } from '../../contract/security.ts';
import { ApiError, call } from '../api/client.ts';
import { useContractForm } from '../api/use-contract-form.ts';
import { useStepUp } from '../sessions/step-up.tsx';
import { toast } from '../ui/toast.tsx';
import { putSecurity, type Security } from './use-security.ts';

interface Values extends Record<string, unknown> {
  twoFactor: TwoFactorType;
  sessionSeconds: number | null;
  sessionLimit: number | '';
}

function valuesOf({ twoFactor, sessionSeconds, sessionLimit }: Security): Values {
  return { twoFactor, sessionSeconds, sessionLimit: sessionLimit ?? '' };
}

/**
 * The form over the account's defaults. Where somebody else changed them meanwhile, nothing is saved: the form shows what
 * there is now, and `changedElsewhere` is true.
 */
export function useDefaultsForm(security: Security) {
  const { t } = useTranslation('security');
  const client = useQueryClient();
  const run = useStepUp();
  const [seen, setSeen] = useState(security);
  const [changedElsewhere, setChangedElsewhere] = useState(false);

  const { form, ...sending } = useContractForm({
    schema: updateSecurity.body,
    initialValues: valuesOf(security),
    toBody: ({ twoFactor, sessionSeconds, sessionLimit }: Values) => ({
      twoFactor,
      sessionSeconds: sessionSeconds ?? 0,
      sessionLimit: sessionLimit === '' ? null : sessionLimit,
    }),
    send: async (body) => {
      try {
        return { saved: true, now: await run(() => call('updateSecurity', { body, ifMatch: seen.version })) };
      } catch (error) {
        if (!(error instanceof ApiError) || error.code !== 'account.changed') throw error;
        return { saved: false, now: await call('getSecurity') };
      }
    },
    onDone: ({ saved, now }) => {
      show(now);
      putSecurity(client, now);
      setChangedElsewhere(!saved);
      if (saved) toast(t('defaults.done'));
    },
  });

  function show(now: Security) {
    setSeen(now);
    form.setInitialValues(valuesOf(now));
    form.setValues(valuesOf(now));
  }

  // What came in while nobody was typing shows at once.
  useEffect(() => {
    if (security.version > seen.version && !form.isDirty() && !sending.isSending) show(security);
  });

  return { form, ...sending, changedElsewhere };
}
