import { Checkbox } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Agent } from '../../contract/agents.ts';
import { AgentActions } from '../agent-actions/AgentActions.tsx';
import { agentName } from '../agent-form/agent-name.ts';
import { AllBadges } from '../table/Badges.tsx';
import { Card, CardList, type CardPlace } from '../table/CardList.tsx';
import classes from '../table/Cards.module.css';
import { LinkAnchor } from '../ui/LinkButton.tsx';
import { StatusCell } from '../users/StatusCell.tsx';
import type { ListProps } from './agents-list.ts';

/** The agents as cards, for narrow windows. */
export function AgentsCards({ items, query, selection, matching }: ListProps) {
  const { t } = useTranslation('agents');
  return (
    <CardList
      name={t('table.name')}
      items={items}
      query={query}
      count={matching && !matching.isMore ? matching.count : -1}
      card={(agent, place) => (
        <AgentCard key={agent.id} agent={agent} isSelected={selection.has(agent.id)} onToggle={selection.toggle} place={place} />
      )}
    />
  );
}

interface CardProps {
  place: CardPlace;
  agent: Agent;
  isSelected: boolean;
  onToggle: (id: string) => void;
}

function AgentCard({ agent, place, isSelected, onToggle }: CardProps) {
  const { t } = useTranslation('agents');
  const name = agentName(agent);
  return (
    <Card place={place} isOpen={isSelected}>
      <Checkbox
        className={classes.select}
        aria-label={t('table.select', { name })}
        checked={isSelected}
        onChange={() => onToggle(agent.id)}
      />
      <div className={classes.what}>
        <LinkAnchor to="/dialer/users/$id" params={{ id: agent.id }} className={classes.name} c="inherit">
          <bdi>{name}</bdi>
        </LinkAnchor>
        <div className={classes.email}>
          <bdi>{agent.username ?? agent.email}</bdi>
          {agent.virtualExtension && (
            <span className={classes.beside}>
              <bdi>{agent.virtualExtension}</bdi>
            </span>
          )}
        </div>
        <div className={classes.line}>
          <StatusCell user={agent} />
          <AllBadges names={agent.dialerRoles.map((role) => role.name)} />
        </div>
      </div>
      <AgentActions agent={agent} />
    </Card>
  );
}
