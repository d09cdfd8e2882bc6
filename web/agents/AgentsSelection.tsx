import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { exportAgents, MOST_PICKED } from '../../contract/agent-export.ts';
import { addressOf } from '../api/client.ts';
import { download } from '../api/download.ts';
import { useMe } from '../api/use-me.ts';
import type { Count } from '../table/pick-list.ts';
import { SelectionBar } from '../table/SelectionBar.tsx';
import type { Selection } from '../table/use-selection.ts';
import { SMALL_ICON } from '../theme.ts';
import { DisabledReason } from '../ui/DisabledReason.tsx';
import { formatNumber } from '../ui/format.ts';
import { toastError } from '../ui/toast.tsx';
import { listQueryOf } from './agents-queries.ts';
import type { AgentsView } from './agents-search.ts';

interface Props {
  view: AgentsView;
  selection: Selection;
  matching: Count | undefined;
}

/** What can be done to the agents who are picked. */
export function AgentsSelection({ view, selection, matching }: Props) {
  const { t } = useTranslation('agents');
  const { ids, isAll, selectAll, clear } = selection;
  const number = (count: Count) =>
    count.isMore ? t('moreThan', { number: formatNumber(count.count) }) : formatNumber(count.count);
  const canTakeAll = !isAll && matching !== undefined && (matching.isMore || matching.count > ids.size);
  const label = isAll
    ? t('selection.all', { number: matching ? number(matching) : '…' })
    : t('selection.picked', { count: ids.size });
  return (
    <SelectionBar
      label={label}
      all={canTakeAll ? t('selection.takeAll', { number: number(matching) }) : undefined}
      onAll={selectAll}
      onClear={clear}
    >
      <DownloadSelected view={view} selection={selection} />
    </SelectionBar>
  );
}

function DownloadSelected({ view, selection }: Omit<Props, 'matching'>) {
  const { t } = useTranslation(['agents', 'ui']);
  const { can } = useMe();
  const { sort } = listQueryOf(view);
  const ids = [...selection.ids];
  const picked = useMutation({
    mutationFn: () => download('exportPickedAgents', { body: { ids, sort } }, 'agents.csv'),
    onError: (error) => toastError(t('selection.downloadFailed'), error),
  });
  const look = { variant: 'default', leftSection: <IconDownload {...SMALL_ICON} />, children: t('ui:list.download') } as const;
  if (selection.isAll && can.exportAgents.ok) {
    return <Button component="a" href={addressOf(exportAgents, { query: listQueryOf(view) })} download="agents.csv" {...look} />;
  }
  const isTooMany = ids.length > MOST_PICKED;
  return (
    <DisabledReason decision={can.exportAgents} label={isTooMany ? t('selection.tooMany', { count: MOST_PICKED }) : undefined}>
      <Button {...look} loading={picked.isPending} disabled={isTooMany} onClick={() => picked.mutate()} />
    </DisabledReason>
  );
}
