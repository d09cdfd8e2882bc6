import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { UserStatus } from '../../contract/users.ts';
import { formatNumber } from '../ui/format.ts';
import { StatusDot, type Tone } from '../ui/StatusDot.tsx';
import classes from './UsersCard.module.css';

const TONES: Readonly<Record<UserStatus, Tone>> = { active: 'good', pending: 'warn', inactive: 'quiet', deleted: 'bad' };

/** One number for each status; each leads to the list of these users. */
export function StatusCounts({ counts }: { counts: readonly (readonly [UserStatus, number])[] }) {
  const { t } = useTranslation('home');
  return (
    <ul className={classes.counts}>
      {counts.map(([status, count]) => (
        <li key={status}>
          <Link to="/settings/users" search={{ status }} className={classes.count}>
            <span className={classes.number}>{formatNumber(count)}</span>
            <StatusDot tone={TONES[status]}>{t(`status.${status}`)}</StatusDot>
          </Link>
        </li>
      ))}
    </ul>
  );
}
