import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useMe } from '../api/use-me.ts';
import { ICON } from '../theme.ts';
import { DisabledReason } from '../ui/DisabledReason.tsx';
import { useShortcut } from '../ui/use-shortcut.ts';

/** Leads to the form for a new agent, where the policy allows it. */
export function CreateAgentButton({ withShortcut = false }: { withShortcut?: boolean }) {
  const { t } = useTranslation('agents');
  const decision = useMe().can.createAgent;
  const navigate = useNavigate();
  const open = () => void navigate({ to: '/dialer/users/new' });
  useShortcut('c', t('create'), open, { enabled: withShortcut && decision.ok });
  return (
    <DisabledReason decision={decision}>
      <Button leftSection={<IconPlus {...ICON} />} onClick={open}>
        {t('create')}
      </Button>
    </DisabledReason>
  );
}
