import { Checkbox } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Agent } from '../../contract/agents.ts';
import { AgentActions } from '../agent-actions/AgentActions.tsx';
import { agentName } from '../agent-form/agent-name.ts';
import { AllBadges } from '../table/Badges.tsx';
import { CardList, type CardPlace } from '../table/CardList.tsx';
import classes from '../table/Cards.module.css';
import { LinkAnchor } from '../ui/LinkButton.tsx';
import { StatusCell } from '../users/StatusCell.tsx';
import type { ListProps } from './agents-list.ts';

/** The agents as cards, for narrow windows. */
export function AgentsCards({ items, query, selection, matching }: ListProps) {
  const { t } = useTranslation('agents');
  const count = matching && !matching.isMore ? matching.count : -1;
  return (
    <CardList
      name={t('table.name')}
      items={items}
      query={query}
      card={(agent, place) => (
        <AgentCard
          key={agent.id}
          agent={agent}
          count={count}
          isSelected={selection.has(agent.id)}
          onToggle={selection.toggle}
          {...place}
        />
      )}
    />
  );
}

interface CardProps extends CardPlace {
  agent: Agent;
  /** How many there are in all; -1: not known. */
  count: number;
  isSelected: boolean;
  onToggle: (id: string) => void;
}

function AgentCard({ agent, index, start, measure, count, isSelected, onToggle }: CardProps) {
  const { t } = useTranslation('agents');
  const name = agentName(agent);
  return (
    <li
      ref={measure}
      className={classes.card}
      style={{ transform: `translateY(${start}px)` }}
      data-index={index}
      data-open={isSelected || undefined}
      aria-posinset={index + 1}
      aria-setsize={count}
    >
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
    </li>
  );
}
