import { useTranslation } from 'react-i18next';
import { useMe } from '../api/use-me.ts';
import { PageHeader } from '../ui/PageHeader.tsx';
import { AccountCard } from './AccountCard.tsx';
import classes from './HomePage.module.css';
import { UsersCard } from './UsersCard.tsx';
import { YouCard } from './YouCard.tsx';

/** Where one lands: the account, what one may do in it, and who else is here. */
export function HomePage() {
  const { t } = useTranslation('home');
  const { firstName, permissions } = useMe();
  return (
    <>
      <PageHeader title={t('greeting', { name: firstName })} />
      <div className={classes.cards}>
        {permissions.includes('user.view') && <UsersCard />}
        <YouCard />
        <AccountCard />
      </div>
    </>
  );
}
