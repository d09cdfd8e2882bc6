import { useQueryClient } from '@tanstack/react-query';
import type { Agent } from '../../contract/agents.ts';
import { WithdrawEmail } from '../users/WithdrawEmail.tsx';
import classes from './AgentForm.module.css';
import { agentName } from './agent-name.ts';
import { agentKey } from './agent-queries.ts';

/** Below an address that waits to be confirmed: the way back to the one that counts. */
export function WaitingEmail({ agent }: { agent: Agent }) {
  const client = useQueryClient();
  return (
    <div className={classes.withdraw}>
      <WithdrawEmail
        id={agent.id}
        name={agentName(agent)}
        onDone={() => client.invalidateQueries({ queryKey: agentKey(agent.id) })}
      />
    </div>
  );
}
