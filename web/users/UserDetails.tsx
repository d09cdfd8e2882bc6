import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { User } from '../../contract/users.ts';
import { useMe } from '../api/use-me.ts';
import { interfaceLanguageName, languageName, zoneCity } from '../locale-settings/names.ts';
import { formatList } from '../ui/format.ts';
import { Fact, Facts } from './Facts.tsx';
import { RolesCell } from './RolesCell.tsx';
import { Section } from './Section.tsx';
import classes from './UserPanel.module.css';

/** Who a user is, for reading only. */
export function UserDetails({ user }: { user: User }) {
  const { t } = useTranslation('users');
  const { account } = useMe();
  return (
    <Section title={t('panel.profile')}>
      <Facts>
        <Fact name={t('panel.firstName')}>
          <bdi>{user.firstName}</bdi>
        </Fact>
        <Fact name={t('panel.lastName')}>
          <bdi>{user.lastName}</bdi>
        </Fact>
        <Fact name={t('panel.email')}>
          <bdi>{user.email}</bdi>
          {user.newEmail !== null && <div className={classes.quiet}>{t('panel.newEmail', { email: user.newEmail })}</div>}
        </Fact>
        {user.oauthEmail !== null && (
          <Fact name={t('form.oauthEmail')}>
            <bdi>{user.oauthEmail}</bdi>
          </Fact>
        )}
        <Fact name={t('panel.username')}>
          {user.username !== null ? <bdi>{user.username}</bdi> : <Quiet>{t('panel.noUsername')}</Quiet>}
        </Fact>
        <Fact name={t('panel.roles')}>
          <RolesCell user={user} showAll />
        </Fact>
        <Fact name={t('panel.departments')}>
          {user.departments.length === 0 && <Quiet>{t('panel.noDepartments')}</Quiet>}
          {user.departments.map(({ id, name }) => (
            <div key={id}>
              <bdi>{name}</bdi>
            </div>
          ))}
        </Fact>
        <Fact name={t('field.interfaceLanguage')}>
          <Defaulted own={user.interfaceLanguage} byDefault={account.interfaceLanguage} nameOf={interfaceLanguageName} />
        </Fact>
        <Fact name={t('field.spokenLanguage')}>
          <Defaulted own={user.spokenLanguage} byDefault={account.spokenLanguage} nameOf={languageName} />
        </Fact>
        {user.moreSpokenLanguages.length > 0 && (
          <Fact name={t('field.moreSpokenLanguages')}>{formatList(user.moreSpokenLanguages.map(languageName))}</Fact>
        )}
        <Fact name={t('field.timezone')}>
          <Defaulted own={user.timezone} byDefault={account.timezone} nameOf={zoneCity} />
        </Fact>
        <Fact name={t('panel.mainAccount')}>{t(user.isMainUser ? 'panel.mainAccountYes' : 'panel.mainAccountNo')}</Fact>
      </Facts>
    </Section>
  );
}

function Quiet({ children }: { children: ReactNode }) {
  return <span className={classes.quiet}>{children}</span>;
}

interface DefaultedProps {
  own: string | null;
  byDefault: string;
  nameOf: (value: string) => string;
}

/** What counts for the user, and that it is the account's where it is. */
function Defaulted({ own, byDefault, nameOf }: DefaultedProps) {
  const { t } = useTranslation('locale-settings');
  return own === null ? <Quiet>{t('default', { name: nameOf(byDefault) })}</Quiet> : nameOf(own);
}
