import { Anchor, Button, Stack, TextInput } from '@mantine/core';
import { IconMailForward } from '@tabler/icons-react';
import { Trans, useTranslation } from 'react-i18next';
import { useInstance } from '../api/use-instance.ts';
import { useMe } from '../api/use-me.ts';
import { ICON } from '../theme.ts';
import { FormAlert } from '../ui/FormAlert.tsx';
import classes from './MyEmail.module.css';
import { MySection } from './MySection.tsx';
import { useMyEmail, useWithdrawMyEmail } from './use-my-email.ts';

/** The address that I sign in with, and the one that waits to be confirmed. */
export function MyEmail() {
  const { t } = useTranslation('me');
  const { email, newEmail } = useMe();
  const { form, submit, refusal, isSending } = useMyEmail();
  return (
    <MySection title={t('email.title')} text={t('email.text')}>
      <p className={classes.present}>
        <span className={classes.label}>{t('email.present')}</span> <bdi>{email}</bdi>
      </p>
      {newEmail !== null && <Waiting newEmail={newEmail} />}
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          <FormAlert error={refusal} />
          <TextInput
            label={t('email.new')}
            description={form.errors.email ? undefined : t('email.newHelp')}
            type="email"
            inputMode="email"
            required
            autoComplete="email"
            {...form.getInputProps('email')}
          />
          <div>
            <Button type="submit" loading={isSending}>
              {t('email.submit')}
            </Button>
          </div>
        </Stack>
      </form>
    </MySection>
  );
}

function Waiting({ newEmail }: { newEmail: string }) {
  const { t } = useTranslation('me');
  const { mutate, isPending } = useWithdrawMyEmail();
  const { mailbox } = useInstance();
  return (
    <div role="status" className={classes.waiting}>
      <IconMailForward {...ICON} />
      <div>
        <Trans t={t} i18nKey="email.waiting" values={{ email: newEmail }} components={{ b: <b dir="auto" /> }} />
        {mailbox && (
          <>
            {' '}
            <Anchor href="/mailbox" underline="always" inherit>
              {t('email.mailbox')}
            </Anchor>
          </>
        )}
        <div className={classes.withdraw}>
          <Button variant="default" size="compact-sm" loading={isPending} onClick={() => mutate()}>
            {t('email.withdraw')}
          </Button>
        </div>
      </div>
    </div>
  );
}
