import { Anchor } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useInstance } from '../api/use-instance.ts';
import { LinkAnchor } from '../ui/LinkButton.tsx';
import classes from './SignInPage.module.css';

/** Below the form: forgotten password, sign-up, and the mailbox where there is one. */
export function SignInLinks() {
  const { t } = useTranslation('sign-in');
  const { isOpen } = useInstance();
  return (
    <div className={classes.links}>
      <LinkAnchor to="/forgot-password">{t('forgot')}</LinkAnchor>
      {isOpen && (
        <span>
          {t('noAccount')}{' '}
          <LinkAnchor to="/sign-up" underline="always">
            {t('signUp')}
          </LinkAnchor>
        </span>
      )}
      <MailboxNote />
    </div>
  );
}

/** Where mails are kept on this machine, the way to them. */
export function MailboxNote({ isNewTab = false }: { isNewTab?: boolean }) {
  const { t } = useTranslation('sign-in');
  const { mailbox } = useInstance();
  if (!mailbox) return null;
  return (
    <p className={classes.note}>
      {t('mailboxNote')}{' '}
      <Anchor href="/mailbox" underline="always" inherit target={isNewTab ? '_blank' : undefined}>
        {t('mailbox')}
      </Anchor>
    </p>
  );
}
