import { useTranslation } from 'react-i18next';
import { RelativeTime } from '../ui/RelativeTime.tsx';
import classes from './UserCells.module.css';

export function LastSignIn({ at }: { at: string | null }) {
  const { t } = useTranslation('users');
  return at === null ? <span className={classes.quiet}>{t('never')}</span> : <RelativeTime at={at} />;
}
