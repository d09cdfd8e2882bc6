import { useTranslation } from 'react-i18next';
import { useMe } from '../api/use-me.ts';
import { AddressFilter } from './AddressFilter.tsx';
import type { Scope } from './activity-queries.ts';
import type { ActivityView } from './activity-search.ts';
import { DownloadMenu } from './DownloadMenu.tsx';
import { KindFilter } from './KindFilter.tsx';
import { PersonFilter } from './PersonFilter.tsx';
import type { ChangeView } from './use-activity-view.ts';
import { WhenFilter } from './WhenFilter.tsx';

interface Props {
  scope: Scope;
  view: ActivityView;
  changeView: ChangeView;
}

/** Who, about whom, what, when, from where; and the download of what they show. */
export function Filters({ scope, view, changeView }: Props) {
  const { t } = useTranslation('activity');
  const mayFindPeople = useMe().permissions.includes('user.view');
  return (
    <>
      {mayFindPeople && (
        <PersonFilter label={t('filter.actor')} chosen={view.actor} onChange={(actor) => changeView({ actor })} />
      )}
      {mayFindPeople && scope === 'account' && (
        <PersonFilter label={t('filter.target')} chosen={view.target} onChange={(target) => changeView({ target })} />
      )}
      <KindFilter chosen={view.action} onChange={(action) => changeView({ action })} />
      <WhenFilter view={view} onChange={changeView} />
      <AddressFilter address={view.address} onChange={(address) => changeView({ address })} />
      {scope === 'account' && <DownloadMenu view={view} />}
    </>
  );
}
