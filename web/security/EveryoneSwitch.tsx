import { Stack, Switch } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type ApiError, call } from '../api/client.ts';
import { tError } from '../locales/t-error.ts';
import { useStepUp } from '../sessions/step-up.tsx';
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx';
import { FormAlert } from '../ui/FormAlert.tsx';
import { toast } from '../ui/toast.tsx';
import { putSecurity, type Security, useRefreshSecurity } from './use-security.ts';

interface Wish {
  limitsAddresses: boolean;
  confirm?: boolean;
}

/** Whether all work from the allowed addresses only. Asks first, and again where that locks oneself out. */
export function EveryoneSwitch({ security }: { security: Security }) {
  const { t } = useTranslation('security');
  const client = useQueryClient();
  const refresh = useRefreshSecurity();
  const run = useStepUp();
  const [isAsking, setAsking] = useState(false);
  const change = useMutation<Security, ApiError, Wish>({
    mutationFn: (body) => run(() => call('updateSecurity', { body, ifMatch: security.version })),
    onSuccess: (now) => {
      putSecurity(client, now);
      setAsking(false);
      toast(now.limitsAddresses ? t('everyone.isOn') : t('everyone.isOff'));
    },
    onError: ({ code }) => {
      if (code === 'account.changed') void refresh();
    },
  });
  const locksOut = change.error?.code === 'address.locks_out';
  const { limitsAddresses, wouldChange, can, you } = security;

  const decision = can.manage.ok && !limitsAddresses ? can.limitEveryone : can.manage;
  const help = limitsAddresses ? t('everyone.onHelp') : t('everyone.offHelp', { count: wouldChange.limitsAddresses });

  function close() {
    if (change.isPending) return;
    setAsking(false);
    change.reset();
  }

  return (
    <Stack gap="sm">
      {!isAsking && <FormAlert error={change.error} />}
      <Switch
        label={t('everyone.label')}
        description={decision.ok ? help : `${help} ${tError(decision.because)}`}
        checked={limitsAddresses}
        disabled={!decision.ok || change.isPending}
        onChange={() => {
          change.reset();
          if (limitsAddresses) change.mutate({ limitsAddresses: false });
          else setAsking(true);
        }}
      />
      <ConfirmDialog
        opened={isAsking}
        onClose={close}
        title={t('everyone.askTitle')}
        verb={locksOut ? t('everyone.confirmLockOut') : t('everyone.confirm')}
        onConfirm={() => change.mutate({ limitsAddresses: true, ...(locksOut ? { confirm: true } : {}) })}
        isSending={change.isPending}
        error={change.error}
      >
        {locksOut
          ? t('everyone.lockOutText', { address: you.address ?? '?' })
          : t('everyone.askText', { count: wouldChange.limitsAddresses })}
      </ConfirmDialog>
    </Stack>
  );
}
