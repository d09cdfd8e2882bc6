import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Lead } from '../../contract/leads.ts';
import { RelativeTime } from '../ui/RelativeTime.tsx';
import { LeadCell } from './LeadCell.tsx';
import classes from './Leads.module.css';
import type { LeadColumn } from './leads-search.ts';

const CONTENT: readonly LeadColumn[] = ['phone', 'status', 'weight', 'callBackAt', 'language', 'group'];

/** Who has the lead and since when; with all that it says where that cannot be changed. */
export function LeadFacts({ lead, withContent }: { lead: Lead; withContent: boolean }) {
  const { t } = useTranslation('leads');
  const columns: readonly LeadColumn[] = withContent ? [...CONTENT, 'agent'] : ['agent'];
  return (
    <dl className={classes.facts}>
      {columns.map((column) => (
        <Fact key={column} name={t(`column.${column}`)}>
          <LeadCell lead={lead} column={column} />
        </Fact>
      ))}
      {lead.assignedAt && (
        <Fact name={t('form.since')}>
          <RelativeTime at={lead.assignedAt} />
        </Fact>
      )}
      <Fact name={t('column.createdAt')}>
        <RelativeTime at={lead.createdAt} />
      </Fact>
    </dl>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}
