import { TextInput } from '@mantine/core';
import type { KeyboardEvent } from 'react';
import { Trans, useTranslation } from 'react-i18next';
import type { PortalRole } from '../../contract/permissions.ts';
import type { Decision } from '../../contract/problem.ts';
import type { User } from '../../contract/users.ts';
import { call } from '../api/client.ts';
import { type Me, useMe } from '../api/use-me.ts';
import { DepartmentsField } from '../departments/DepartmentsField.tsx';
import classes from './EditUser.module.css';
import { errorOfDepartments } from './error-of-departments.ts';
import { fullName } from './names.ts';
import { PersonFields } from './PersonFields.tsx';
import { RolesField } from './RolesField.tsx';
import { reasonOf } from './reason-of.ts';
import { UserLanguages } from './UserLanguages.tsx';
import type { EditUser } from './use-edit-user.ts';
import { useUserChanged } from './use-user-changed.ts';
import { WithdrawEmail } from './WithdrawEmail.tsx';

/** The form stands in the panel, its button below: this joins them. */
export const EDIT_FORM = 'edit-user';

/** What can be changed about a user. */
export function EditUserForm({ user, edit }: { user: User; edit: EditUser }) {
  const { t } = useTranslation('users');
  const me = useMe();
  const { form, submit } = edit;
  const onChanged = useUserChanged();

  // Escape closes an open list of choices, and not the panel with it.
  function onKeyDown(event: KeyboardEvent) {
    const isTaken = event.target instanceof Element && event.target.getAttribute('data-mantine-stop-propagation') === 'true';
    if (event.key === 'Escape' && isTaken) event.stopPropagation();
  }

  return (
    <form id={EDIT_FORM} className={classes.form} noValidate onSubmit={submit} onKeyDown={onKeyDown} aria-label={t('edit.title')}>
      <PersonFields inputOf={(name) => form.getInputProps(name)} emailHelp={<EmailHelp user={user} />} />
      {user.newEmail !== null && (
        <WithdrawEmail
          id={user.id}
          name={fullName(user)}
          onDone={async () => onChanged(await call('getUser', { params: { id: user.id } }))}
        />
      )}
      <TextInput
        {...form.getInputProps('oauthEmail')}
        label={t('form.oauthEmail')}
        description={form.errors.oauthEmail ? undefined : t('form.oauthEmailHelp')}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        type="email"
        inputMode="email"
        autoComplete="off"
      />
      {user.isMainUser ? (
        <p className={classes.note}>{t('panel.mainUserAllows')}</p>
      ) : (
        <RolesField giveRole={rolesToGive(user, me)} {...form.getInputProps('portalRoles')} />
      )}
      <DepartmentsField
        createReason={reasonOf(me.can.createDepartment)}
        {...form.getInputProps('departments')}
        error={errorOfDepartments(form.errors)}
      />
      <UserLanguages form={form} defaults={me.account} />
    </form>
  );
}

function EmailHelp({ user }: { user: User }) {
  const { t } = useTranslation('users');
  if (user.newEmail !== null) {
    return (
      <span className={classes.waiting}>
        <Trans
          t={t}
          i18nKey="edit.emailWaits"
          values={{ email: user.newEmail }}
          components={{ b: <b className={classes.address} /> }}
        />
      </span>
    );
  }
  return t(user.status === 'pending' ? 'edit.emailHelpPending' : 'edit.emailHelp');
}

/** Where this user's roles may not be changed at all, that reason stands at each. */
function rolesToGive({ can }: User, me: Me): Readonly<Record<PortalRole, Decision>> {
  if (can.changeRoles.ok) return me.can.giveRole;
  const roles = Object.keys(me.can.giveRole) as PortalRole[];
  return Object.fromEntries(roles.map((role) => [role, can.changeRoles])) as Record<PortalRole, Decision>;
}
