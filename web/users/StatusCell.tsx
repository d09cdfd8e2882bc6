import type { User } from '../../contract/users.ts';
import { LockedMark } from './LockedMark.tsx';
import { MailMark } from './MailMark.tsx';
import classes from './UserCells.module.css';
import { UserStatusDot } from './UserStatusDot.tsx';

export function StatusCell({ user }: { user: User }) {
  return (
    <span className={classes.status}>
      <UserStatusDot status={user.status} />
      <LockedMark user={user} />
      {user.status === 'pending' && user.activationMail && <MailMark mail={user.activationMail} />}
    </span>
  );
}
