import { useTranslation } from 'react-i18next';
import { useMe } from '../api/use-me.ts';
import { entriesFor } from '../frame/navigation.ts';
import { PageHeader } from '../ui/PageHeader.tsx';
import { AccountCard } from './AccountCard.tsx';
import { DialerCard } from './DialerCard.tsx';
import classes from './HomePage.module.css';
import { UsersCard } from './UsersCard.tsx';
import { YouCard } from './YouCard.tsx';

/** Where one lands: the account, what one may do in it, and who else is here. */
export function HomePage() {
  const { t } = useTranslation('home');
  const me = useMe();
  const ways = entriesFor(me, 'dialer');
  return (
    <>
      <PageHeader title={t('greeting', { name: me.firstName })} />
      <div className={classes.cards}>
        <div className={classes.column}>
          {me.permissions.includes('user.view') && <UsersCard />}
          {ways.length > 0 && <DialerCard ways={ways} />}
        </div>
        <div className={classes.column}>
          <YouCard />
          <AccountCard />
        </div>
      </div>
    </>
  );
}
