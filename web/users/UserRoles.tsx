import { useTranslation } from 'react-i18next';
import { EVERYBODY, PERMISSIONS, PORTAL_ROLES } from '../../contract/permissions.ts';
import type { User } from '../../contract/users.ts';
import { Section } from './Section.tsx';
import classes from './UserPanel.module.css';

/** The roles of a user, each with what it allows. */
export function UserRoles({ user }: { user: Pick<User, 'isMainUser' | 'portalRoles'> }) {
  const { t } = useTranslation('users');
  return (
    <Section title={t('panel.roles')}>
      <ul className={classes.roles}>
        {user.isMainUser && <li>{t('panel.mainUserAllows')}</li>}
        {!user.isMainUser && user.portalRoles.length === 0 && <li>{t('panel.noRoles')}</li>}
        {user.portalRoles.map((role) => (
          <Role
            key={role}
            name={PORTAL_ROLES[role].name}
            allows={PORTAL_ROLES[role].permissions.map((permission) => PERMISSIONS[permission])}
          />
        ))}
        <Role name={t('panel.everybody')} allows={EVERYBODY} />
      </ul>
    </Section>
  );
}

function Role({ name, allows }: { name: string; allows: readonly string[] }) {
  return (
    <li>
      <span className={classes.role}>{name}</span>
      <ul className={classes.allows}>
        {allows.map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
    </li>
  );
}
