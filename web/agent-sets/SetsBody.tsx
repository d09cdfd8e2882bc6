import { IconTags, IconTargetArrow, IconZoomQuestion } from '@tabler/icons-react';
import type { UseQueryResult } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Result } from '../../contract/endpoint.ts';
import type { listTags } from '../../contract/tags.ts';
import { useFound } from '../short-list/use-found.ts';
import { AddButton } from '../ui/AddButton.tsx';
import { EmptyState, NoMatch } from '../ui/EmptyState.tsx';
import { ErrorState } from '../ui/ErrorState.tsx';
import { formatNumber } from '../ui/format.ts';
import { SearchField } from '../ui/SearchField.tsx';
import { RowsToCome } from '../ui/Skeletons.tsx';
import { AddSetLine } from './AddSetLine.tsx';
import classes from './AgentSets.module.css';
import { type RowSteps, SetsTable } from './SetsTable.tsx';
import type { SetKind } from './set-kind.ts';
import type { SetsSearch } from './sets-search.ts';
import type { ChangeView } from './use-sets-view.ts';

interface Props extends RowSteps {
  kind: SetKind;
  view: SetsSearch;
  changeView: ChangeView;
  query: UseQueryResult<Result<typeof listTags>>;
  isAdding: boolean;
  onAdd: () => void;
  onAdded: () => void;
}

/** The list, or what stands in its place. */
export function SetsBody({ kind, view, changeView, query, isAdding, onAdd, onAdded, ...steps }: Props) {
  const { t } = useTranslation('tags');
  const { t: tUi } = useTranslation('ui');
  const { q = '' } = view;
  const { data } = query;
  const shown = useFound(data?.items, 'members', view);

  if (query.error && !data) {
    return <ErrorState error={query.error} title={t(`${kind.words}.listFailed`)} onRetry={() => void query.refetch()} />;
  }
  if (!data) return <RowsToCome rows={6} />;
  const line = isAdding && <AddSetLine kind={kind} onClose={onAdded} />;
  if (data.items.length === 0) {
    return (
      <>
        {line}
        <EmptyState
          icon={kind.hasLevels ? IconTargetArrow : IconTags}
          title={t(`${kind.words}.empty.title`)}
          action={!isAdding && <AddButton label={t(`${kind.words}.add`)} decision={data.can.create} onClick={onAdd} withLabel />}
        >
          {t(`${kind.words}.empty.text`)}
        </EmptyState>
      </>
    );
  }
  return (
    <>
      <div className={classes.tools}>
        <SearchField
          q={q}
          onChange={(text) => changeView({ q: text })}
          label={t(`${kind.words}.search`)}
          hint={t(`${kind.words}.search`)}
        />
        {data.withAll > 0 && (
          <span className={classes.withAll}>
            {t(`${kind.words}.withAll`, { count: data.withAll, number: formatNumber(data.withAll) })}
          </span>
        )}
      </div>
      {line}
      <SetsTable {...{ kind, view, changeView }} sets={shown} {...steps} />
      {shown.length === 0 && (
        <NoMatch
          icon={IconZoomQuestion}
          title={t(`${kind.words}.noMatch`)}
          clear={tUi('filter.clearSearch')}
          onClear={() => changeView({ q: '' })}
        >
          {t('noMatchText', { q })}
        </NoMatch>
      )}
    </>
  );
}
