import { useTranslation } from 'react-i18next';
import { dayOf, formatWeekday } from '../ui/format.ts';
import classes from './EntryList.module.css';

const DAY_MS = 86_400_000;

/** A day as people call it, with its date. */
export function DayName({ at }: { at: string }) {
  const { t } = useTranslation('activity');
  const day = dayOf(at);
  const now = Date.now();
  const name = day === dayOf(new Date(now)) ? t('today') : day === dayOf(new Date(now - DAY_MS)) ? t('yesterday') : null;
  return (
    <h2 className={classes.day}>
      {name ?? formatWeekday(at)}
      {name !== null && <span className={classes.date}>{formatWeekday(at)}</span>}
    </h2>
  );
}
