import { useTranslation } from 'react-i18next';
import type { Lead } from '../../contract/leads.ts';
import { usePhoneNumbers } from '../agent-form/use-phone-numbers.ts';
import { languageName } from '../locale-settings/names.ts';
import { PlainCell } from '../table/PlainCell.tsx';
import { formatMoment, formatNumber } from '../ui/format.ts';
import { RelativeTime } from '../ui/RelativeTime.tsx';
import { LeadStatusDot } from './LeadStatusDot.tsx';
import classes from './Leads.module.css';
import type { LeadColumn } from './leads-search.ts';

/** What a column says of a lead. */
export function LeadCell({ lead, column }: { lead: Lead; column: LeadColumn }) {
  const { t } = useTranslation('leads');
  switch (column) {
    case 'phone':
      return <Phone number={lead.phone} />;
    case 'status':
      return <LeadStatusDot status={lead.status} />;
    case 'agent':
      return lead.assignedTo ? <PlainCell value={lead.assignedTo.name} /> : <span className={classes.quiet}>{t('nobody')}</span>;
    case 'weight':
      return formatNumber(lead.weight);
    case 'callBackAt':
      return lead.callBackAt ? <CallBack at={lead.callBackAt} /> : <PlainCell value={null} />;
    case 'language':
      return <PlainCell value={lead.language && languageName(lead.language)} />;
    case 'group':
      return <PlainCell value={lead.group || null} />;
    case 'createdAt':
      return <RelativeTime at={lead.createdAt} />;
  }
}

/** In groups, as people read it; as it stands until it is known how. */
function Phone({ number }: { number: string }) {
  const phones = usePhoneNumbers();
  return <bdi dir="ltr">{phones?.shownPhoneNumber(number) ?? number}</bdi>;
}

/** When to call, in the reader's timezone; strong once the time has come. */
function CallBack({ at }: { at: string }) {
  return (
    <time dateTime={at} className={classes.time} data-due={Date.parse(at) <= Date.now() || undefined}>
      {formatMoment(at)}
    </time>
  );
}
