import { Button, Stack } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRouter, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ApiError, call } from '../api/client.ts';
import { useMe } from '../api/use-me.ts';
import { LinkRefused } from '../frame/LinkRefused.tsx';
import { VisitorTitle } from '../frame/VisitorTitle.tsx';
import { useStepUp } from '../sessions/step-up.tsx';
import { FormAlert } from '../ui/FormAlert.tsx';
import { LinkButton } from '../ui/LinkButton.tsx';
import { SkeletonLines, Waiting } from '../ui/Skeletons.tsx';
import { toast } from '../ui/toast.tsx';
import { myConnections } from './my-connections.ts';

/** After the password: whether what was tried before shall be connected. Only a yes does it. */
export function ConnectPage() {
  const { t } = useTranslation('sign-in-providers');
  const { data, error, refetch } = useQuery(myConnections);
  if (error) return <LinkRefused error={error} onRetry={() => void refetch()} />;
  if (!data) {
    return (
      <>
        <Waiting />
        <SkeletonLines lines={3} />
      </>
    );
  }
  return data.waiting ? <Question {...data.waiting} /> : <NothingWaits title={t('connect.goneTitle')} text={t('connect.gone')} />;
}

function Question({ provider, email }: { provider: string; email: string | null }) {
  const { t } = useTranslation('sign-in-providers');
  const me = useMe();
  const { confirm, decline } = useAnswers(provider);
  return (
    <>
      <VisitorTitle
        title={t('connect.title', { provider })}
        lead={t('connect.lead', {
          provider,
          email: email ?? '',
          name: `${me.firstName} ${me.lastName}`,
          account: me.account.name,
        })}
      />
      <Stack gap="sm">
        <FormAlert error={confirm.error ? (confirm.error instanceof ApiError ? confirm.error : new ApiError(null)) : null} />
        <Button fullWidth loading={confirm.isPending} onClick={() => confirm.isPending || confirm.mutate()}>
          {t('connect.yes')}
        </Button>
        <Button fullWidth variant="default" loading={decline.isPending} onClick={() => decline.isPending || decline.mutate()}>
          {t('connect.no')}
        </Button>
      </Stack>
    </>
  );
}

function useAnswers(provider: string) {
  const { t } = useTranslation('sign-in-providers');
  const { next } = useSearch({ from: '/own/connect' });
  const router = useRouter();
  const client = useQueryClient();
  const run = useStepUp();
  const goOn = () => {
    void client.invalidateQueries({ queryKey: myConnections.queryKey });
    router.history.replace(next ?? '/');
  };
  const confirm = useMutation({
    mutationFn: () => run(() => call('confirmConnecting')),
    onSuccess: () => {
      toast(t('connect.done', { provider }));
      goOn();
    },
  });
  const decline = useMutation({ mutationFn: () => call('declineConnecting'), onSettled: goOn });
  return { confirm, decline };
}

function NothingWaits({ title, text }: { title: string; text: string }) {
  const { t } = useTranslation('frame');
  return (
    <>
      <VisitorTitle title={title} lead={text} />
      <LinkButton to="/" fullWidth>
        {t('goHome')}
      </LinkButton>
    </>
  );
}
