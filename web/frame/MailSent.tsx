import { Button } from '@mantine/core';
import { IconMailForward } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useInstance } from '../api/use-instance.ts';
import classes from './MailSent.module.css';
import { VisitorTitle } from './VisitorTitle.tsx';

/** A mail is on its way; where mails are kept on this machine, the way to them. */
export function MailSent({ title, back, children }: { title: string; back: ReactNode; children: ReactNode }) {
  const { t } = useTranslation('frame');
  const { mailbox } = useInstance();
  return (
    <>
      <IconMailForward size={36} stroke={1.25} className={classes.picture} aria-hidden />
      <VisitorTitle title={title} />
      <div className={classes.text}>{children}</div>
      {mailbox && (
        <Button component="a" href="/mailbox" fullWidth mt="lg">
          {t('openMailbox')}
        </Button>
      )}
      <p className={classes.back}>{back}</p>
    </>
  );
}
