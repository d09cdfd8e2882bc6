import { Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Agent } from '../../contract/agents.ts';
import { agentName } from '../agent-form/agent-name.ts';
import { UserSessions } from '../users/UserSessions.tsx';

/** Where an agent is signed in; one or all of it can be ended. */
export function SessionsDialog({ agent, onClose }: { agent: Agent; onClose: () => void }) {
  const { t } = useTranslation('agent-actions');
  const { t: tUi } = useTranslation('ui');
  return (
    <Modal
      opened
      size="lg"
      onClose={onClose}
      title={t('sessions.title', { name: agentName(agent) })}
      closeButtonProps={{ 'aria-label': tUi('close') }}
    >
      <UserSessions user={agent} />
    </Modal>
  );
}
