import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../api/client.ts';
import { useLinkToken } from '../api/use-link-token.ts';
import { LinkRefused } from '../frame/LinkRefused.tsx';
import { SignInDetails } from '../frame/SignInDetails.tsx';
import { VisitorTitle } from '../frame/VisitorTitle.tsx';
import { SkeletonLines, Waiting } from '../ui/Skeletons.tsx';
import { ActivateForm } from './ActivateForm.tsx';

/** The page behind the mailed button. Opening it activates nobody; its button does. */
export function ActivatePage() {
  const { t } = useTranslation('accounts');
  const token = useLinkToken();
  const [done, setDone] = useState<{ email: string; accountCode: string } | null>(null);
  const link = useQuery({
    queryKey: ['activation', token],
    queryFn: ({ signal }) => call('inspectActivation', { body: { token }, signal }),
    enabled: token !== '' && done === null,
    refetchOnWindowFocus: false,
  });

  if (done) {
    return (
      <>
        <VisitorTitle title={t('activate.doneTitle')} lead={t('activate.doneText')} />
        <SignInDetails email={done.email} accountCode={done.accountCode} username={link.data?.username ?? null} />
      </>
    );
  }
  if (token === '') return <LinkRefused text={t('activate.noToken')} />;
  if (link.isPending) return <ActivatePending />;
  if (link.isError) return <LinkRefused error={link.error} hint={hintOf(link.error)} onRetry={() => void link.refetch()} />;
  return <ActivateForm token={token} link={link.data} onDone={setDone} />;

  function hintOf(error: Error) {
    const code = 'code' in error ? error.code : null;
    if (code === 'link.used') return t('activate.usedHint');
    if (code === 'link.expired') return t('activate.expiredHint');
    return code === 'link.invalid' ? t('activate.invalidHint') : undefined;
  }
}

function ActivatePending() {
  return (
    <>
      <Skeleton height={24} width="70%" mb="lg" aria-hidden />
      <Waiting />
      <SkeletonLines lines={4} />
      <Skeleton height={36} mt="lg" aria-hidden />
    </>
  );
}
