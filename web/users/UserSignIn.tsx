import { useTranslation } from 'react-i18next';
import type { User } from '../../contract/users.ts';
import { RelativeTime } from '../ui/RelativeTime.tsx';
import { Fact, Facts } from './Facts.tsx';
import { LastSignIn } from './LastSignIn.tsx';
import { LockedMark } from './LockedMark.tsx';
import { Section } from './Section.tsx';
import { TwoFactorCell } from './TwoFactorCell.tsx';
import { UserStatusDot } from './UserStatusDot.tsx';

/** State, second factor and times of a user. */
export function UserSignIn({ user }: { user: User }) {
  const { t } = useTranslation('users');
  return (
    <Section title={t('panel.signIn')}>
      <Facts>
        <Fact name={t('panel.status')}>
          <UserStatusDot status={user.status} /> <LockedMark user={user} />
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
  );
}
