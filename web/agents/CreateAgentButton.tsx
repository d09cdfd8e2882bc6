import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useMe } from '../api/use-me.ts';
import { AddButton } from '../ui/AddButton.tsx';

/** Leads to the form for a new agent, where the policy allows it. */
export function CreateAgentButton({ withShortcut = false }: { withShortcut?: boolean }) {
  const { t } = useTranslation('agents');
  const { can } = useMe();
  const navigate = useNavigate();
  const open = () => void navigate({ to: '/dialer/users/new' });
  return <AddButton label={t('create')} decision={can.createAgent} onClick={open} withLabel {...{ withShortcut }} />;
}
