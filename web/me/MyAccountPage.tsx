import { useTranslation } from 'react-i18next';
import { PageHeader } from '../ui/PageHeader.tsx';
import { MyDevices } from './MyDevices.tsx';
import { MyEmail } from './MyEmail.tsx';
import { MyName } from './MyName.tsx';
import { MyPassword } from './MyPassword.tsx';
import { MySecondFactor } from './MySecondFactor.tsx';
import { MySessions } from './MySessions.tsx';
import { MyTheme } from './MyTheme.tsx';

/** What belongs to the person: name, e-mail, password, second factor, open sessions, and how the pages look. */
export function MyAccountPage() {
  const { t } = useTranslation('me');
  return (
    <>
      <PageHeader title={t('title')} lead={t('lead')} />
      <MyName />
      <MyEmail />
      <MyPassword />
      <MySecondFactor />
      <MyDevices />
      <MySessions />
      <MyTheme />
    </>
  );
}
