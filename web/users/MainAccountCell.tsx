import { IconCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { User } from '../../contract/users.ts';
import classes from '../table/Cells.module.css';
import { ICON } from '../theme.ts';

/** The check mark of the one user who owns the account. */
export function MainAccountCell({ user }: { user: User }) {
  const { t } = useTranslation('users');
  if (!user.isMainUser) return null;
  return (
    <span className={classes.mark} role="img" aria-label={t('isMainUser')} title={t('isMainUser')}>
      <IconCheck {...ICON} />
    </span>
  );
}
