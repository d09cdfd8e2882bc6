import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { createLead } from '../../contract/leads.ts';
import { ApiError, call } from '../api/client.ts';
import { useContractForm } from '../api/use-contract-form.ts';
import { DiscardDialog } from '../ui/DiscardDialog.tsx';
import layout from '../ui/DrawerForm.module.css';
import { FormAlert } from '../ui/FormAlert.tsx';
import { toast } from '../ui/toast.tsx';
import { LeadFields } from './LeadFields.tsx';
import classes from './Leads.module.css';
import { leadName } from './lead-name.ts';
import { bodyOf, NEW_LEAD } from './lead-values.ts';
import { LEADS } from './leads-queries.ts';
import { viewOf } from './leads-search.ts';

/** The form for another lead. One key for each opened form, so that a repeated press makes one. */
export function CreateLeadForm({ onClose }: { onClose: (how: { leaveForm: boolean }) => void }) {
  const { t } = useTranslation('leads');
  const client = useQueryClient();
  const key = useRef<string | null>(null);
  const { form, submit, refusal, isSending } = useContractForm({
    schema: createLead.body,
    initialValues: NEW_LEAD,
    toBody: bodyOf,
    send: async (body) => {
      key.current ??= Array.from(crypto.getRandomValues(new Uint32Array(4)), (part) => part.toString(36)).join('-');
      try {
        return await call('createLead', { body, idempotencyKey: key.current });
      } catch (error) {
        if (error instanceof ApiError && error.code === 'idempotency.mismatch') key.current = null;
        throw error;
      }
    },
    onDone: (lead) => {
      void client.invalidateQueries({ queryKey: LEADS });
      toast(t('form.created', { name: leadName(lead) }));
      onClose({ leaveForm: true });
    },
  });
  return (
    <form className={layout.form} noValidate onSubmit={submit} aria-label={t('form.new')}>
      <div className={classes.fields}>
        <LeadFields form={form} />
      </div>
      <div className={layout.footer}>
        <FormAlert error={refusal} />
        <Button type="submit" fullWidth size="md" loading={isSending}>
          {t('form.add')}
        </Button>
      </div>
      <DiscardDialog
        isDirty={form.isDirty()}
        title={t('form.discardNew')}
        leaves={(search) => viewOf({ ...search }).lead !== 'new'}
      />
    </form>
  );
}
