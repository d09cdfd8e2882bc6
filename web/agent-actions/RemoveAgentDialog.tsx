import { useTranslation } from 'react-i18next';
import type { Agent } from '../../contract/agents.ts';
import { agentName } from '../agent-form/agent-name.ts';
import { call } from '../api/client.ts';
import { DeleteDialog } from '../ui/DeleteDialog.tsx';
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
  return (
    <DeleteDialog
      item={agent}
      onClose={onClose}
      title={t('remove.title', { name })}
      verb={t('remove.verb')}
      send={({ id }) => call('removeAgent', { params: { userId: id } })}
      done={t('remove.done', { name })}
      onDone={onDone}
    >
      <p>{t('remove.text', { name })}</p>
      {leads !== undefined && leads.all > 0 && <p>{t('remove.leads', { count: leads.all })}</p>}
    </DeleteDialog>
  );
}
