import { Button, Checkbox, Group, Modal, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Decision } from '../../contract/problem.ts';
import { createSavedView, type SavedView, type ViewedList, type ViewState } from '../../contract/saved-views.ts';
import { call } from '../api/client.ts';
import { useContractForm } from '../api/use-contract-form.ts';
import { tError } from '../locales/t-error.ts';
import { FormAlert } from '../ui/FormAlert.tsx';
import { toast } from '../ui/toast.tsx';
import { useRefreshViews } from './use-saved-views.ts';

interface Props {
  list: ViewedList;
  opened: boolean;
  /** The one to rename; without one, what is seen becomes a new one. */
  view: SavedView | undefined;
  state: ViewState;
  share: Decision | undefined;
  onClose: () => void;
  onSaved: (view: SavedView) => void;
}

/** Asks under which name, and for whom. */
export function SaveViewDialog({ opened, ...form }: Props) {
  const { t } = useTranslation(['saved-views', 'ui']);
  return (
    <Modal
      opened={opened}
      onClose={form.onClose}
      title={form.view ? t('form.rename', { name: form.view.name }) : t('form.create')}
      closeButtonProps={{ 'aria-label': t('ui:close') }}
    >
      <ViewForm {...form} />
    </Modal>
  );
}

function ViewForm({ list, view, state, share, onClose, onSaved }: Omit<Props, 'opened'>) {
  const { t } = useTranslation(['saved-views', 'ui']);
  const refresh = useRefreshViews(list);
  const { form, submit, refusal, isSending } = useContractForm({
    schema: createSavedView.body,
    initialValues: { list, name: view?.name ?? '', state: view?.state ?? state, isShared: view?.isShared ?? false },
    send: ({ name, isShared, ...body }) =>
      view
        ? call('updateSavedView', { params: { id: view.id }, body: { name }, ifMatch: view.version })
        : call('createSavedView', { body: { name, isShared, ...body } }),
    onDone: async (saved) => {
      await refresh();
      toast(t(view ? 'renamed' : 'saved', { name: saved.name }));
      onSaved(saved);
      onClose();
    },
    fieldOf: { 'saved_view.name_taken': 'name' },
  });
  return (
    <form onSubmit={submit} noValidate>
      <FormAlert error={refusal} />
      <TextInput
        label={t('form.name')}
        description={view || form.errors.name ? undefined : t('form.nameHelp')}
        required
        data-autofocus
        autoComplete="off"
        {...form.getInputProps('name')}
      />
      {!view && (
        <Checkbox
          mt="md"
          label={t('form.share')}
          description={share?.ok === false ? tError(share.because) : t('form.shareHelp')}
          disabled={share?.ok !== true}
          {...form.getInputProps('isShared', { type: 'checkbox' })}
        />
      )}
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={onClose}>
          {t('ui:cancel')}
        </Button>
        <Button type="submit" loading={isSending}>
          {t(view ? 'form.submitRename' : 'form.submit')}
        </Button>
      </Group>
    </form>
  );
}
