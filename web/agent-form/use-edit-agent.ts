import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type AgentInFull, agentInFull, updateAgent } from '../../contract/agents.ts';
import { call } from '../api/client.ts';
import { useVersionedForm } from '../api/use-versioned-form.ts';
import { toast } from '../ui/toast.tsx';
import { AGENT_ERROR_FIELDS } from './agent-error-fields.ts';
import { agentName } from './agent-name.ts';
import { agentKey } from './agent-queries.ts';
import { editBody, valuesOf } from './agent-values.ts';
import { useAgentChecks } from './use-agent-checks.ts';

/** The form of an agent who is there. */
export function useEditAgent(agent: AgentInFull) {
  const { t } = useTranslation('agent-form');
  const client = useQueryClient();
  return useVersionedForm({
    thing: agent,
    schema: updateAgent.body,
    valuesOf,
    bodyOf: editBody,
    alsoCheck: useAgentChecks(),
    send: (body, version) => call('updateAgent', { params: { userId: agent.id }, body, ifMatch: version }),
    read: agentInFull,
    fieldOf: AGENT_ERROR_FIELDS,
    onSaved: (saved, before) => {
      client.setQueryData(agentKey(agent.id), saved);
      for (const key of ['agents', 'users', 'tags', 'skillGroups', 'dialerRoles', 'me']) {
        void client.invalidateQueries({ queryKey: [key] });
      }
      const asksAgain = saved.newEmail !== null && saved.newEmail !== before.newEmail;
      toast(asksAgain ? t('savedEmail', { email: saved.newEmail ?? '' }) : t('saved', { name: agentName(saved) }));
    },
    onConflict: (current) => {
      client.setQueryData(agentKey(agent.id), current);
    },
  });
}

export type EditAgent = ReturnType<typeof useEditAgent>;
