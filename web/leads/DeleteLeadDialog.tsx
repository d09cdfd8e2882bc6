import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Lead } from '../../contract/leads.ts';
import { call } from '../api/client.ts';
import { DeleteDialog } from '../ui/DeleteDialog.tsx';
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
  return (
    <DeleteDialog
      item={opened ? lead : null}
      onClose={onClose}
      title={t('delete.title', { name })}
      verb={t('delete.confirm')}
      send={({ id }) => call('deleteLead', { params: { id } })}
      done={t('delete.done', { name })}
      onDone={({ id }) => {
        onDeleted();
        client.removeQueries({ queryKey: [...LEADS, 'one', id] });
        void client.invalidateQueries({ queryKey: LEADS });
      }}
    >
      {t('delete.text')}
    </DeleteDialog>
  );
}
