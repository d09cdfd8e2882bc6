import { Button, Group, Modal, Stack } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Lead } from '../../contract/leads.ts';
import { type ApiError, call } from '../api/client.ts';
import { FormAlert } from '../ui/FormAlert.tsx';
import { toast } from '../ui/toast.tsx';
import { AgentSelect } from './AgentSelect.tsx';
import { LEADS } from './leads-queries.ts';

interface Props {
  leads: readonly Lead[];
  onClose: () => void;
  onDone: () => void;
}

/** Gives the picked leads to one agent. */
export function AssignDialog({ leads, onClose, onDone }: Props) {
  const { t } = useTranslation(['leads', 'ui']);
  const client = useQueryClient();
  const [to, setTo] = useState<string | null>(null);
  const count = leads.length;
  const held = leads.filter(({ assignedTo }) => assignedTo !== null && assignedTo.id !== to).length;
  const assignment = useMutation<{ changed: number }, ApiError, string>({
    mutationFn: (id) => call('assignLeads', { body: { leads: leads.map((lead) => lead.id), to: id } }),
    onSuccess: ({ changed }) => {
      toast(t('assign.done', { count: changed }));
      void client.invalidateQueries({ queryKey: LEADS });
      onDone();
      onClose();
    },
  });
  return (
    <Modal opened onClose={onClose} title={t('assign.title', { count })} closeButtonProps={{ 'aria-label': t('ui:close') }}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (to && !assignment.isPending) assignment.mutate(to);
        }}
      >
        <Stack>
          <AgentSelect label={t('assign.agent')} value={to} onChange={setTo} forGiving />
          {held > 0 && <p>{t('assign.taken', { count: held })}</p>}
          <FormAlert error={assignment.error} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('ui:cancel')}
            </Button>
            <Button type="submit" disabled={!to} loading={assignment.isPending}>
              {t('assign.do')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
