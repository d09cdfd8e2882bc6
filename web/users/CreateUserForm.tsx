import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { User } from '../../contract/users.ts';
import { useMe } from '../api/use-me.ts';
import { DepartmentsField } from '../departments/DepartmentsField.tsx';
import { useIsAddingDepartment } from '../departments/use-departments.ts';
import { DiscardDialog } from '../ui/DiscardDialog.tsx';
import classes from '../ui/DrawerForm.module.css';
import { FormAlert } from '../ui/FormAlert.tsx';
import { errorOfDepartments } from './error-of-departments.ts';
import { PasswordChoice } from './PasswordChoice.tsx';
import { PersonFields } from './PersonFields.tsx';
import { RolesField } from './RolesField.tsx';
import { reasonOf } from './reason-of.ts';
import { useCreateUser } from './use-create-user.ts';

/** Everything that is asked about a new user. */
export function CreateUserForm({ onCreated }: { onCreated: (user: User) => void }) {
  const { t } = useTranslation('users');
  const { can } = useMe();
  const { form, submit, refusal, isSending } = useCreateUser(onCreated);
  const isAddingDepartment = useIsAddingDepartment();

  return (
    <form className={classes.form} noValidate onSubmit={submit} aria-label={t('form.title')}>
      <div className={classes.fields}>
        <PersonFields inputOf={(name) => form.getInputProps(name)} emailHelp={t('form.emailHelp')} />
        <PasswordChoice form={form} />
        <RolesField giveRole={can.giveRole} {...form.getInputProps('portalRoles')} />
        <DepartmentsField
          createReason={reasonOf(can.createDepartment)}
          {...form.getInputProps('departments')}
          error={errorOfDepartments(form.errors)}
        />
      </div>
      <div className={classes.footer}>
        <FormAlert error={refusal} />
        <Button type="submit" fullWidth size="md" loading={isSending || isAddingDepartment}>
          {t('form.submit')}
        </Button>
      </div>
      <DiscardDialog isDirty={form.isDirty()} title={t('form.discardTitle')} />
    </form>
  );
}
