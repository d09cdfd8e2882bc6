import { useTranslation } from 'react-i18next';
import { MoreRows } from '../table/MoreRows.tsx';
import { SkeletonRows } from '../table/SkeletonRows.tsx';
import { SpacerRow } from '../table/SpacerRow.tsx';
import classes from '../table/Table.module.css';
import { ROW_HEIGHT } from '../table/use-density.ts';
import { useVirtualRows } from '../table/use-virtual-rows.ts';
import { AgentRow } from './AgentRow.tsx';
import { AgentsTableHead } from './AgentsTableHead.tsx';
import { widthOf } from './agent-column-names.ts';
import type { ListProps } from './agents-list.ts';

const SELECT_WIDTH = 52;
const NAME_WIDTH = 180;
const ACTIONS_WIDTH = 56;
const HEAD_HEIGHT = 36;

/** The agents as a table with its own scroll. Only the rows on the screen exist. */
export function AgentsTable(props: ListProps) {
  const { agents, columns, density, rows, query, matching, selection } = props;
  const { t } = useTranslation('agents');
  const height = ROW_HEIGHT[density];
  const { scroller, items, after, gapBefore } = useVirtualRows({ ...props, items: agents, height, headHeight: HEAD_HEIGHT });
  const widths = [SELECT_WIDTH, NAME_WIDTH, ...columns.map(widthOf), ACTIONS_WIDTH];
  const columnIds = ['select', 'name', ...columns, 'actions'];
  const span = columnIds.length;
  const total = matching && !matching.isMore ? matching.count + 1 : -1;

  return (
    <div ref={scroller} className={classes.scroller} data-stale={query.isPlaceholderData || undefined}>
      <table
        className={classes.table}
        style={{ minWidth: widths.reduce((sum, width) => sum + width, 0) }}
        aria-label={t('table.name')}
        aria-rowcount={total}
        aria-busy={query.isPending || query.isPlaceholderData}
        data-selectable
      >
        <colgroup>
          {widths.map((width, index) => (
            // What is left over is the name's.
            <col key={columnIds[index]} style={columnIds[index] === 'name' ? undefined : { width }} />
          ))}
        </colgroup>
        <AgentsTableHead {...props} />
        <tbody>
          {query.isPending && <SkeletonRows columns={columnIds} height={height} />}
          {items.map((item) => {
            const agent = agents[item.index];
            return (
              agent && (
                <AgentRow
                  key={agent.id}
                  agent={agent}
                  columns={columns}
                  index={item.index}
                  gap={gapBefore(item)}
                  span={span}
                  height={height}
                  isActive={rows.active === item.index}
                  isSelected={selection.has(agent.id)}
                  onActivate={rows.activate}
                  onOpen={props.onOpen}
                  onToggle={selection.toggle}
                />
              )
            );
          })}
          {after > 0 && <SpacerRow height={after} span={span} />}
          {agents.length > 0 && <MoreRows query={query} columns={columnIds} height={height} />}
        </tbody>
      </table>
    </div>
  );
}
