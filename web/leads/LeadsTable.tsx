import { useTranslation } from 'react-i18next';
import type { Lead } from '../../contract/leads.ts';
import { type ColumnHead, PickTable } from '../table/PickTable.tsx';
import type { RowParts } from '../table/pick-list.ts';
import { directionOf } from '../table/SortButton.tsx';
import { LeadCell } from './LeadCell.tsx';
import classes from './Leads.module.css';
import { sortOf, WIDTHS } from './lead-columns.ts';
import { leadName } from './lead-name.ts';
import type { ListProps } from './leads-list.ts';
import type { LeadColumn } from './leads-search.ts';

const PARTS: RowParts<Lead, LeadColumn> = {
  name: (lead) => (
    <span className={classes.name} dir="auto" title={leadName(lead)}>
      {leadName(lead)}
    </span>
  ),
  cell: (lead, column) => <LeadCell lead={lead} column={column} />,
};

/** Of these one looks for the highest first. */
const FROM_THE_TOP = ['weight', 'createdAt'];

/** The leads as a table. */
export function LeadsTable(props: ListProps) {
  const { t } = useTranslation('leads');
  const { view, changeView } = props;

  function headOf(column: LeadColumn | 'name'): ColumnHead {
    const [title, sort] = [t(`column.${column}`), sortOf(column)];
    if (!sort) return { title };
    const onSort = () => changeView({ sort, descending: view.sort === sort ? !view.descending : FROM_THE_TOP.includes(sort) });
    return { title, direction: directionOf(sort, view), onSort };
  }

  return (
    <PickTable
      {...props}
      widthOf={(column) => WIDTHS[column]}
      headOf={headOf}
      label={t('table.name')}
      selectAllLabel={t('table.selectAll')}
      selectLabel={(lead) => t('table.select', { name: leadName(lead) })}
      parts={PARTS}
      openId={view.lead}
    />
  );
}
