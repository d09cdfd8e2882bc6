import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Agent } from '../../contract/agents.ts';
import { agentName } from '../agent-form/agent-name.ts';
import { type ApiError, call } from '../api/client.ts';
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx';
import { toast } from '../ui/toast.tsx';
import { useLeadsOf } from './use-leads-of.ts';

interface Props {
  agent: Agent;
  onDone: () => void;
  onClose: () => void;
}

/** Takes the profile only: the user stays in the Portal. */
export function RemoveAgentDialog({ agent, onDone, onClose }: Props) {
  const { t } = useTranslation('agent-actions');
  const name = agentName(agent);
  const leads = useLeadsOf(agent.id);
  const removal = useMutation<undefined, ApiError>({
    mutationFn: () => call('removeAgent', { params: { userId: agent.id } }),
    onSuccess: () => {
      toast(t('remove.done', { name }));
      onDone();
    },
  });
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      title={t('remove.title', { name })}
      verb={t('remove.verb')}
      onConfirm={() => !removal.isPending && removal.mutate()}
      isSending={removal.isPending}
      error={removal.error}
    >
      <p>{t('remove.text', { name })}</p>
      {leads !== undefined && leads.all > 0 && <p>{t('remove.leads', { count: leads.all })}</p>}
    </ConfirmDialog>
  );
}
