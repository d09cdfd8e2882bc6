import { Button, Divider, Stack } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconBrandGoogle, IconLogin2 } from '@tabler/icons-react';
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ApiError, call } from '../api/client.ts';
import { ICON } from '../theme.ts';
import { FormAlert } from '../ui/FormAlert.tsx';
import { leaveForProvider } from './provider-visit.ts';

const CODE = /^[0-9A-Z]{6,12}$/;

/** Below the form: the other ways in; with an account code also that account's own. */
export function ProviderButtons({ accountCode }: { accountCode: string }) {
  const { t } = useTranslation('sign-in-providers');
  const { next } = useSearch({ from: '/visitor/sign-in' });
  const providers = useProviders(accountCode);
  const leave = useMutation({
    mutationFn: ({ id, name }: { id: string; name: string }) =>
      leaveForProvider(id, { purpose: 'sign_in', name, next, accountCode: accountCode || undefined }),
  });
  if (providers.length === 0) return null;
  return (
    <Stack gap="xs" mt="md">
      <Divider label={t('buttons.or')} />
      <FormAlert error={leave.error ? (leave.error instanceof ApiError ? leave.error : new ApiError(null)) : null} />
      {providers.map(({ id, name }) => (
        <Button
          key={id}
          variant="default"
          fullWidth
          leftSection={id === 'google' ? <IconBrandGoogle {...ICON} /> : <IconLogin2 {...ICON} />}
          loading={leave.isPending && leave.variables.id === id}
          onClick={() => leave.isPending || leave.mutate({ id, name })}
        >
          {t('buttons.with', { provider: name })}
        </Button>
      ))}
    </Stack>
  );
}

/** Asked again when a whole account code was typed. */
function useProviders(typed: string) {
  const [settled] = useDebouncedValue(typed.trim().toUpperCase(), 400);
  const accountCode = CODE.test(settled) ? settled : undefined;
  const { data } = useQuery({
    queryKey: ['sign-in-providers', accountCode ?? ''],
    queryFn: ({ signal }) => call('listSignInProviders', { query: { accountCode }, signal }),
    staleTime: 60_000,
    placeholderData: keepPreviousData,
  });
  return data?.items ?? [];
}
