import type { Agent } from '../../contract/agents.ts';
import { agentName } from '../agent-form/agent-name.ts';
import classes from '../table/Cells.module.css';
import { Avatar } from '../ui/Avatar.tsx';
import { LinkAnchor } from '../ui/LinkButton.tsx';

/** Initials, and the name, which leads to the agent. */
export function AgentName({ agent, tabIndex }: { agent: Agent; tabIndex?: number }) {
  const name = agentName(agent);
  return (
    <span className={classes.name}>
      <Avatar id={agent.id} firstName={agent.firstName || name} lastName={agent.lastName} />
      <LinkAnchor
        to="/dialer/users/$id"
        params={{ id: agent.id }}
        className={classes.line}
        c="inherit"
        inherit
        dir="auto"
        title={name}
        tabIndex={tabIndex}
      >
        {name}
      </LinkAnchor>
    </span>
  );
}
