import { useTranslation } from 'react-i18next';
import type { User } from '../../contract/users.ts';
import classes from '../table/Cells.module.css';

export function TwoFactorCell({ user }: { user: User }) {
  const { t } = useTranslation('users');
  return <span className={user.twoFactor === 'off' ? classes.quiet : undefined}>{t(`twoFactor.${user.twoFactor}`)}</span>;
}
