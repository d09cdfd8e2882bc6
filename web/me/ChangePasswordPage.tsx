import { Anchor } from '@mantine/core';
import { useRouter, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useMe } from '../api/use-me.ts';
import { VisitorTitle } from '../frame/VisitorTitle.tsx';
import { useLive } from '../live/use-live.ts';
import { useSignOut } from '../sessions/use-sign-out.ts';
import { ChangePasswordForm } from './ChangePasswordForm.tsx';
import classes from './ChangePasswordPage.module.css';

/** One's own password: by choice, or because an administrator typed the present one. */
export function ChangePasswordPage() {
  const { t } = useTranslation('passwords');
  useLive();
  const { passwordChangeRequired: isForced, email } = useMe();
  const { next = '/' } = useSearch({ from: '/own/change-password' });
  const router = useRouter();
  const signOut = useSignOut();
  const leave = isForced ? signOut : () => router.history.push(next);

  return (
    <>
      <VisitorTitle
        title={t(isForced ? 'change.forcedTitle' : 'change.title')}
        lead={t(isForced ? 'change.forced' : 'change.lead')}
      />
      <ChangePasswordForm isWholePage onDone={() => router.history.replace(next)} />
      <div className={classes.foot}>
        <span className={classes.who}>{t('change.forPerson', { email })}</span>
        <Anchor component="button" type="button" onClick={leave}>
          {t(isForced ? 'change.signOut' : 'change.cancel')}
        </Anchor>
      </div>
    </>
  );
}
