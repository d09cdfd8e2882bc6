import { useTranslation } from 'react-i18next';
import type { User } from '../../contract/users.ts';
import { StatusDot } from '../ui/StatusDot.tsx';

/** Beside the status: too many wrong passwords were tried. It expires by itself. */
export function LockedMark({ user }: { user: Pick<User, 'lockedUntil'> }) {
  const { t } = useTranslation('users');
  if (user.lockedUntil === null) return null;
  return <StatusDot tone="warn">{t('status.locked')}</StatusDot>;
}
