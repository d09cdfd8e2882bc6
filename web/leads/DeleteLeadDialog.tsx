import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Lead } from '../../contract/leads.ts';
import { type ApiError, call } from '../api/client.ts';
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx';
import { toast } from '../ui/toast.tsx';
import { leadName } from './lead-name.ts';
import { LEADS } from './leads-queries.ts';

interface Props {
  lead: Lead;
  opened: boolean;
  onClose: () => void;
  onDeleted: () => void;
}

/** Says what deleting this lead does, and does it. */
export function DeleteLeadDialog({ lead, opened, onClose, onDeleted }: Props) {
  const { t } = useTranslation('leads');
  const client = useQueryClient();
  const name = leadName(lead);
  const deletion = useMutation<undefined, ApiError>({
    mutationFn: () => call('deleteLead', { params: { id: lead.id } }),
    onSuccess: () => {
      toast(t('delete.done', { name }));
      onDeleted();
      client.removeQueries({ queryKey: [...LEADS, 'one', lead.id] });
      void client.invalidateQueries({ queryKey: LEADS });
    },
  });
  return (
    <ConfirmDialog
      opened={opened}
      onClose={onClose}
      title={t('delete.title', { name })}
      verb={t('delete.confirm')}
      onConfirm={() => !deletion.isPending && deletion.mutate()}
      isSending={deletion.isPending}
      error={deletion.error}
    >
      {t('delete.text')}
    </ConfirmDialog>
  );
}
