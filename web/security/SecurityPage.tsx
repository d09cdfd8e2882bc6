import { useTranslation } from 'react-i18next';
import { MySection } from '../me/MySection.tsx';
import { ErrorState } from '../ui/ErrorState.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { RowsToCome } from '../ui/Skeletons.tsx';
import { AddressList } from './AddressList.tsx';
import { DefaultsForm } from './DefaultsForm.tsx';
import { EveryoneSwitch } from './EveryoneSwitch.tsx';
import { SignInProviders } from './SignInProviders.tsx';
import { useSecurity } from './use-security.ts';

/** Settings › Security: what counts for everybody at sign-in, and from where people may work. */
export function SecurityPage() {
  const { t } = useTranslation('security');
  const { data, error, refetch } = useSecurity();
  return (
    <>
      <PageHeader title={t('title')} lead={t('lead')} />
      {data ? (
        <>
          <MySection title={t('defaults.title')} text={t('defaults.text')}>
            <DefaultsForm security={data} />
          </MySection>
          <MySection title={t('addresses.title')} text={t('addresses.text')}>
            <AddressList security={data} />
          </MySection>
          <SignInProviders />
          <MySection title={t('everyone.title')} text={t('everyone.text')}>
            <EveryoneSwitch security={data} />
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
