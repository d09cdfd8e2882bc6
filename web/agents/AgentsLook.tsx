import { Menu } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { exportAgents } from '../../contract/agent-export.ts';
import { AGENT_SORTS } from '../../contract/agents.ts';
import { addressOf } from '../api/client.ts';
import { useMe } from '../api/use-me.ts';
import { ColumnItems, DensityItems, SortItems } from '../table/LookItems.tsx';
import { LookMenu } from '../table/LookMenu.tsx';
import type { Density } from '../table/use-density.ts';
import { SMALL_ICON } from '../theme.ts';
import { DisabledReason } from '../ui/DisabledReason.tsx';
import classes from './AgentsLook.module.css';
import { AGENT_COLUMNS, type AgentColumn } from './agent-column-names.ts';
import { listQueryOf } from './agents-queries.ts';
import type { AgentsView } from './agents-search.ts';
import type { ChangeView } from './use-agents-view.ts';
import { useColumnNames } from './use-column-names.ts';

export interface LookProps {
  view: AgentsView;
  changeView: ChangeView;
  columns: readonly AgentColumn[];
  onColumns: (columns: AgentColumn[]) => void;
  density: Density;
  onDensity: (density: Density) => void;
}

/** How the list looks: columns and density, or the order where there are no columns to press. And the list as a file. */
export function AgentsLook({ view, changeView, columns, onColumns, density, onDensity }: LookProps) {
  const { t } = useTranslation('agents');
  const nameOf = useColumnNames();
  const toggle = (column: AgentColumn) => onColumns(AGENT_COLUMNS.filter((one) => columns.includes(one) !== (one === column)));
  const sorts = AGENT_SORTS.map((value) => ({ value, label: t(`sort.${value}`) }));
  return (
    <LookMenu
      width={300}
      className={classes.dropdown}
      order={<SortItems sorts={sorts} view={view} onChange={changeView} />}
      look={
        <>
          <DensityItems density={density} onDensity={onDensity} />
          <Menu.Divider />
          <ColumnItems
            columns={AGENT_COLUMNS.map((value) => ({ value, label: nameOf(value) }))}
            shown={columns}
            onToggle={toggle}
          />
        </>
      }
    >
      <Menu.Divider />
      <DownloadItem view={view} />
    </LookMenu>
  );
}

function DownloadItem({ view }: { view: AgentsView }) {
  const { t } = useTranslation();
  const { can } = useMe();
  const icon = <IconDownload {...SMALL_ICON} />;
  if (!can.exportAgents.ok) {
    return (
      <DisabledReason decision={can.exportAgents}>
        <Menu.Item leftSection={icon}>{t('list.download')}</Menu.Item>
      </DisabledReason>
    );
  }
  return (
    <Menu.Item
      component="a"
      href={addressOf(exportAgents, { query: listQueryOf(view) })}
      download="agents.csv"
      leftSection={icon}
    >
      {t('list.download')}
    </Menu.Item>
  );
}
