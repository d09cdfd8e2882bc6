import { useTranslation } from 'react-i18next';
import { DURATION_UNITS, unitOf } from './duration.ts';

/** Says seconds as people do: "12 hours". */
export function useDurationWords(): (seconds: number) => string {
  const { t } = useTranslation('ui');
  return (seconds) => {
    if (seconds % 60 !== 0) return t('duration.ofSeconds', { count: seconds });
    const unit = unitOf(seconds);
    const count = seconds / DURATION_UNITS[unit];
    if (unit === 'days') return t('duration.ofDays', { count });
    return unit === 'hours' ? t('duration.ofHours', { count }) : t('duration.ofMinutes', { count });
  };
}
