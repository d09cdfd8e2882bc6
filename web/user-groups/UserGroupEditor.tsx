import { TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Decision } from '../../contract/problem.ts';
import type { UserGroup } from '../../contract/user-groups.ts';
import { tError } from '../locales/t-error.ts';
import { EditorPart, ItemEditor } from '../short-list/ItemEditor.tsx';
import { WholeNumberInput } from '../ui/WholeNumberInput.tsx';
import { FilterFields } from './FilterFields.tsx';
import { ServerFields } from './ServerFields.tsx';
import { useUserGroupForm } from './use-user-group-form.ts';
import type { useServers } from './use-user-groups.ts';

interface Props {
  /** Null: a new one. */
  group: UserGroup | null;
  manage: Decision;
  servers: NonNullable<ReturnType<typeof useServers>>;
  onClose: () => void;
}

/** Which leads, how urgent, and who serves them. */
export function UserGroupEditor({ group, manage, servers, onClose }: Props) {
  const { t } = useTranslation('user-groups');
  const edit = useUserGroupForm(group, onClose);
  const { form } = edit;
  const isFixed = !manage.ok;
  const isServed = form.values.tags.length + form.values.skillGroups.length + (group?.moreTags ?? 0) > 0;
  const because = manage.ok ? undefined : tError(manage.because);
  return (
    <ItemEditor
      label={group ? t('editOf', { name: group.name }) : t('new')}
      isNew={!group}
      decision={manage}
      {...{ edit, onClose }}
      words={{ save: t(group ? 'save' : 'create'), discard: t('discard'), changedElsewhere: t('changedElsewhere') }}
      status={isServed ? '' : t('servedByNobody')}
      leaves={(search) => (search as { open?: string }).open !== (group?.id ?? 'new')}
    >
      <EditorPart title={t('part.what')}>
        <TextInput
          label={t('field.name')}
          required
          disabled={isFixed}
          data-autofocus={!group || undefined}
          {...form.getInputProps('name')}
        />
        <WholeNumberInput
          label={t('field.weight')}
          description={t('field.weightHelp')}
          disabled={isFixed}
          {...form.getInputProps('weight')}
        />
      </EditorPart>
      <EditorPart title={t('part.leads')} help={t('part.leadsHelp')}>
        <FilterFields form={form} isFixed={isFixed} />
      </EditorPart>
      <EditorPart title={t('part.agents')} help={t('part.agentsHelp')}>
        <ServerFields {...{ form, group, servers, because }} />
      </EditorPart>
    </ItemEditor>
  );
}
