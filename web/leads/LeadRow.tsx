import { Checkbox } from '@mantine/core';
import { type KeyboardEvent, type MouseEvent, memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Lead } from '../../contract/leads.ts';
import { isOnRow } from '../table/is-on-row.ts';
import { SpacerRow } from '../table/SpacerRow.tsx';
import classes from '../table/Table.module.css';
import { LeadCell } from './LeadCell.tsx';
import own from './Leads.module.css';
import { leadName } from './lead-name.ts';
import type { LeadColumn } from './leads-search.ts';

interface Props {
  lead: Lead;
  columns: readonly LeadColumn[];
  index: number;
  /** Height of what is not in the document before this row. */
  gap: number;
  span: number;
  height: number;
  isActive: boolean;
  isSelected: boolean;
  isOpen: boolean;
  onActivate: (index: number) => void;
  onOpen: (lead: Lead) => void;
  onToggle: (id: string, toThere?: boolean) => void;
}

export const LeadRow = memo(function LeadRow({ lead, columns, index, gap, span, height, isActive, ...rest }: Props) {
  const { t } = useTranslation('leads');
  const { isSelected, isOpen, onActivate, onOpen, onToggle } = rest;
  const tabIndex = isActive ? 0 : -1;

  function press(event: MouseEvent | KeyboardEvent) {
    if (!isOnRow(event)) return;
    onActivate(index);
    if (event.shiftKey) onToggle(lead.id, true);
    else onOpen(lead);
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
        data-selected={isSelected || undefined}
        data-open={isOpen || undefined}
        tabIndex={tabIndex}
        onFocus={() => onActivate(index)}
        onMouseDown={(event) => event.shiftKey && event.preventDefault()}
        onClick={press}
        onKeyDown={(event) => event.key === 'Enter' && press(event)}
      >
        <td data-column="select">
          <Checkbox
            size="xs"
            aria-label={t('table.select', { name: leadName(lead) })}
            tabIndex={tabIndex}
            checked={isSelected}
            onChange={(event) => onToggle(lead.id, (event.nativeEvent as unknown as { shiftKey?: boolean }).shiftKey)}
          />
        </td>
        <td data-column="name">
          <span className={own.name} dir="auto" title={leadName(lead)}>
            {leadName(lead)}
          </span>
        </td>
        {columns.map((column) => (
          <td key={column} data-column={column}>
            <LeadCell lead={lead} column={column} />
          </td>
        ))}
      </tr>
    </>
  );
});
