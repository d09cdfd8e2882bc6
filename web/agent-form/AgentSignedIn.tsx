import { useTranslation } from 'react-i18next';
import type { Agent } from '../../contract/agents.ts';
import { UserSecondFactor } from '../users/UserSecondFactor.tsx';
import { UserSessions } from '../users/UserSessions.tsx';
import classes from './AgentForm.module.css';
import { SIGNED_IN } from './signed-in.ts';

/** Where an agent is signed in, and with what beside the password: as much of it as the reader may see. */
export function AgentSignedIn({ agent }: { agent: Agent }) {
  const { t } = useTranslation('agent-form');
  const { can } = agent;
  return (
    <section id={SIGNED_IN} className={classes.section} aria-labelledby={`${SIGNED_IN}-title`} data-section={SIGNED_IN}>
      <h2 id={`${SIGNED_IN}-title`} className={classes.title} tabIndex={-1}>
        {t('signedIn')}
      </h2>
      {can.viewSessions.ok && <UserSessions user={agent} />}
      {can.viewSecurity.ok && <UserSecondFactor user={agent} />}
    </section>
  );
}
