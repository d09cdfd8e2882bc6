import { useSearch } from '@tanstack/react-router';
import { Trans, useTranslation } from 'react-i18next';
import { MailSent } from '../frame/MailSent.tsx';
import { LinkAnchor } from '../ui/LinkButton.tsx';

/** After signing up: where the mail went, and what its link will ask for. */
export function SignUpSentPage() {
  const { t } = useTranslation('accounts');
  const { email } = useSearch({ from: '/visitor/sign-up/sent' });
  return (
    <MailSent title={t('sent.title')} back={<LinkAnchor to="/sign-up">{t('sent.again')}</LinkAnchor>}>
      <p>
        {email ? (
          <Trans t={t} i18nKey="sent.text" values={{ email }} components={{ b: <b dir="auto" /> }} />
        ) : (
          t('sent.textUnknown')
        )}
      </p>
      <p>{t('sent.password')}</p>
      <p>{t('sent.nothing')}</p>
    </MailSent>
  );
}
