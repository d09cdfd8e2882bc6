import { Drawer } from '@mantine/core';
import type { KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Lead } from '../../contract/leads.ts';
import { ApiError } from '../api/client.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { ErrorState } from '../ui/ErrorState.tsx';
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

const LOOK = { content: classes.drawerContent, header: classes.drawerHeader, body: classes.drawerBody };

/** The sidebar of one lead, by the id in the address. */
export function LeadDrawer({ id, leads, onClose }: Props) {
  const { t } = useTranslation(['leads', 'ui']);
  const lead = leads.find((one) => one.id === id);

  // Mantine closes every open layer on Escape, the question whether to discard included; here one key closes one.
  function onKeyDown(event: KeyboardEvent) {
    const { target, currentTarget } = event;
    if (event.key !== 'Escape' || !(target instanceof Element) || !currentTarget.contains(target)) return;
    if (target.getAttribute('data-mantine-stop-propagation') !== 'true') onClose();
  }

  return (
    <Drawer
      opened
      onClose={() => onClose()}
      closeOnEscape={false}
      onKeyDown={onKeyDown}
      position="right"
      size={480}
      title={id === 'new' ? t('form.new') : <bdi>{lead ? leadName(lead) : t('form.edit')}</bdi>}
      overlayProps={{ backgroundOpacity: 0.35 }}
      closeButtonProps={{ 'aria-label': t('ui:close') }}
      classNames={LOOK}
    >
      {id === 'new' ? <CreateLeadForm onClose={onClose} /> : <OneLead id={id} leads={leads} onClose={onClose} />}
    </Drawer>
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
