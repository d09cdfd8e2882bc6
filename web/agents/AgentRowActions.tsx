import { ActionIcon, Menu } from '@mantine/core';
import { IconDots, IconPencil, IconUserMinus } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Agent } from '../../contract/agents.ts';
import { agentName } from '../agent-form/agent-name.ts';
import { ICON, SMALL_ICON } from '../theme.ts';
import { DisabledReason } from '../ui/DisabledReason.tsx';
import { RemoveAgentDialog } from './RemoveAgentDialog.tsx';

/** What can be done to one agent. The menu is made when it is opened: a list has many rows. */
export function AgentRowActions({ agent, tabIndex }: { agent: Agent; tabIndex?: number }) {
  const { t } = useTranslation('agents');
  const navigate = useNavigate();
  const [isRemoving, setRemoving] = useState(false);
  const open = () => void navigate({ to: '/dialer/users/$id', params: { id: agent.id } });
  return (
    <>
      <Menu position="bottom-end" width={220}>
        <Menu.Target>
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t('actions.title', { name: agentName(agent) })}
            tabIndex={tabIndex}
            data-row-actions
          >
            <IconDots {...ICON} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconPencil {...SMALL_ICON} />} onClick={open}>
            {t('actions.edit')}
          </Menu.Item>
          <Menu.Divider />
          <DisabledReason decision={agent.can.remove}>
            <Menu.Item color="red" leftSection={<IconUserMinus {...SMALL_ICON} />} onClick={() => setRemoving(true)}>
              {t('actions.remove')}
            </Menu.Item>
          </DisabledReason>
        </Menu.Dropdown>
      </Menu>
      {isRemoving && <RemoveAgentDialog agent={agent} onClose={() => setRemoving(false)} />}
    </>
  );
}
