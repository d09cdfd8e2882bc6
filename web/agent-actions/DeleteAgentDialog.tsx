import { Radio, Stack } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Agent } from '../../contract/agents.ts';
import { agentName } from '../agent-form/agent-name.ts';
import { call } from '../api/client.ts';
import { DeleteDialog } from '../ui/DeleteDialog.tsx';
import { formatNumber } from '../ui/format.ts';
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
  const open = leads?.open ?? 0;
  return (
    <DeleteDialog
      item={agent}
      onClose={onClose}
      title={t('delete.title', { name })}
      verb={t('delete.verb', { name })}
      send={({ id }) => call('deleteUser', { params: { id }, query: { handOverTo: handsOver ? heirs : [] } })}
      done={t('delete.done', { name })}
      onDone={onDone}
      isBlocked={handsOver && heirs.length === 0}
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
    </DeleteDialog>
  );
}
