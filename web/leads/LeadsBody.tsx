import { Group } from '@mantine/core';
import { IconAddressBook, IconZoomQuestion } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../api/use-me.ts';
import { ListBody } from '../table/ListBody.tsx';
import { AddButton } from '../ui/AddButton.tsx';
import { EmptyState, NoMatch } from '../ui/EmptyState.tsx';
import { ImportButton } from './ImportButton.tsx';
import { LeadsCards } from './LeadsCards.tsx';
import { LeadsTable } from './LeadsTable.tsx';
import type { ListProps } from './leads-list.ts';
import { isFiltered, NO_FILTERS } from './leads-search.ts';

interface Steps {
  onCreate: () => void;
  onImport: () => void;
}

interface Props extends Steps {
  list: ListProps;
  error: Error | null;
  onRetry: () => void;
}

/** The list, or what stands in its place. */
export function LeadsBody({ list, error, onRetry, ...steps }: Props) {
  const { t } = useTranslation('leads');
  const { query, items } = list;
  return (
    <ListBody
      error={error}
      onRetry={onRetry}
      failed={t('listFailed')}
      isPending={query.isPending}
      isEmpty={items.length === 0}
      table={<LeadsTable {...list} />}
      cards={<LeadsCards {...list} />}
      nothing={<Nothing {...list} {...steps} />}
    />
  );
}

function Nothing({ view, changeView, onCreate, onImport }: ListProps & Steps) {
  const { t } = useTranslation('leads');
  const { can } = useMe();
  if (isFiltered(view)) {
    return (
      <NoMatch
        icon={IconZoomQuestion}
        title={t('noMatch.title')}
        clear={t('noMatch.action')}
        onClear={() => changeView(NO_FILTERS)}
      >
        {t('noMatch.text')}
      </NoMatch>
    );
  }
  return (
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
  );
}
