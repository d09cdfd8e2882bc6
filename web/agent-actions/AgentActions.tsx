import { ActionIcon, Menu } from '@mantine/core';
import {
  IconActivity,
  IconActivityHeartbeat,
  IconDeviceDesktop,
  IconDots,
  IconHelpCircle,
  IconKey,
  IconPencil,
  IconRestore,
  IconShieldX,
  IconTrash,
  IconUserMinus,
} from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Agent } from '../../contract/agents.ts';
import type { Decision } from '../../contract/problem.ts';
import { agentName } from '../agent-form/agent-name.ts';
import { useMe } from '../api/use-me.ts';
import { withTexts } from '../locales/load-texts.ts';
import { ICON, SMALL_ICON } from '../theme.ts';
import { DisabledReason } from '../ui/DisabledReason.tsx';
import type { AgentAsked } from './agent-asked.ts';

// Fetched, with what it says, when somebody asks for the first of them.
const AgentDialog = lazy(() =>
  withTexts(['agent-actions', 'agent-form', 'settings'], () => import('./AgentDialog.tsx')).then((module) => ({
    default: module.AgentDialog,
  })),
);

const YES: Decision = { ok: true };

interface Props {
  agent: Agent;
  tabIndex?: number;
  /** On the agent's own page there is nothing to open. */
  isOnPage?: boolean;
  /** After the agent was deleted, or removed from the Dialer. */
  onGone?: () => void;
}

/** What can be done to an agent, behind three dots. What is forbidden stays, and says why. */
export function AgentActions({ agent, tabIndex, isOnPage = false, onGone }: Props) {
  const { t } = useTranslation('ui');
  const [asked, setAsked] = useState<AgentAsked | null>(null);
  return (
    <>
      <Menu position="bottom-end" width={232}>
        <Menu.Target>
          <ActionIcon
            variant="subtle"
            color="gray"
            size={isOnPage ? 32 : undefined}
            aria-label={t('agentActions.of', { name: agentName(agent) })}
            tabIndex={tabIndex}
            data-row-actions
          >
            <IconDots {...ICON} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {/* Made when it is opened: a list has many rows. */}
          <Items agent={agent} isOnPage={isOnPage} onAsk={setAsked} />
        </Menu.Dropdown>
      </Menu>
      {asked && (
        <Suspense>
          <AgentDialog agent={agent} asked={asked} onClose={() => setAsked(null)} onGone={onGone} />
        </Suspense>
      )}
    </>
  );
}

interface ItemsProps {
  agent: Agent;
  isOnPage: boolean;
  onAsk: (what: AgentAsked) => void;
}

function Items({ agent, isOnPage, onAsk }: ItemsProps) {
  const { t } = useTranslation('ui');
  const me = useMe();
  const { can, id } = agent;
  const isDeleted = agent.status === 'deleted';
  const item = (what: AgentAsked, Icon: typeof IconKey, decision: Decision, color?: string) => (
    <DisabledReason decision={decision}>
      <Menu.Item
        leftSection={<Icon {...SMALL_ICON} />}
        color={decision.ok ? color : undefined}
        closeMenuOnClick={decision.ok}
        onClick={() => onAsk(what)}
      >
        {t(`agentActions.${what}`)}
      </Menu.Item>
    </DisabledReason>
  );
  return (
    <>
      {!isOnPage && (
        <Menu.Item
          renderRoot={(props) => <Link {...props} to="/dialer/users/$id" params={{ id }} />}
          leftSection={<IconPencil {...SMALL_ICON} />}
        >
          {t('agentActions.edit')}
        </Menu.Item>
      )}
      {!isDeleted && (
        <>
          {item('password', IconKey, can.resetPassword)}
          {item('authenticator', IconShieldX, can.resetSecondFactor)}
          {item('sessions', IconDeviceDesktop, can.viewSessions)}
        </>
      )}
      <Menu.Divider />
      <ActivityItem agent={agent} />
      {me.permissions.includes('activity.view') && (
        <Menu.Item
          renderRoot={(props) => <Link {...props} to="/activity/live" search={{ actor: id }} />}
          leftSection={<IconActivityHeartbeat {...SMALL_ICON} />}
        >
          {t('agentActions.live')}
        </Menu.Item>
      )}
      {item('why', IconHelpCircle, YES)}
      <Menu.Divider />
      {isDeleted ? (
        item('restore', IconRestore, can.restore)
      ) : (
        <>
          {item('remove', IconUserMinus, can.remove)}
          {item('delete', IconTrash, can.delete, 'red')}
        </>
      )}
    </>
  );
}

function ActivityItem({ agent }: { agent: Agent }) {
  const { t } = useTranslation('ui');
  const icon = <IconActivity {...SMALL_ICON} />;
  if (agent.can.viewActivity.ok) {
    return (
      <Menu.Item
        renderRoot={(props) => <Link {...props} to="/settings/users/$id/activity" params={{ id: agent.id }} />}
        leftSection={icon}
      >
        {t('agentActions.activity')}
      </Menu.Item>
    );
  }
  return (
    <DisabledReason decision={agent.can.viewActivity}>
      <Menu.Item leftSection={icon} closeMenuOnClick={false}>
        {t('agentActions.activity')}
      </Menu.Item>
    </DisabledReason>
  );
}
