import { useQueryClient } from '@tanstack/react-query';
import type { Agent } from '../../contract/agents.ts';
import { agentName } from '../agent-form/agent-name.ts';
import { ResetSecondFactorDialog } from '../users/ResetSecondFactorDialog.tsx';
import type { AgentAsked } from './agent-asked.ts';
import { DeleteAgentDialog } from './DeleteAgentDialog.tsx';
import { RemoveAgentDialog } from './RemoveAgentDialog.tsx';
import { ResetPasswordDialog } from './ResetPasswordDialog.tsx';
import { RestoreAgentDialog } from './RestoreAgentDialog.tsx';
import { SessionsDialog } from './SessionsDialog.tsx';
import { WhyDialog } from './WhyDialog.tsx';

interface Props {
  agent: Agent;
  asked: AgentAsked;
  onClose: () => void;
  onGone?: () => void;
}

/** The dialog of one action, and what follows from it on every page. */
export function AgentDialog({ agent, asked, onClose, onGone }: Props) {
  const client = useQueryClient();
  const renew = () => {
    for (const key of ['agents', 'users', 'leads']) void client.invalidateQueries({ queryKey: [key] });
  };
  const gone = () => {
    renew();
    onClose();
    onGone?.();
  };
  const person = { id: agent.id, name: agentName(agent) };
  switch (asked) {
    case 'password':
      return <ResetPasswordDialog person={person} onDone={renew} onClose={onClose} />;
    case 'authenticator':
      return <ResetSecondFactorDialog user={agent} opened onClose={onClose} />;
    case 'sessions':
      return <SessionsDialog agent={agent} onClose={onClose} />;
    case 'why':
      return <WhyDialog person={person} onClose={onClose} />;
    case 'remove':
      return <RemoveAgentDialog agent={agent} onDone={gone} onClose={onClose} />;
    case 'delete':
      return <DeleteAgentDialog agent={agent} onDone={gone} onClose={onClose} />;
    case 'restore':
      return <RestoreAgentDialog agent={agent} onDone={renew} onClose={onClose} />;
  }
}
