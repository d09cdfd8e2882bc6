import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MailState, User } from '../../contract/users.ts';
import { DisabledReason } from '../ui/DisabledReason.tsx';
import { FormAlert } from '../ui/FormAlert.tsx';
import { RelativeTime } from '../ui/RelativeTime.tsx';
import { CorrectAddress } from './CorrectAddress.tsx';
import { Fact, Facts } from './Facts.tsx';
import { phaseOf } from './mail-phase.ts';
import { Section } from './Section.tsx';
import classes from './UserPanel.module.css';
import { useSendActivation } from './use-send-activation.ts';

/** Where the activation mail of a pending user stands, and what can be done about it. */
export function ActivationMail({ user }: { user: User }) {
  const { t } = useTranslation('users');
  const [isCorrecting, setCorrecting] = useState(false);
  const send = useSendActivation(user.id);
  return (
    <Section title={t('mail.title')}>
      {user.activationMail && <MailFacts mail={user.activationMail} />}
      <p className={classes.explain}>{t('mail.explain')}</p>
      {isCorrecting ? (
        <CorrectAddress user={user} onClose={() => setCorrecting(false)} />
      ) : (
        <div className={classes.mailButtons}>
          <DisabledReason decision={user.can.sendActivation}>
            <Button variant="default" loading={send.isPending} onClick={() => send.mutate(undefined)}>
              {t('mail.sendAgain')}
            </Button>
          </DisabledReason>
          <DisabledReason decision={user.can.sendActivation}>
            <Button variant="default" onClick={() => setCorrecting(true)}>
              {t('mail.correct')}
            </Button>
          </DisabledReason>
        </div>
      )}
      <FormAlert error={send.error} />
    </Section>
  );
}

function MailFacts({ mail }: { mail: MailState }) {
  const { t } = useTranslation('users');
  const phase = phaseOf(mail);
  return (
    <Facts>
      <Fact name={t('panel.status')}>
        <span className={phase === 'failed' ? classes.bad : undefined}>{t(`mail.state.${phase}`)}</span>
      </Fact>
      <Fact name={t('mail.to')}>{mail.to}</Fact>
      <Fact name={t(`mail.at.${phase}`)}>
        <RelativeTime at={mail.at} />
      </Fact>
      <Fact name={t('mail.attempts')}>{mail.attempts}</Fact>
      {mail.nextAttemptAt !== null && phase !== 'sent' && (
        <Fact name={t('mail.nextAttempt')}>
          <RelativeTime at={mail.nextAttemptAt} />
        </Fact>
      )}
      {mail.reason !== null && (
        <Fact name={t('mail.reason')}>
          <bdi>{mail.reason}</bdi>
        </Fact>
      )}
    </Facts>
  );
}
