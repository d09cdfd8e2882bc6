import { Button, Group, Modal, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { createDepartment } from '../../contract/departments.ts';
import { call } from '../api/client.ts';
import { useContractForm } from '../api/use-contract-form.ts';
import { FormAlert } from '../ui/FormAlert.tsx';
import { toast } from '../ui/toast.tsx';
import { useLast } from '../ui/use-last.ts';
import { type Department, useRefreshDepartments } from './use-departments.ts';

interface Props {
  opened: boolean;
  /** The one to rename; without one, the form adds. */
  department?: Department | null;
  onClose: () => void;
}

/** Asks for the name of a new department, or for another name. */
export function DepartmentDialog({ opened, department = null, onClose }: Props) {
  const { t } = useTranslation(['departments', 'ui']);
  const shown = useLast(department);
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={shown ? t('rename.title', { name: shown.name }) : t('form.title')}
      closeButtonProps={{ 'aria-label': t('ui:close') }}
    >
      <NameForm department={shown} onClose={onClose} />
    </Modal>
  );
}

function NameForm({ department, onClose }: { department: Department | null; onClose: () => void }) {
  const { t } = useTranslation(['departments', 'ui']);
  const refresh = useRefreshDepartments();
  const { form, submit, refusal, isSending } = useContractForm({
    schema: createDepartment.body,
    initialValues: { name: department?.name ?? '' },
    send: (body) =>
      department ? call('renameDepartment', { params: { id: department.id }, body }) : call('createDepartment', { body }),
    onDone: async ({ name }) => {
      await refresh();
      toast(department ? t('rename.done', { name }) : t('form.done', { name }));
      onClose();
    },
    fieldOf: { 'department.name_taken': 'name' },
  });
  return (
    <form onSubmit={submit} noValidate>
      <FormAlert error={refusal} />
      <TextInput
        label={t('form.name')}
        description={department || form.errors.name ? undefined : t('form.nameHelp')}
        required
        data-autofocus
        autoComplete="off"
        {...form.getInputProps('name')}
      />
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={onClose}>
          {t('ui:cancel')}
        </Button>
        <Button type="submit" loading={isSending}>
          {department ? t('rename.submit') : t('form.submit')}
        </Button>
      </Group>
    </form>
  );
}
