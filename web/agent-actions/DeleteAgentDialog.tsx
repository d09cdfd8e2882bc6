import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Agent } from '../../contract/agents.ts';
import { agentName } from '../agent-form/agent-name.ts';
import { call } from '../api/client.ts';
import { DeleteDialog } from '../ui/DeleteDialog.tsx';
import { restorableUntil } from '../users/restorable-until.ts';
import classes from './AgentActions.module.css';
import { LeavingLeads } from './LeavingLeads.tsx';

interface Props {
  agent: Agent;
  onDone: () => void;
  onClose: () => void;
}

/** Says what deleting an agent does, asks what becomes of their leads, and does it. */
export function DeleteAgentDialog({ agent, onDone, onClose }: Props) {
  const { t } = useTranslation('agent-actions');
  const name = agentName(agent);
  const [heirs, setHeirs] = useState<string[] | null>(null);
  return (
    <DeleteDialog
      item={agent}
      onClose={onClose}
      title={t('delete.title', { name })}
      verb={t('delete.verb', { name })}
      send={({ id }) => call('deleteUser', { params: { id }, query: { handOverTo: heirs ?? [] } })}
      done={t('delete.done', { name })}
      onDone={onDone}
      isBlocked={heirs?.length === 0}
    >
      <p className={classes.text}>{t('delete.text', { date: restorableUntil() })}</p>
      <LeavingLeads userId={agent.id} heirs={heirs} onChange={setHeirs} />
    </DeleteDialog>
  );
}
