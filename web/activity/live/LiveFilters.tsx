import { useTranslation } from 'react-i18next';
import type { ActivityView } from '../activity-search.ts';
import { KindFilter } from '../KindFilter.tsx';
import { PersonFilter } from '../PersonFilter.tsx';
import type { ChangeView } from '../use-activity-view.ts';

/** Whose entries, and of which kinds, are followed. */
export function LiveFilters({ view, changeView }: { view: ActivityView; changeView: ChangeView }) {
  const { t } = useTranslation('activity');
  return (
    <>
      <PersonFilter label={t('filter.actor')} chosen={view.actor} onChange={(actor) => changeView({ actor })} />
      <KindFilter chosen={view.action} onChange={(action) => changeView({ action })} />
    </>
  );
}
