import { useTranslation } from 'react-i18next';
import type { UserStatus } from '../../contract/users.ts';
import { StatusDot, type Tone } from '../ui/StatusDot.tsx';

const TONES: Readonly<Record<UserStatus, Tone>> = { active: 'good', pending: 'warn', inactive: 'quiet', deleted: 'bad' };

export function UserStatusDot({ status }: { status: UserStatus }) {
  const { t } = useTranslation('users');
  return <StatusDot tone={TONES[status]}>{t(`status.${status}`)}</StatusDot>;
}
