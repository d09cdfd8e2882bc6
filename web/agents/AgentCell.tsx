import { useTranslation } from 'react-i18next';
import { settingOf } from '../../contract/agent-settings.ts';
import type { Agent } from '../../contract/agents.ts';
import { useValueWords } from '../agent-form/use-value-words.ts';
import { Badges } from '../table/Badges.tsx';
import classes from '../table/Cells.module.css';
import { PlainCell } from '../table/PlainCell.tsx';
import { RelativeTime } from '../ui/RelativeTime.tsx';
import { StatusCell } from '../users/StatusCell.tsx';
import { type AgentColumn, isMembership, type MembershipColumn } from './agent-column-names.ts';

/** What a column says of an agent. */
export function AgentCell({ agent, column }: { agent: Agent; column: AgentColumn }) {
  const { t } = useTranslation(['agents', 'settings']);
  const words = useValueWords();
  if (column === 'isActive') return <StatusCell user={agent} />;
  if (column === 'id') return <IdCell id={agent.id} />;
  if (column === 'lastSeenAt') {
    return agent.lastSeenAt ? <RelativeTime at={agent.lastSeenAt} /> : <span className={classes.quiet}>{t('never')}</span>;
  }
  if (isMembership(column)) return <MembershipsCell agent={agent} of={column} />;
  const value = agent[column];
  if (value === null && settingOf(column).empty === 'default') {
    return <span className={classes.quiet}>{t('settings:choice.default')}</span>;
  }
  const isNothing = value === null || value === '' || (Array.isArray(value) && value.length === 0);
  if (isNothing) return <PlainCell value={null} />;
  return (
    <PlainCell
      value={typeof value === 'boolean' ? t(value ? 'settings:choice.yes' : 'settings:choice.no') : words(column, value)}
    />
  );
}

function MembershipsCell({ agent, of }: { agent: Agent; of: MembershipColumn }) {
  const { t } = useTranslation('agents');
  if (of === 'tags' && agent.hasAllTags) return <span className={classes.quiet}>{t('allTags')}</span>;
  if (of === 'skillGroups') {
    if (agent.hasAllSkillGroups) return <span className={classes.quiet}>{t('allSkillGroups')}</span>;
    const names = agent.skillGroups.map(({ name, level }) => t('skill', { name, level }));
    return names.length > 0 ? <Badges names={names} /> : <PlainCell value={null} />;
  }
  const names = agent[of].map(({ name }) => name);
  const more = of === 'tags' ? agent.moreTags : 0;
  const unnamed = more > 0 ? { count: more, words: t('moreTags', { count: more }) } : undefined;
  return names.length + more > 0 ? <Badges names={names} unnamed={unnamed} /> : <PlainCell value={null} />;
}

/** The end of an id tells two apart; the beginning is the time. */
function IdCell({ id }: { id: string }) {
  return (
    <bdi className={classes.mono} title={id}>
      {id.slice(-8)}
    </bdi>
  );
}
