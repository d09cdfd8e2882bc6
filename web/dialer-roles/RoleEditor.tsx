import { Alert, Button, Radio, Stack, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { type DialerPermission, SCOPES } from '../../contract/dialer-permissions.ts';
import type { DialerRole } from '../../contract/dialer-roles.ts';
import type { Result } from '../../contract/endpoint.ts';
import type { getNewAgent } from '../../contract/new-agent.ts';
import type { Decision } from '../../contract/problem.ts';
import classes from '../agent-sets/AgentSets.module.css';
import { useMe } from '../api/use-me.ts';
import { tError } from '../locales/t-error.ts';
import { DisabledReason } from '../ui/DisabledReason.tsx';
import { FormAlert } from '../ui/FormAlert.tsx';
import { DiscardDialog } from '../users/DiscardDialog.tsx';
import { PermissionFields } from './PermissionFields.tsx';
import { RoleDefaults } from './RoleDefaults.tsx';
import own from './RoleForm.module.css';
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
  const { form, submit, refusal, isSending, changedElsewhere } = useRoleForm({
    role,
    timeout: Number(account.sessionSeconds),
    onCreated,
  });
  const edit = role?.can.edit ?? YES;
  const limits: Decision =
    role?.can.limits ?? (held['agent.limits'] ? YES : { ok: false, because: 'dialer_role.limits_not_held' });
  const isFixed = !edit.ok;
  return (
    <form className={own.form} onSubmit={submit} noValidate aria-label={role ? t('editOf', { name: role.name }) : t('new')}>
      {!edit.ok && <p className={own.reason}>{tError(edit.because)}</p>}
      <div className={own.scroll}>
        {changedElsewhere && (
          <Alert role="alert" variant="light">
            {t('changedElsewhere')}
          </Alert>
        )}
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
        <section className={own.part} aria-label={t('permissions')}>
          <div>
            <h3 className={own.heading}>{t('permissions')}</h3>
            <p className={own.help}>{t('permissionsHelp')}</p>
          </div>
          <PermissionFields
            value={form.values.permissions}
            onChange={(value: DialerPermission[]) => form.setFieldValue('permissions', value)}
            scope={form.values.scope}
            isHeld={role !== null}
            isFixed={isFixed}
          />
        </section>
        <section className={own.part} aria-label={t('defaults')}>
          <div>
            <h3 className={own.heading}>{t('defaults')}</h3>
            <p className={own.help}>{t('defaultsHelp')}</p>
          </div>
          <RoleDefaults {...{ form, account, limits, isFixed }} />
        </section>
      </div>
      <footer className={classes.footer}>
        <FormAlert error={refusal} />
        <div className={classes.bar}>
          <span className={classes.status} role="status">
            {role && form.isDirty() && role.members > 0 ? t('counts', { count: role.members }) : ''}
          </span>
          <Button variant="default" onClick={onClose}>
            {t('close')}
          </Button>
          <DisabledReason decision={edit}>
            <Button type="submit" loading={isSending} disabled={role !== null && !form.isDirty() && edit.ok}>
              {t(role ? 'save' : 'create')}
            </Button>
          </DisabledReason>
        </div>
      </footer>
      <DiscardDialog
        isDirty={form.isDirty() && !isSending}
        title={t('discard')}
        leaves={(search) => {
          const { open, tab } = search as { open?: string; tab?: string };
          return open !== (role?.id ?? 'new') || tab !== undefined;
        }}
      />
    </form>
  );
}
