import { Button } from '@mantine/core';
import { IconTags, IconTargetArrow, IconZoomQuestion } from '@tabler/icons-react';
import type { UseQueryResult } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Result } from '../../contract/endpoint.ts';
import type { listTags } from '../../contract/tags.ts';
import { nameKey } from '../../contract/text.ts';
import page from '../departments/DepartmentsPage.module.css';
import { AddButton } from '../ui/AddButton.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { ErrorState } from '../ui/ErrorState.tsx';
import { formatNumber } from '../ui/format.ts';
import { SearchField } from '../ui/SearchField.tsx';
import { SkeletonRows, Waiting } from '../ui/Skeletons.tsx';
import { AddSetLine } from './AddSetLine.tsx';
import classes from './AgentSets.module.css';
import { type RowSteps, SetsTable } from './SetsTable.tsx';
import type { SetKind } from './set-kind.ts';
import { type SetsSearch, sorted } from './sets-search.ts';
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
  const { q = '', sort = 'name' } = view;
  const { data } = query;
  const shown = useMemo(() => {
    const key = nameKey(q.trim());
    return sorted(data?.items ?? [], sort).filter(({ name }) => nameKey(name).includes(key));
  }, [data, q, sort]);

  if (query.error && !data) {
    return <ErrorState error={query.error} title={t(`${kind.words}.listFailed`)} onRetry={() => void query.refetch()} />;
  }
  if (!data) return <Pending />;
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
          clearLabel={t('clearSearch')}
        />
        {data.withAll > 0 && (
          <span className={classes.withAll}>
            {t(`${kind.words}.withAll`, { count: data.withAll, number: formatNumber(data.withAll) })}
          </span>
        )}
      </div>
      {line}
      <div className={page.scroller}>
        <SetsTable {...{ kind, view, changeView }} sets={shown} {...steps} />
      </div>
      {shown.length === 0 && (
        <EmptyState
          icon={IconZoomQuestion}
          title={t(`${kind.words}.noMatch`)}
          action={
            <Button variant="default" onClick={() => changeView({ q: '' })}>
              {t('clearSearch')}
            </Button>
          }
        >
          {t('noMatchText', { q })}
        </EmptyState>
      )}
    </>
  );
}

function Pending() {
  return (
    <>
      <Waiting />
      <SkeletonRows rows={6} />
    </>
  );
}
