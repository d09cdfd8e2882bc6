import { ActionIcon, Menu, Tooltip } from '@mantine/core';
import { IconAdjustmentsHorizontal, IconDownload } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { exportAgents } from '../../contract/agent-export.ts';
import { AGENT_SORTS } from '../../contract/agents.ts';
import { addressOf } from '../api/client.ts';
import { useMe } from '../api/use-me.ts';
import { ColumnItems, DensityItems, SortItems } from '../table/LookItems.tsx';
import toolbar from '../table/Toolbar.module.css';
import type { Density } from '../table/use-density.ts';
import { ICON, SMALL_ICON } from '../theme.ts';
import { DisabledReason } from '../ui/DisabledReason.tsx';
import { useIsPhone } from '../ui/use-is-phone.ts';
import { AGENT_COLUMNS, type AgentColumn } from './agent-column-names.ts';
import { listQueryOf } from './agents-queries.ts';
import type { AgentsView } from './agents-search.ts';
import classes from './LookMenu.module.css';
import type { ChangeView } from './use-agents-view.ts';
import { useColumnNames } from './use-column-names.ts';

interface Props {
  view: AgentsView;
  changeView: ChangeView;
  columns: readonly AgentColumn[];
  onColumns: (columns: AgentColumn[]) => void;
  density: Density;
  onDensity: (density: Density) => void;
}

/** How the list looks: columns and density, or the order where there are no columns to press. And the list as a file. */
export function LookMenu({ view, changeView, columns, onColumns, density, onDensity }: Props) {
  const { t } = useTranslation(['agents', 'ui']);
  const isPhone = useIsPhone();
  const nameOf = useColumnNames();
  const title = t(isPhone ? 'ui:list.order' : 'ui:list.look');
  const toggle = (column: AgentColumn) => onColumns(AGENT_COLUMNS.filter((one) => columns.includes(one) !== (one === column)));
  return (
    <Menu position="bottom-end" width={300}>
      <Menu.Target>
        <Tooltip label={title}>
          <ActionIcon variant="default" size={36} className={toolbar.viewMenu} aria-label={title}>
            <IconAdjustmentsHorizontal {...ICON} />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown className={classes.dropdown}>
        {isPhone ? (
          <SortItems
            sorts={AGENT_SORTS.map((value) => ({ value, label: t(`sort.${value}`) }))}
            view={view}
            onChange={changeView}
          />
        ) : (
          <>
            <DensityItems density={density} onDensity={onDensity} />
            <Menu.Divider />
            <ColumnItems
              columns={AGENT_COLUMNS.map((value) => ({ value, label: nameOf(value) }))}
              shown={columns}
              onToggle={toggle}
            />
          </>
        )}
        <Menu.Divider />
        <DownloadItem view={view} />
      </Menu.Dropdown>
    </Menu>
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
