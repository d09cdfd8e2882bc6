import { Checkbox } from '@mantine/core';
import { type KeyboardEvent, type MouseEvent, memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Agent } from '../../contract/agents.ts';
import { AgentActions } from '../agent-actions/AgentActions.tsx';
import { agentName } from '../agent-form/agent-name.ts';
import { isOnRow } from '../table/is-on-row.ts';
import { SpacerRow } from '../table/SpacerRow.tsx';
import classes from '../table/Table.module.css';
import { AgentCell } from './AgentCell.tsx';
import { AgentName } from './AgentName.tsx';
import type { AgentColumn } from './agent-column-names.ts';

interface Props {
  agent: Agent;
  columns: readonly AgentColumn[];
  index: number;
  /** Height of what is not in the document before this row. */
  gap: number;
  span: number;
  height: number;
  isActive: boolean;
  isSelected: boolean;
  onActivate: (index: number) => void;
  onOpen: (agent: Agent) => void;
  onToggle: (id: string, toThere?: boolean) => void;
}

export const AgentRow = memo(function AgentRow({ agent, columns, index, gap, span, height, isActive, isSelected, ...on }: Props) {
  const { t } = useTranslation('agents');
  const tabIndex = isActive ? 0 : -1;

  function press(event: MouseEvent | KeyboardEvent) {
    if (!isOnRow(event)) return;
    on.onActivate(index);
    if (event.shiftKey) on.onToggle(agent.id, true);
    else on.onOpen(agent);
  }

  return (
    <>
      {gap > 0 && <SpacerRow height={gap} span={span} />}
      <tr
        className={classes.row}
        style={{ height }}
        aria-rowindex={index + 2}
        aria-selected={isSelected}
        data-index={index}
        data-status={agent.status}
        data-selected={isSelected || undefined}
        tabIndex={tabIndex}
        onFocus={() => on.onActivate(index)}
        onMouseDown={(event) => event.shiftKey && event.preventDefault()}
        onClick={press}
        onKeyDown={(event) => event.key === 'Enter' && press(event)}
      >
        <td data-column="select">
          <Checkbox
            size="xs"
            aria-label={t('table.select', { name: agentName(agent) })}
            tabIndex={tabIndex}
            checked={isSelected}
            onChange={(event) => on.onToggle(agent.id, (event.nativeEvent as unknown as { shiftKey?: boolean }).shiftKey)}
          />
        </td>
        <td data-column="name">
          <AgentName agent={agent} tabIndex={-1} />
        </td>
        {columns.map((column) => (
          <td key={column} data-column={column}>
            <AgentCell agent={agent} column={column} />
          </td>
        ))}
        <td data-column="actions">
          <AgentActions agent={agent} tabIndex={tabIndex} />
        </td>
      </tr>
    </>
  );
});
