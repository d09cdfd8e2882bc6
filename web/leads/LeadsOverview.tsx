import { UnstyledButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { LeadStatus } from '../../contract/leads.ts';
import { formatNumber } from '../ui/format.ts';
import classes from './Leads.module.css';
import type { LeadsView } from './leads-search.ts';
import type { ChangeView } from './use-leads-view.ts';

interface Props {
  statuses: readonly { readonly status: LeadStatus; readonly assigned: number; readonly unassigned: number }[];
  view: LeadsView;
  changeView: ChangeView;
}

/** How the leads divide: a bar of the statuses, each with the part that nobody has in a lighter tone; each is a filter. */
export function LeadsOverview({ statuses, view, changeView }: Props) {
  const { t } = useTranslation('leads');
  const present = statuses.filter(({ assigned, unassigned }) => assigned + unassigned > 0);
  const nobodys = statuses.reduce((sum, { unassigned }) => sum + unassigned, 0);
  const isUnassigned = view.assigned === 'no';
  function toggle(status: LeadStatus) {
    const isChosen = view.status.includes(status);
    changeView({ status: isChosen ? view.status.filter((one) => one !== status) : [...view.status, status] });
  }
  return (
    <div className={classes.overview}>
      <div className={classes.bar} aria-hidden>
        {present.map(({ status, assigned, unassigned }) => [
          <div
            key={status}
            className={classes.part}
            data-status={status}
            style={{ flexGrow: assigned }}
            hidden={assigned === 0}
          />,
          <div
            key={`${status} unassigned`}
            className={classes.part}
            data-status={status}
            data-unassigned
            style={{ flexGrow: unassigned }}
            hidden={unassigned === 0}
          />,
        ])}
      </div>
      <ul className={classes.legend} aria-label={t('overview.name')}>
        {present.map(({ status, assigned, unassigned }) => (
          <li key={status}>
            <UnstyledButton
              className={classes.legendItem}
              aria-pressed={view.status.includes(status)}
              onClick={() => toggle(status)}
            >
              <span className={classes.swatch} data-status={status} />
              {t(`status.${status}`)} <span className={classes.number}>{formatNumber(assigned + unassigned)}</span>
            </UnstyledButton>
          </li>
        ))}
        <li className={classes.unassigned}>
          <UnstyledButton
            className={classes.legendItem}
            aria-pressed={isUnassigned}
            onClick={() => changeView({ assigned: isUnassigned ? null : 'no' })}
          >
            {t('overview.unassigned')} <span className={classes.number}>{formatNumber(nobodys)}</span>
          </UnstyledButton>
        </li>
      </ul>
    </div>
  );
}
