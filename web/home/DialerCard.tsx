import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Entry } from '../frame/navigation.ts';
import { ICON } from '../theme.ts';
import { Card } from './Card.tsx';
import classes from './DialerCard.module.css';

/** The ways into the Dialer that are open to this person. */
export function DialerCard({ ways }: { ways: readonly Entry[] }) {
  const { t } = useTranslation('frame');
  return (
    <Card title={t('half.dialer')}>
      <ul className={classes.ways}>
        {ways.map(({ page, to, icon: Picture }) => (
          <li key={page}>
            <Link to={to} className={classes.way}>
              <Picture {...ICON} className={classes.picture} />
              {t(`pages.${page}`)}
            </Link>
          </li>
        ))}
      </ul>
    </Card>
  );
}
