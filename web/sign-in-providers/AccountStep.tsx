import { Button, Stack } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError, call } from '../api/client.ts';
import { VisitorTitle } from '../frame/VisitorTitle.tsx';
import { type Go, orLimit } from '../sessions/sign-in-step.ts';
import { FormAlert } from '../ui/FormAlert.tsx';
import { goOn } from './go-on.ts';

interface Props {
  accounts: readonly { code: string; name: string }[];
  /** The code that was typed before, if it is one of them: then nobody is asked. */
  typed?: string | undefined;
  go: Go;
}

/** One identity, several accounts: in which one to sign in. */
export function AccountStep({ accounts, typed, go }: Props) {
  const { t } = useTranslation('sign-in-providers');
  const choose = useMutation({
    mutationFn: (accountCode: string) => orLimit(call('continueProviderSignIn', { body: { accountCode } })),
    onSuccess: (outcome, accountCode) => goOn(outcome, accountCode, go),
    onError: (error) => {
      if (error instanceof ApiError && error.code === 'provider.expired') go.startAgain(error);
    },
  });
  const { mutate } = choose;
  useEffect(() => {
    if (typed) mutate(typed);
  }, [typed, mutate]);

  return (
    <>
      <VisitorTitle title={t('account.title')} lead={t('account.lead')} />
      <Stack gap="xs">
        <FormAlert error={choose.error ? (choose.error instanceof ApiError ? choose.error : new ApiError(null)) : null} />
        {accounts.map(({ code, name }) => (
          <Button
            key={code}
            variant="default"
            fullWidth
            loading={choose.isPending && choose.variables === code}
            onClick={() => choose.isPending || mutate(code)}
          >
            {t('account.choice', { name, code })}
          </Button>
        ))}
      </Stack>
    </>
  );
}
