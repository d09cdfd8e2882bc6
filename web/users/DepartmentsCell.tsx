import { useTranslation } from 'react-i18next';
import type { User } from '../../contract/users.ts';
import classes from '../table/Cells.module.css';
import { formatList } from '../ui/format.ts';

export function DepartmentsCell({ user }: { user: User }) {
  useTranslation(); // another language lists in another way
  if (user.departments.length === 0) return <span className={classes.quiet}>–</span>;
  const names = formatList(user.departments.map(({ name }) => name));
  return (
    <span className={classes.line} dir="auto" title={names}>
      {names}
    </span>
  );
}
