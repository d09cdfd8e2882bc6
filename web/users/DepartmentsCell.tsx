import { useTranslation } from 'react-i18next';
import type { User } from '../../contract/users.ts';
import classes from './UserCells.module.css';

export function DepartmentsCell({ user }: { user: User }) {
  const { i18n } = useTranslation();
  if (user.departments.length === 0) return <span className={classes.quiet}>–</span>;
  const names = new Intl.ListFormat(i18n.language, { type: 'unit' }).format(user.departments.map(({ name }) => name));
  return (
    <span className={classes.line} dir="auto" title={names}>
      {names}
    </span>
  );
}
