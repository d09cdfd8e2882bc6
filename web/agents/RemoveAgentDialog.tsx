import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Agent } from '../../contract/agents.ts';
import { agentName } from '../agent-form/agent-name.ts';
import { type ApiError, call } from '../api/client.ts';
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx';
import { toast } from '../ui/toast.tsx';
import { AGENTS } from './agents-queries.ts';

/** Says what taking somebody out of the Dialer does, and does it. */
export function RemoveAgentDialog({ agent, onClose }: { agent: Agent; onClose: () => void }) {
  const { t } = useTranslation('agents');
  const client = useQueryClient();
  const name = agentName(agent);
  const removal = useMutation<undefined, ApiError>({
    mutationFn: () => call('removeAgent', { params: { userId: agent.id } }),
    onSuccess: async () => {
      toast(t('remove.done', { name }));
      onClose();
      await client.invalidateQueries({ queryKey: AGENTS });
    },
  });
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      title={t('remove.title', { name })}
      verb={t('remove.confirm', { name })}
      onConfirm={() => removal.mutate()}
      isSending={removal.isPending}
      error={removal.error}
    >
      {t('remove.text')}
    </ConfirmDialog>
  );
}
