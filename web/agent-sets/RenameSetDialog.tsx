import { Button, Group, Modal, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { createTag } from '../../contract/tags.ts';
import { useContractForm } from '../api/use-contract-form.ts';
import { FormAlert } from '../ui/FormAlert.tsx';
import { toast } from '../ui/toast.tsx';
import { useLast } from '../ui/use-last.ts';
import type { AgentSet, SetKind } from './set-kind.ts';
import { useRefreshSets } from './use-sets.ts';

interface Props {
  kind: SetKind;
  /** What to rename; null while the dialog is closed. */
  set: AgentSet | null;
  onClose: () => void;
}

/** Asks for another name. */
export function RenameSetDialog({ kind, set, onClose }: Props) {
  const { t } = useTranslation(['tags', 'ui']);
  const shown = useLast(set);
  return (
    <Modal
      opened={set !== null}
      onClose={onClose}
      title={t('tags:rename.title', { name: shown?.name ?? '' })}
      closeButtonProps={{ 'aria-label': t('ui:close') }}
    >
      {shown && <NameForm {...{ kind, onClose }} set={shown} />}
    </Modal>
  );
}

function NameForm({ kind, set, onClose }: Props & { set: AgentSet }) {
  const { t } = useTranslation(['tags', 'ui']);
  const refresh = useRefreshSets(kind);
  const client = useQueryClient();
  const { form, submit, refusal, isSending } = useContractForm({
    schema: createTag.body,
    initialValues: { name: set.name },
    send: ({ name }) => kind.rename(set, name),
    onDone: async ({ name }) => {
      await refresh();
      toast(t('tags:rename.done', { name }));
      onClose();
    },
    fieldOf: { 'tag.name_taken': 'name', 'skill_group.name_taken': 'name' },
  });
  const isStale = refusal?.problem?.status === 412;

  return (
    <form onSubmit={submit} noValidate>
      <FormAlert error={refusal} />
      <TextInput label={t('tags:name')} required data-autofocus autoComplete="off" {...form.getInputProps('name')} />
      <Group justify="flex-end" mt="lg">
        <Button
          variant="default"
          onClick={() => {
            if (isStale) void client.invalidateQueries({ queryKey: kind.queryKey });
            onClose();
          }}
        >
          {t('ui:cancel')}
        </Button>
        <Button type="submit" loading={isSending}>
          {t('tags:rename.submit')}
        </Button>
      </Group>
    </form>
  );
}
