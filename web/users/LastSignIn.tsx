import { useTranslation } from 'react-i18next';
import classes from '../table/Cells.module.css';
import { RelativeTime } from '../ui/RelativeTime.tsx';

export function LastSignIn({ at }: { at: string | null }) {
  const { t } = useTranslation('users');
  return at === null ? <span className={classes.quiet}>{t('never')}</span> : <RelativeTime at={at} />;
}
