import { Alert, Button, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Decision } from '../../contract/problem.ts';
import type { UserGroup } from '../../contract/user-groups.ts';
import classes from '../agent-sets/AgentSets.module.css';
import own from '../dialer-roles/RoleForm.module.css';
import { tError } from '../locales/t-error.ts';
import { DisabledReason } from '../ui/DisabledReason.tsx';
import { FormAlert } from '../ui/FormAlert.tsx';
import { WholeNumberInput } from '../ui/WholeNumberInput.tsx';
import { DiscardDialog } from '../users/DiscardDialog.tsx';
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
  const { form, submit, refusal, isSending, changedElsewhere } = useUserGroupForm(group, onClose);
  const isFixed = !manage.ok;
  const because = manage.ok ? undefined : tError(manage.because);
  return (
    <form className={own.form} onSubmit={submit} noValidate aria-label={group ? t('editOf', { name: group.name }) : t('new')}>
      {because && <p className={own.reason}>{because}</p>}
      <div className={own.scroll}>
        {changedElsewhere && (
          <Alert role="alert" variant="light">
            {t('changedElsewhere')}
          </Alert>
        )}
        <section className={own.part} aria-label={t('part.what')}>
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
        </section>
        <section className={own.part} aria-label={t('part.leads')}>
          <div>
            <h3 className={own.heading}>{t('part.leads')}</h3>
            <p className={own.help}>{t('part.leadsHelp')}</p>
          </div>
          <FilterFields form={form} isFixed={isFixed} />
        </section>
        <section className={own.part} aria-label={t('part.agents')}>
          <div>
            <h3 className={own.heading}>{t('part.agents')}</h3>
            <p className={own.help}>{t('part.agentsHelp')}</p>
          </div>
          <ServerFields {...{ form, group, servers, because }} />
        </section>
      </div>
      <footer className={classes.footer}>
        <FormAlert error={refusal} />
        <div className={classes.bar}>
          <span className={classes.status} role="status">
            {form.values.tags.length + form.values.skillGroups.length === 0 ? t('servedByNobody') : ''}
          </span>
          <Button variant="default" onClick={onClose}>
            {t('close')}
          </Button>
          <DisabledReason decision={manage}>
            <Button type="submit" loading={isSending} disabled={group !== null && !form.isDirty() && manage.ok}>
              {t(group ? 'save' : 'create')}
            </Button>
          </DisabledReason>
        </div>
      </footer>
      <DiscardDialog
        isDirty={form.isDirty() && !isSending}
        title={t('discard')}
        leaves={(search) => (search as { open?: string }).open !== (group?.id ?? 'new')}
      />
    </form>
  );
}
