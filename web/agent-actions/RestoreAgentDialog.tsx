import { MultiSelect } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Agent } from '../../contract/agents.ts';
import type { Result } from '../../contract/endpoint.ts';
import type { restoreUser } from '../../contract/user-changes.ts';
import { agentName } from '../agent-form/agent-name.ts';
import { type ApiError, call } from '../api/client.ts';
import { useStepUp } from '../sessions/step-up.tsx';
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx';
import { toast } from '../ui/toast.tsx';
import { LostDialog } from './LostDialog.tsx';

interface Props {
  agent: Agent;
  onDone: () => void;
  onClose: () => void;
}

type Restored = Result<typeof restoreUser>;

/** Brings a deleted agent back, and says what could not be given back. Where no role of theirs is left, asks for one. */
export function RestoreAgentDialog({ agent, onDone, onClose }: Props) {
  const { t } = useTranslation('agent-actions');
  const run = useStepUp();
  const name = agentName(agent);
  const [roles, setRoles] = useState<string[]>([]);
  const restoration = useMutation<Restored, ApiError>({
    mutationFn: () => run(() => call('restoreUser', { params: { id: agent.id }, query: { dialerRole: roles } })),
    onSuccess: ({ lost }) => {
      toast(t('restore.done', { name }));
      onDone();
      if (Object.values(lost).every((names) => names.length === 0)) onClose();
    },
  });
  const needsRole = agent.dialerRoles.length === 0 || restoration.error?.code === 'agent.no_role_left';
  if (restoration.data) return <LostDialog name={name} lost={restoration.data.lost} onClose={onClose} />;
  const isBlocked = needsRole && roles.length === 0;
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      destructive={false}
      title={t('restore.title', { name })}
      verb={t('restore.verb')}
      onConfirm={() => !restoration.isPending && !isBlocked && restoration.mutate()}
      isSending={restoration.isPending}
      isBlocked={isBlocked}
      error={restoration.error?.code === 'session.step_up' ? null : restoration.error}
    >
      <p>{t('restore.text')}</p>
      {needsRole && <RoleField value={roles} onChange={setRoles} />}
    </ConfirmDialog>
  );
}

function RoleField({ value, onChange }: { value: string[]; onChange: (ids: string[]) => void }) {
  const { t } = useTranslation('agent-actions');
  const { data } = useQuery({ queryKey: ['dialerRoles'], queryFn: ({ signal }) => call('listDialerRoles', { signal }) });
  const options = (data?.items ?? []).filter(({ can }) => can.give.ok).map(({ id, name }) => ({ value: id, label: name }));
  return (
    <MultiSelect
      label={t('restore.role')}
      description={t('restore.roleHelp')}
      data={options}
      value={value}
      onChange={onChange}
      mt="sm"
    />
  );
}
