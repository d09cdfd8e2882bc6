import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { User } from '../../contract/users.ts';
import { RelativeTime } from '../ui/RelativeTime.tsx';
import { Fact, Facts } from './Facts.tsx';
import { LastSignIn } from './LastSignIn.tsx';
import { Section } from './Section.tsx';
import { TwoFactorCell } from './TwoFactorCell.tsx';
import classes from './UserPanel.module.css';
import { UserStatusDot } from './UserStatusDot.tsx';

/** Everything the product knows about one user, but for their roles and mail. */
export function UserDetails({ user }: { user: User }) {
  const { t } = useTranslation('users');
  return (
    <>
      <Section title={t('panel.profile')}>
        <Facts>
          <Fact name={t('panel.firstName')}>
            <bdi>{user.firstName}</bdi>
          </Fact>
          <Fact name={t('panel.lastName')}>
            <bdi>{user.lastName}</bdi>
          </Fact>
          <Fact name={t('panel.email')}>{user.email}</Fact>
          <Fact name={t('panel.username')}>{user.username ?? <Quiet>{t('panel.noUsername')}</Quiet>}</Fact>
          <Fact name={t('panel.departments')}>
            {user.departments.length === 0 && <Quiet>{t('panel.noDepartments')}</Quiet>}
            {user.departments.map(({ id, name }) => (
              <div key={id}>
                <bdi>{name}</bdi>
              </div>
            ))}
          </Fact>
          <Fact name={t('panel.mainAccount')}>{t(user.isMainUser ? 'panel.mainAccountYes' : 'panel.mainAccountNo')}</Fact>
        </Facts>
      </Section>
      <Section title={t('panel.signIn')}>
        <Facts>
          <Fact name={t('panel.status')}>
            <UserStatusDot status={user.status} />
          </Fact>
          <Fact name={t('panel.twoFactor')}>
            <TwoFactorCell user={user} />
          </Fact>
          <Fact name={t('panel.lastSignIn')}>
            <LastSignIn at={user.lastSignInAt} />
          </Fact>
          <Fact name={t('panel.created')}>
            <RelativeTime at={user.createdAt} />
          </Fact>
          {user.deletedAt !== null && (
            <Fact name={t('panel.deleted')}>
              <RelativeTime at={user.deletedAt} />
            </Fact>
          )}
        </Facts>
      </Section>
    </>
  );
}

function Quiet({ children }: { children: ReactNode }) {
  return <span className={classes.quiet}>{children}</span>;
}
