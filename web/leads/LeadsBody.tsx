import { Button, Group } from '@mantine/core';
import { IconAddressBook, IconZoomQuestion } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../api/client.ts';
import { useMe } from '../api/use-me.ts';
import classes from '../table/ListPage.module.css';
import { AddButton } from '../ui/AddButton.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { ErrorState } from '../ui/ErrorState.tsx';
import { Waiting } from '../ui/Skeletons.tsx';
import { useIsPhone } from '../ui/use-is-phone.ts';
import { ImportButton } from './ImportButton.tsx';
import { LeadsCards } from './LeadsCards.tsx';
import { LeadsTable } from './LeadsTable.tsx';
import type { ListProps } from './leads-list.ts';
import { isFiltered, NO_FILTERS } from './leads-search.ts';

interface Props {
  list: ListProps;
  error: Error | null;
  onRetry: () => void;
  onCreate: () => void;
  onImport: () => void;
}

/** The list, or what stands in its place. */
export function LeadsBody({ list, error, onRetry, onCreate, onImport }: Props) {
  const { t } = useTranslation('leads');
  const { can } = useMe();
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
      {isPhone ? <LeadsCards {...list} /> : <LeadsTable {...list} />}
      {isNothing && isFiltered(view) && (
        <EmptyState
          icon={IconZoomQuestion}
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
        <EmptyState
          icon={IconAddressBook}
          title={t('empty.title')}
          action={
            <Group gap="sm" justify="center">
              <AddButton label={t('create')} decision={can.createLead} onClick={onCreate} withLabel />
              <ImportButton onClick={onImport} />
            </Group>
          }
        >
          {t('empty.text')}
        </EmptyState>
      )}
    </div>
  );
}
