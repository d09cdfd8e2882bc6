import { IconHeadset, IconUserSearch } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ListBody } from '../table/ListBody.tsx';
import { EmptyState, NoMatch } from '../ui/EmptyState.tsx';
import { AgentsCards } from './AgentsCards.tsx';
import { AgentsTable } from './AgentsTable.tsx';
import type { ListProps } from './agents-list.ts';
import { isFiltered, NO_FILTERS } from './agents-search.ts';
import { CreateAgentButton } from './CreateAgentButton.tsx';

/** The list, or what stands in its place. */
export function AgentsBody({ list, onRetry, error }: { list: ListProps; error: Error | null; onRetry: () => void }) {
  const { t } = useTranslation('agents');
  const { query, items } = list;
  return (
    <ListBody
      error={error}
      onRetry={onRetry}
      failed={t('listFailed')}
      isPending={query.isPending}
      isEmpty={items.length === 0}
      table={<AgentsTable {...list} />}
      cards={<AgentsCards {...list} />}
      nothing={<Nothing {...list} />}
    />
  );
}

function Nothing({ view, changeView }: ListProps) {
  const { t } = useTranslation('agents');
  return isFiltered(view) ? (
    <NoMatch icon={IconUserSearch} title={t('noMatch.title')} clear={t('noMatch.action')} onClear={() => changeView(NO_FILTERS)}>
      {t('noMatch.text')}
    </NoMatch>
  ) : (
    <EmptyState icon={IconHeadset} title={t('empty.title')} action={<CreateAgentButton />}>
      {t('empty.text')}
    </EmptyState>
  );
}
