import { Button, SimpleGrid, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { User } from '../../contract/users.ts';
import { useMe } from '../api/use-me.ts';
import { DepartmentsField } from '../departments/DepartmentsField.tsx';
import { useIsAddingDepartment } from '../departments/use-departments.ts';
import { FormAlert } from '../ui/FormAlert.tsx';
import classes from './CreateUser.module.css';
import { DiscardDialog } from './DiscardDialog.tsx';
import { PasswordChoice } from './PasswordChoice.tsx';
import { RolesField } from './RolesField.tsx';
import { reasonOf } from './reason-of.ts';
import { useCreateUser } from './use-create-user.ts';

const HELP_BELOW = ['label', 'input', 'description', 'error'] as const;

/** Everything that is asked about a new user. */
export function CreateUserForm({ onCreated }: { onCreated: (user: User) => void }) {
  const { t } = useTranslation('users');
  const { can } = useMe();
  const { form, submit, refusal, isSending } = useCreateUser(onCreated);
  const isAddingDepartment = useIsAddingDepartment();
  const field = (name: 'firstName' | 'lastName' | 'email' | 'username', help?: string) => {
    const input = form.getInputProps(name);
    return {
      ...input,
      label: t(`form.${name}`),
      description: input.error ? undefined : help,
      inputWrapperOrder: [...HELP_BELOW],
      autoComplete: 'off',
    };
  };

  return (
    <form className={classes.form} noValidate onSubmit={submit} aria-label={t('form.title')}>
      <div className={classes.fields}>
        <SimpleGrid cols={2} spacing="sm">
          <TextInput {...field('firstName')} required data-autofocus />
          <TextInput {...field('lastName')} required />
        </SimpleGrid>
        <TextInput {...field('email', t('form.emailHelp'))} type="email" inputMode="email" required />
        <TextInput {...field('username', t('form.usernameHelp'))} spellCheck={false} autoCapitalize="none" />
        <PasswordChoice form={form} />
        <RolesField giveRole={can.giveRole} {...form.getInputProps('portalRoles')} />
        <DepartmentsField
          createReason={reasonOf(can.createDepartment)}
          {...form.getInputProps('departments')}
          error={form.errors.departments ?? Object.entries(form.errors).find(([path]) => path.startsWith('departments.'))?.[1]}
        />
      </div>
      <div className={classes.footer}>
        <FormAlert error={refusal} />
        <Button type="submit" fullWidth size="md" loading={isSending || isAddingDepartment}>
          {t('form.submit')}
        </Button>
      </div>
      <DiscardDialog isDirty={form.isDirty()} />
    </form>
  );
}
