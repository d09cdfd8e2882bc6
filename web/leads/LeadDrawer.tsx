import { useTranslation } from 'react-i18next';
import type { Lead } from '../../contract/leads.ts';
import { ApiError } from '../api/client.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { ErrorState } from '../ui/ErrorState.tsx';
import { SideDrawer } from '../ui/SideDrawer.tsx';
import { SkeletonLines } from '../ui/Skeletons.tsx';
import { CreateLeadForm } from './CreateLeadForm.tsx';
import { EditLeadForm } from './EditLeadForm.tsx';
import classes from './Leads.module.css';
import { leadName } from './lead-name.ts';
import { useLead } from './leads-queries.ts';

interface Props {
  /** `new`: the form for another. */
  id: string;
  leads: readonly Lead[];
  onClose: (how?: { leaveForm: boolean }) => void;
}

/** The sidebar of one lead, by the id in the address. */
export function LeadDrawer({ id, leads, onClose }: Props) {
  const { t } = useTranslation('leads');
  const lead = leads.find((one) => one.id === id);
  return (
    <SideDrawer
      opened
      onClose={() => onClose()}
      title={id === 'new' ? t('form.new') : <bdi>{lead ? leadName(lead) : t('form.edit')}</bdi>}
    >
      {id === 'new' ? <CreateLeadForm onClose={onClose} /> : <OneLead id={id} leads={leads} onClose={onClose} />}
    </SideDrawer>
  );
}

function OneLead({ id, leads, onClose }: Props) {
  const { t } = useTranslation('leads');
  const { data: lead, error, refetch } = useLead(id, leads);
  if (error instanceof ApiError && error.code === 'lead.not_found') {
    return <EmptyState title={t('form.notFoundTitle')}>{t('form.notFoundText')}</EmptyState>;
  }
  if (lead) return <EditLeadForm lead={lead} onClose={onClose} />;
  return (
    <div className={classes.fields}>
      {error ? <ErrorState error={error} title={t('form.failed')} onRetry={() => void refetch()} /> : <SkeletonLines lines={9} />}
    </div>
  );
}
