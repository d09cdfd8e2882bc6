import { IconExternalLink } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { SMALL_ICON } from '../theme.ts';
import { LinkButton } from '../ui/LinkButton.tsx';
import { NO_FILTERS } from './activity-search.ts';
import { Entries } from './Entries.tsx';
import classes from './UserActivity.module.css';

/** What one user did and what was done to them, in the panel of the user; the page has filters too. */
export function UserActivity({ id }: { id: string }) {
  const { t } = useTranslation('activity');
  return (
    <div className={classes.activity}>
      <div className={classes.head}>
        <span className={classes.lead}>{t('leadOfUser')}</span>
        <LinkButton
          to="/settings/users/$id/activity"
          params={{ id }}
          variant="subtle"
          size="compact-sm"
          leftSection={<IconExternalLink {...SMALL_ICON} />}
        >
          {t('asPage')}
        </LinkButton>
      </div>
      <Entries scope={{ userId: id }} view={NO_FILTERS} />
    </div>
  );
}
