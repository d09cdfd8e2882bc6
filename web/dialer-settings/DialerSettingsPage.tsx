import { Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useMe } from '../api/use-me.ts';
import { interfaceLanguageName, languageName, zoneCity } from '../locale-settings/names.ts';
import { MySection } from '../me/MySection.tsx';
import { DefaultsForm } from '../security/DefaultsForm.tsx';
import { useSecurity } from '../security/use-security.ts';
import { ErrorState } from '../ui/ErrorState.tsx';
import { LinkButton } from '../ui/LinkButton.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { RowsToCome } from '../ui/Skeletons.tsx';
import { SettingsForm } from './SettingsForm.tsx';
import { SipDomainForm } from './SipDomainForm.tsx';
import { useDialerSettings } from './use-dialer-settings.ts';

/** Dialer › Settings: what counts for agents who have nothing of their own, extensions, the SIP domain, and sign-in. */
export function DialerSettingsPage() {
  const { t } = useTranslation('dialer-settings');
  const { data, error, refetch } = useDialerSettings();
  const seesSecurity = useMe().permissions.includes('security.view');
  return (
    <>
      <PageHeader title={t('title')} lead={t('lead')} />
      {data ? (
        <>
          <MySection title={t('defaults.title')} text={t('defaults.text')}>
            <SettingsForm settings={data} />
          </MySection>
          <MySection title={t('sip.title')} text={t('sip.text')}>
            <SipDomainForm settings={data} />
          </MySection>
          <MySection title={t('signIn.title')} text={t('signIn.text')}>
            {seesSecurity ? <SignIn /> : <Text c="dimmed">{t('signIn.closed')}</Text>}
          </MySection>
          <MySection title={t('locale.title')} text={t('locale.text')}>
            <Locale />
          </MySection>
        </>
      ) : error ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : (
        <RowsToCome rows={6} />
      )}
    </>
  );
}

/** The Portal's own form: one truth. */
function SignIn() {
  const { t } = useTranslation('dialer-settings');
  const { data, error, refetch } = useSecurity();
  if (!data) return error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <RowsToCome rows={6} />;
  return (
    <Stack gap="lg" align="flex-start">
      <div style={{ width: '100%' }}>
        <DefaultsForm security={data} />
      </div>
      <LinkButton to="/settings/security" variant="default">
        {t('signIn.addresses')}
      </LinkButton>
    </Stack>
  );
}

function Locale() {
  const { t } = useTranslation('dialer-settings');
  const { account, permissions } = useMe();
  const { interfaceLanguage, spokenLanguage, timezone } = account;
  return (
    <Stack gap="md" align="flex-start">
      <Text>
        {t('locale.now', {
          interface: interfaceLanguageName(interfaceLanguage),
          spoken: languageName(spokenLanguage),
          zone: zoneCity(timezone),
        })}
      </Text>
      {permissions.includes('account.manage') && (
        <LinkButton to="/settings/account" variant="default">
          {t('locale.change')}
        </LinkButton>
      )}
    </Stack>
  );
}
