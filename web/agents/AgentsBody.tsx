import { Button } from '@mantine/core';
import { IconHeadset, IconUserSearch } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../api/client.ts';
import classes from '../table/ListPage.module.css';
import { EmptyState } from '../ui/EmptyState.tsx';
import { ErrorState } from '../ui/ErrorState.tsx';
import { Waiting } from '../ui/Skeletons.tsx';
import { useIsPhone } from '../ui/use-is-phone.ts';
import { AgentsCards } from './AgentsCards.tsx';
import { AgentsTable } from './AgentsTable.tsx';
import type { ListProps } from './agents-list.ts';
import { isFiltered, NO_FILTERS } from './agents-search.ts';
import { CreateAgentButton } from './CreateAgentButton.tsx';

/** The list, or what stands in its place. */
export function AgentsBody({ list, onRetry, error }: { list: ListProps; error: Error | null; onRetry: () => void }) {
  const { t } = useTranslation('agents');
  const isPhone = useIsPhone();
  const { query, items, view, changeView } = list;
  if (error && items.length === 0) {
    const isRefused = error instanceof ApiError && error.problem !== null && error.problem.status < 500;
    return <ErrorState error={error} title={t('listFailed')} onRetry={isRefused ? undefined : onRetry} />;
  }
  const isNothing = !query.isPending && !query.isError && items.length === 0;
  return (
    <div className={classes.body} data-short={isNothing || undefined}>
      {query.isPending && <Waiting />}
      {isPhone ? <AgentsCards {...list} /> : <AgentsTable {...list} />}
      {isNothing && isFiltered(view) && (
        <EmptyState
          icon={IconUserSearch}
          title={t('noMatch.title')}
          action={
            <Button variant="default" onClick={() => changeView(NO_FILTERS)}>
              {t('noMatch.action')}
            </Button>
          }
        >
          {t('noMatch.text')}
        </EmptyState>
      )}
      {isNothing && !isFiltered(view) && (
        <EmptyState icon={IconHeadset} title={t('empty.title')} action={<CreateAgentButton />}>
          {t('empty.text')}
        </EmptyState>
      )}
    </div>
  );
}
