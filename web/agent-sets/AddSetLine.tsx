import { Button, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { createTag } from '../../contract/tags.ts';
import { useContractForm } from '../api/use-contract-form.ts';
import { FormAlert } from '../ui/FormAlert.tsx';
import { toast } from '../ui/toast.tsx';
import classes from './AgentSets.module.css';
import type { SetKind } from './set-kind.ts';
import { useRefreshSets } from './use-sets.ts';

interface Props {
  kind: SetKind;
  onClose: () => void;
}

/** Adds one in place: the name, Enter, and the line is free for the next. Escape closes it. */
export function AddSetLine({ kind, onClose }: Props) {
  const { t } = useTranslation(['tags', 'ui']);
  const refresh = useRefreshSets(kind);
  const { form, submit, refusal, isSending } = useContractForm({
    schema: createTag.body,
    initialValues: { name: '' },
    send: ({ name }) => kind.create(name),
    onDone: async ({ name }) => {
      await refresh();
      toast(t('tags:added', { name }));
      form.reset();
      document.querySelector<HTMLElement>('[data-path="name"]')?.focus();
    },
    fieldOf: { 'tag.name_taken': 'name', 'skill_group.name_taken': 'name' },
  });

  return (
    <form
      className={classes.add}
      onSubmit={submit}
      noValidate
      aria-label={t(`tags:${kind.words}.add`)}
      onKeyDown={(event) => event.key === 'Escape' && onClose()}
    >
      <FormAlert error={refusal} />
      <div className={classes.addLine}>
        <TextInput
          className={classes.addName}
          aria-label={t(`tags:${kind.words}.newName`)}
          placeholder={t(`tags:${kind.words}.newNameHint`)}
          autoComplete="off"
          data-autofocus
          autoFocus
          {...form.getInputProps('name')}
        />
        <Button type="submit" loading={isSending}>
          {t('tags:addSubmit')}
        </Button>
        <Button variant="default" onClick={onClose}>
          {t('ui:cancel')}
        </Button>
      </div>
    </form>
  );
}
