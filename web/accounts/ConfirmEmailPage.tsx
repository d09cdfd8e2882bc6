import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ApiError, call } from '../api/client.ts';
import { useLinkToken } from '../api/use-link-token.ts';
import { type Me, meQuery } from '../api/use-me.ts';
import { Facts } from '../frame/Facts.tsx';
import { LinkRefused } from '../frame/LinkRefused.tsx';
import { SignInDetails } from '../frame/SignInDetails.tsx';
import { VisitorTitle } from '../frame/VisitorTitle.tsx';
import { LinkButton } from '../ui/LinkButton.tsx';

/** The page behind the mailed button for a changed address. Opening it confirms nothing; its button does. */
export function ConfirmEmailPage() {
  const { t } = useTranslation('accounts');
  const token = useLinkToken();
  const { mutate, data, error, isPending } = useConfirmation(token);

  if (data) return <Confirmed {...data} />;
  if (token === '') return <LinkRefused text={t('confirmEmail.noToken')} />;
  if (error) return <LinkRefused error={error} hint={hintOf(error)} onRetry={() => mutate()} />;
  return (
    <>
      <VisitorTitle title={t('confirmEmail.title')} lead={t('confirmEmail.lead')} />
      <Button fullWidth onClick={() => mutate()} loading={isPending}>
        {t('confirmEmail.submit')}
      </Button>
    </>
  );

  function hintOf(failure: Error) {
    const code = failure instanceof ApiError ? failure.code : null;
    if (code === 'link.used') return t('confirmEmail.usedHint');
    if (code === 'link.expired') return t('confirmEmail.expiredHint');
    return code === 'link.invalid' ? t('confirmEmail.invalidHint') : undefined;
  }
}

interface Confirmation {
  email: string;
  accountCode: string;
  /** Who is signed in here; null for a visitor. */
  me: Me | null;
}

function useConfirmation(token: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (): Promise<Confirmation> => {
      const confirmed = await call('confirmEmail', { body: { token } });
      return { ...confirmed, me: await call('getMe').catch(() => null) };
    },
    onSuccess: ({ me }) => me && client.setQueryData(meQuery.queryKey, me),
  });
}

function Confirmed({ email, accountCode, me }: Confirmation) {
  const { t } = useTranslation(['accounts', 'frame']);
  const isHere = me?.email === email;
  return (
    <>
      <VisitorTitle title={t('confirmEmail.doneTitle')} lead={t(isHere ? 'confirmEmail.doneHere' : 'confirmEmail.doneText')} />
      {isHere ? (
        <>
          <Facts facts={[[t('frame:details.email'), email]]} />
          <LinkButton to="/" fullWidth mt="lg">
            {t('frame:goHome')}
          </LinkButton>
        </>
      ) : (
        <SignInDetails email={email} accountCode={accountCode} />
      )}
    </>
  );
}
