import { useTranslation } from 'react-i18next';
import { useMe } from '../api/use-me.ts';
import { useUserActivity } from './use-user-activity.ts';

/** Who changed a field of the user last, by name. */
export function useChanger(userId: string): (field: string) => string {
  const { t } = useTranslation('users');
  const me = useMe();
  const { entries } = useUserActivity(userId);
  return (field) => {
    const actor = entries.find(({ changes }) => field in changes)?.actor;
    if (actor?.id === me.id) return t('conflict.yourself');
    return actor?.name ?? t('conflict.somebody');
  };
}
