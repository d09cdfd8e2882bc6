import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type AgentInFull, createAgent } from '../../contract/agents.ts';
import { call } from '../api/client.ts';
import { useContractForm } from '../api/use-contract-form.ts';
import { useStepUp } from '../sessions/step-up.tsx';
import { changedFields } from '../ui/three-way.ts';
import { AGENT_ERROR_FIELDS } from './agent-error-fields.ts';
import { type AgentValues, newBody, newValues } from './agent-values.ts';
import { useAgentChecks } from './use-agent-checks.ts';

/** The form of an agent who is not there yet. A repeated press adds nobody twice. */
export function useNewAgent(onCreated: (agent: AgentInFull) => void) {
  const client = useQueryClient();
  const run = useStepUp();
  const [before] = useState(newValues);
  const [isDone, setDone] = useState(false);
  const [idempotencyKey] = useState(() => crypto.randomUUID());
  const { form, ...sending } = useContractForm({
    schema: createAgent.body,
    initialValues: before,
    toBody: (values: AgentValues) => newBody(values),
    alsoCheck: useAgentChecks(),
    fieldOf: AGENT_ERROR_FIELDS,
    send: (body) => run(() => call('createAgent', { body, idempotencyKey })),
    onDone: (agent) => {
      setDone(true);
      for (const key of ['agents', 'users', 'tags', 'skillGroups', 'dialerRoles']) {
        void client.invalidateQueries({ queryKey: [key] });
      }
      onCreated(agent);
    },
  });
  const discard = () => {
    form.setValues(newValues());
    form.clearErrors();
  };
  return { form, ...sending, changed: changedFields(before, form.values), isDone, discard };
}
