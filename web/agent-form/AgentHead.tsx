import { useNavigate } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import type { AgentInFull } from '../../contract/agents.ts';
import { Avatar } from '../ui/Avatar.tsx';
import { RelativeTime } from '../ui/RelativeTime.tsx';
import { UserStatusDot } from '../users/UserStatusDot.tsx';
import classes from './AgentHead.module.css';
import { agentName } from './agent-name.ts';

// The form is large enough: its page is near what a page may weigh.
const AgentActions = lazy(() => import('../agent-actions/AgentActions.tsx').then((module) => ({ default: module.AgentActions })));

/** Whose page it is: name, state, when they were last here. */
export function AgentHead({ agent }: { agent: AgentInFull }) {
  const { t } = useTranslation(['agent-form', 'users']);
  const navigate = useNavigate();
  return (
    <header className={classes.head}>
      <Avatar id={agent.id} firstName={agent.firstName} lastName={agent.lastName} size={40} />
      <div>
        <h1 className={classes.name}>
          <bdi>{agentName(agent)}</bdi>
        </h1>
        <p className={classes.under}>
          <UserStatusDot status={agent.status} />
          {agent.isMainUser && <span>{t('users:mainUser')}</span>}
          {agent.lastSeenAt !== null && (
            <span>
              {t('edit.lastSeen')} <RelativeTime at={agent.lastSeenAt} />
            </span>
          )}
          {agent.status === 'pending' && <span>{t('edit.pending')}</span>}
        </p>
      </div>
      <span className={classes.actions}>
        <Suspense>
          <AgentActions agent={agent} isOnPage onGone={() => void navigate({ to: '/dialer/users' })} />
        </Suspense>
      </span>
    </header>
  );
}
