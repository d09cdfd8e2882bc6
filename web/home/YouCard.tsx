import { useTranslation } from 'react-i18next';
import { ALL_OF_EVERYBODY, ALL_PERMISSIONS } from '../../contract/permissions.ts';
import { useMe } from '../api/use-me.ts';
import { LinkAnchor } from '../ui/LinkButton.tsx';
import { Card } from './Card.tsx';
import classes from './YouCard.module.css';

/** One's roles, and what they allow. */
export function YouCard() {
  const { t } = useTranslation(['home', 'permissions']);
  const { isMainUser, portalRoles } = useMe();
  const roles = [...(isMainUser ? [t('mainUser')] : []), ...portalRoles.map((role) => t(`permissions:roles.${role}`))];
  return (
    <Card
      title={t('you')}
      link={
        <LinkAnchor to="/settings/roles" className={classes.link}>
          {t('allRoles')}
        </LinkAnchor>
      }
    >
      <h3 className={classes.name}>{t('yourRoles')}</h3>
      <ul className={classes.roles}>
        {(roles.length > 0 ? roles : [t('noRoles')]).map((role) => (
          <li key={role}>{role}</li>
        ))}
      </ul>
      <h3 className={classes.name}>{t('mayDo')}</h3>
      <Abilities />
    </Card>
  );
}

function Abilities() {
  const { t } = useTranslation(['home', 'permissions']);
  const { permissions } = useMe();
  if (permissions.length === ALL_PERMISSIONS.length) return <p className={classes.all}>{t('mayDoAll')}</p>;
  return (
    <ul className={classes.abilities}>
      {permissions.map((permission) => (
        <li key={permission}>{t(`permissions:${permission}`)}</li>
      ))}
      {ALL_OF_EVERYBODY.map((ability) => (
        <li key={ability}>{t(`permissions:${ability}`)}</li>
      ))}
    </ul>
  );
}
