import type { User } from '../../contract/users.ts';
import classes from '../table/Cells.module.css';
import { LockedMark } from './LockedMark.tsx';
import { MailMark } from './MailMark.tsx';
import { UserStatusDot } from './UserStatusDot.tsx';

export function StatusCell({ user }: { user: Pick<User, 'status' | 'lockedUntil' | 'activationMail'> }) {
  return (
    <span className={classes.status}>
      <UserStatusDot status={user.status} />
      <LockedMark user={user} />
      {user.status === 'pending' && user.activationMail && <MailMark mail={user.activationMail} />}
    </span>
  );
}
