import { Radio, Stack } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Agent } from '../../contract/agents.ts';
import { agentName } from '../agent-form/agent-name.ts';
import { type ApiError, call } from '../api/client.ts';
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx';
import { formatNumber } from '../ui/format.ts';
import { toast } from '../ui/toast.tsx';
import { restorableUntil } from '../users/restorable-until.ts';
import classes from './AgentActions.module.css';
import { HeirsField } from './HeirsField.tsx';
import { useLeadsOf } from './use-leads-of.ts';

interface Props {
  agent: Agent;
  onDone: () => void;
  onClose: () => void;
}

/** Says what deleting an agent does, asks what becomes of their leads, and does it. */
export function DeleteAgentDialog({ agent, onDone, onClose }: Props) {
  const { t } = useTranslation('agent-actions');
  const name = agentName(agent);
  const leads = useLeadsOf(agent.id);
  const [handsOver, setHandsOver] = useState(false);
  const [heirs, setHeirs] = useState<string[]>([]);
  const deletion = useMutation<undefined, ApiError>({
    mutationFn: () => call('deleteUser', { params: { id: agent.id }, query: { handOverTo: handsOver ? heirs : [] } }),
    onSuccess: () => {
      toast(t('delete.done', { name }));
      onDone();
    },
  });
  const open = leads?.open ?? 0;
  const isBlocked = handsOver && heirs.length === 0;
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      title={t('delete.title', { name })}
      verb={t('delete.verb', { name })}
      onConfirm={() => !deletion.isPending && !isBlocked && deletion.mutate()}
      isSending={deletion.isPending}
      isBlocked={isBlocked}
      error={deletion.error}
    >
      <p className={classes.text}>{t('delete.text', { date: restorableUntil() })}</p>
      {open > 0 && (
        <Radio.Group
          value={handsOver ? 'hand' : 'free'}
          onChange={(value) => setHandsOver(value === 'hand')}
          label={t('delete.leads', { count: open, shown: formatNumber(open) })}
        >
          <Stack gap="xs" mt="xs">
            <Radio value="free" label={t('delete.free')} />
            <Radio value="hand" label={t('delete.hand')} />
          </Stack>
        </Radio.Group>
      )}
      {handsOver && <HeirsField leaving={agent.id} leads={open} value={heirs} onChange={setHeirs} />}
    </ConfirmDialog>
  );
}
