import { Radio, Stack, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { type DialerPermission, SCOPES } from '../../contract/dialer-permissions.ts';
import type { DialerRole } from '../../contract/dialer-roles.ts';
import type { Result } from '../../contract/endpoint.ts';
import type { getNewAgent } from '../../contract/new-agent.ts';
import type { Decision } from '../../contract/problem.ts';
import { useMe } from '../api/use-me.ts';
import { EditorPart, ItemEditor } from '../short-list/ItemEditor.tsx';
import { PermissionFields } from './PermissionFields.tsx';
import { RoleDefaults } from './RoleDefaults.tsx';
import { useRoleForm } from './use-role-form.ts';

interface Props {
  /** Null: a new one. */
  role: DialerRole | null;
  account: Result<typeof getNewAgent>['defaults'];
  onCreated: (role: DialerRole) => void;
  onClose: () => void;
}

const YES: Decision = { ok: true };

/** What a role may do, whom it reaches, and what it says for those who hold it. */
export function RoleEditor({ role, account, onCreated, onClose }: Props) {
  const { t } = useTranslation('dialer-roles');
  const held = useMe().dialer.permissions;
  const edit = useRoleForm({ role, timeout: Number(account.sessionSeconds), onCreated });
  const { form } = edit;
  const decision = role?.can.edit ?? YES;
  const limits: Decision =
    role?.can.limits ?? (held['agent.limits'] ? YES : { ok: false, because: 'dialer_role.limits_not_held' });
  const isFixed = !decision.ok;
  return (
    <ItemEditor
      label={role ? t('editOf', { name: role.name }) : t('new')}
      isNew={!role}
      {...{ decision, edit, onClose }}
      words={{ save: t(role ? 'save' : 'create'), discard: t('discard'), changedElsewhere: t('changedElsewhere') }}
      status={role && form.isDirty() && role.members > 0 ? t('counts', { count: role.members }) : ''}
      leaves={(search) => {
        const { open, tab } = search as { open?: string; tab?: string };
        return open !== (role?.id ?? 'new') || tab !== undefined;
      }}
    >
      <TextInput
        label={t('name')}
        required
        disabled={isFixed}
        data-autofocus={!role || undefined}
        {...form.getInputProps('name')}
      />
      <Radio.Group label={t('scope.label')} description={t('scope.help')} {...form.getInputProps('scope')}>
        <Stack gap="xs" mt="xs">
          {SCOPES.map((scope) => (
            <Radio
              key={scope}
              value={scope}
              label={t(`scope.${scope}`)}
              description={t(`scope.${scope}_help`)}
              disabled={isFixed}
            />
          ))}
        </Stack>
      </Radio.Group>
      <EditorPart title={t('permissions')} help={t('permissionsHelp')}>
        <PermissionFields
          value={form.values.permissions}
          onChange={(value: DialerPermission[]) => form.setFieldValue('permissions', value)}
          scope={form.values.scope}
          isHeld={role !== null}
          isFixed={isFixed}
        />
      </EditorPart>
      <EditorPart title={t('defaults')} help={t('defaultsHelp')}>
        <RoleDefaults {...{ form, account, limits, isFixed }} />
      </EditorPart>
    </ItemEditor>
  );
}
