import { IconHistory } from '@tabler/icons-react';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { SMALL_ICON } from '../theme.ts';
import { LinkButton } from '../ui/LinkButton.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { SkeletonLines } from '../ui/Skeletons.tsx';
import { MyConnections } from './MyConnections.tsx';
import { MyDevices } from './MyDevices.tsx';
import { MyEmail } from './MyEmail.tsx';
import { MyName } from './MyName.tsx';
import { MyNotifications } from './MyNotifications.tsx';
import { MyPassword } from './MyPassword.tsx';
import { MySecondFactor } from './MySecondFactor.tsx';
import { MySection } from './MySection.tsx';
import { MySessions } from './MySessions.tsx';
import { MyTheme } from './MyTheme.tsx';

// Lists that are searched are heavy: the rest of the page does not wait for them.
const MyLanguages = lazy(() => import('./MyLanguages.tsx').then((module) => ({ default: module.MyLanguages })));

/** What belongs to the person: name, languages, e-mail, password, second factor, open sessions, mails, and how the pages look. */
export function MyAccountPage() {
  const { t } = useTranslation('me');
  return (
    <>
      <PageHeader title={t('title')} lead={t('lead')}>
        <LinkButton to="/me/activity" variant="default" leftSection={<IconHistory {...SMALL_ICON} />}>
          {t('activity')}
        </LinkButton>
      </PageHeader>
      <MyName />
      <MySection title={t('languages.title')} text={t('languages.text')}>
        <Suspense fallback={<SkeletonLines lines={9} />}>
          <MyLanguages />
        </Suspense>
      </MySection>
      <MyEmail />
      <MyPassword />
      <MyConnections />
      <MySecondFactor />
      <MyDevices />
      <MySessions />
      <MyNotifications />
      <MyTheme />
    </>
  );
}
