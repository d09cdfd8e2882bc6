import { IconHistory } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../api/use-me.ts';
import { SMALL_ICON } from '../../theme.ts';
import { LinkButton } from '../../ui/LinkButton.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { ActiveFilters } from '../ActiveFilters.tsx';
import { searchOf } from '../activity-search.ts';
import { NotAllowed } from '../NotAllowed.tsx';
import { useActivityView } from '../use-activity-view.ts';
import { Counts } from './Counts.tsx';
import classes from './Live.module.css';
import { LiveEntries } from './LiveEntries.tsx';
import { liveViewOf } from './live-view.ts';
import { SignedIn } from './SignedIn.tsx';

/** Activity (Live): the last hour in numbers, who is signed in, and entries as they come. */
export function LivePage() {
  const { t } = useTranslation('activity');
  const { view: asked, changeView } = useActivityView();
  const view = liveViewOf(asked);
  if (!useMe().permissions.includes('activity.view')) return <NotAllowed title={t('live.title')} />;
  return (
    <>
      <PageHeader title={t('live.title')} lead={t('live.lead')}>
        <LinkButton to="/activity" search={searchOf(view)} variant="default" leftSection={<IconHistory {...SMALL_ICON} />}>
          {t('toAll')}
        </LinkButton>
      </PageHeader>
      <div className={classes.page}>
        <div className={classes.main}>
          <Counts view={view} changeView={changeView} />
          <div className={classes.chips}>
            <ActiveFilters view={view} changeView={changeView} />
          </div>
          <LiveEntries key={JSON.stringify(view)} view={view} changeView={changeView} />
        </div>
        <SignedIn />
      </div>
    </>
  );
}
