import { Button } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Lead, lead as leadSchema, updateLead } from '../../contract/leads.ts';
import { call } from '../api/client.ts';
import { useVersionedForm } from '../api/use-versioned-form.ts';
import { SMALL_ICON } from '../theme.ts';
import { ConflictView } from '../ui/ConflictView.tsx';
import { DisabledReason } from '../ui/DisabledReason.tsx';
import { DiscardDialog } from '../ui/DiscardDialog.tsx';
import layout from '../ui/DrawerForm.module.css';
import { FormAlert } from '../ui/FormAlert.tsx';
import { toast } from '../ui/toast.tsx';
import { DeleteLeadDialog } from './DeleteLeadDialog.tsx';
import { LeadFacts } from './LeadFacts.tsx';
import { LeadFields } from './LeadFields.tsx';
import classes from './Leads.module.css';
import { leadName } from './lead-name.ts';
import { changesOf, type LeadValues, valuesOf } from './lead-values.ts';
import { LEADS } from './leads-queries.ts';
import { viewOf } from './leads-search.ts';
import { useLeadWords } from './use-lead-words.ts';

interface Props {
  lead: Lead;
  onClose: (how: { leaveForm: boolean }) => void;
}

/** A lead that is there: what it says, to be changed in place, and who has it. */
export function EditLeadForm({ lead, onClose }: Props) {
  const { t } = useTranslation('leads');
  const [isDeleting, setDeleting] = useState(false);
  const edit = useEditLead(lead);
  const words = useLeadWords();
  const canEdit = lead.can.edit.ok;
  return (
    <form className={layout.form} noValidate onSubmit={edit.submit} aria-label={t('form.edit')}>
      <div className={classes.fields}>
        <LeadFacts lead={lead} withContent={!canEdit} />
        {edit.conflict ? (
          <ConflictView<LeadValues>
            fields={edit.conflict}
            title={t('form.conflict')}
            verb={t('form.save')}
            labelOf={(field) => t(`column.${field}`)}
            wordsOf={words}
            changerOf={() => t('form.somebody')}
            onDecide={edit.decide}
            onDiscard={edit.discard}
          />
        ) : (
          canEdit && <LeadFields form={edit.form} />
        )}
      </div>
      {!edit.conflict && (
        <div className={layout.footer}>
          <FormAlert error={edit.refusal} />
          <div className={classes.footerButtons}>
            <DisabledReason decision={lead.can.delete}>
              <Button variant="subtle" color="red" leftSection={<IconTrash {...SMALL_ICON} />} onClick={() => setDeleting(true)}>
                {t('delete.open')}
              </Button>
            </DisabledReason>
            <DisabledReason decision={lead.can.edit}>
              <Button type="submit" disabled={canEdit && edit.changed.length === 0} loading={edit.isSending}>
                {t('form.save')}
              </Button>
            </DisabledReason>
          </div>
        </div>
      )}
      <DiscardDialog
        isDirty={edit.changed.length > 0}
        title={t('form.discard', { count: edit.changed.length })}
        leaves={(search) => viewOf({ ...search }).lead !== lead.id}
      />
      <DeleteLeadDialog
        lead={lead}
        opened={isDeleting}
        onClose={() => setDeleting(false)}
        onDeleted={() => onClose({ leaveForm: true })}
      />
    </form>
  );
}

function useEditLead(lead: Lead) {
  const { t } = useTranslation('leads');
  const client = useQueryClient();
  const put = (saved: Lead) => client.setQueryData([...LEADS, 'one', saved.id], saved);
  return useVersionedForm({
    thing: lead,
    schema: updateLead.body,
    valuesOf,
    bodyOf: changesOf,
    send: (body, version) => call('updateLead', { params: { id: lead.id }, body, ifMatch: version }),
    read: leadSchema,
    fieldOf: {},
    onSaved: (saved) => {
      put(saved);
      void client.invalidateQueries({ queryKey: LEADS });
      toast(t('form.saved', { name: leadName(saved) }));
    },
    onConflict: put,
  });
}
