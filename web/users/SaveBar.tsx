import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { User } from '../../contract/users.ts';
import { useIsAddingDepartment } from '../departments/use-departments.ts';
import { DisabledReason } from '../ui/DisabledReason.tsx';
import { FormAlert } from '../ui/FormAlert.tsx';
import { formatList } from '../ui/format.ts';
import classes from './EditUser.module.css';
import { EDIT_FORM } from './EditUserForm.tsx';
import { reasonOf } from './reason-of.ts';
import type { EditUser } from './use-edit-user.ts';

/** The button below the panel: quiet while nothing has changed, else with the number of changed fields. */
export function SaveBar({ user, edit }: { user: User; edit: EditUser }) {
  const { t } = useTranslation('users');
  const isAddingDepartment = useIsAddingDepartment();
  const count = edit.changed.length;
  const isQuiet = count === 0 || !user.can.edit.ok;
  const what = count === 0 ? t('edit.unchanged') : t('edit.changed', { count });
  const names = formatList(edit.changed.map((field) => t(`field.${field}`)));
  return (
    <footer className={classes.footer}>
      <FormAlert error={edit.refusal} />
      <div className={classes.bar}>
        <span className={classes.count} role="status">
          {reasonOf(user.can.edit) ?? what}
          {count > 0 && <span className={classes.names}>{names}</span>}
        </span>
        {count > 0 && !edit.isSending && (
          <Button variant="subtle" color="gray" onClick={edit.discard}>
            {t('edit.undo')}
          </Button>
        )}
        <DisabledReason decision={user.can.edit}>
          <Button
            type="submit"
            form={EDIT_FORM}
            variant={isQuiet ? 'default' : 'filled'}
            disabled={count === 0 && user.can.edit.ok}
            loading={edit.isSending || isAddingDepartment}
          >
            {t('edit.submit')}
          </Button>
        </DisabledReason>
      </div>
    </footer>
  );
}
