import { useTranslation } from 'react-i18next';
import type { User } from '../../contract/users.ts';
import classes from '../table/Cells.module.css';
import { Avatar } from '../ui/Avatar.tsx';
import { fullName } from './names.ts';

/** Initials, name, and the quiet label of the main user. */
export function NameCell({ user }: { user: Pick<User, 'id' | 'firstName' | 'lastName' | 'isMainUser'> }) {
  const { t } = useTranslation('users');
  const name = fullName(user);
  return (
    <span className={classes.name}>
      <Avatar id={user.id} firstName={user.firstName} lastName={user.lastName} />
      <span className={classes.line} dir="auto" title={name}>
        {name}
      </span>
      {user.isMainUser && <span className={classes.label}>{t('mainUser')}</span>}
    </span>
  );
}
