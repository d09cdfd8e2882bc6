import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LiveEvent } from '../../contract/live.ts';
import { useMe } from '../api/use-me.ts';
import { useRenewedWithUsers } from '../live/use-renewed-with-users.ts';
import { AddButton } from '../ui/AddButton.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { DeleteDepartmentDialog } from './DeleteDepartmentDialog.tsx';
import { DepartmentDialog } from './DepartmentDialog.tsx';
import { DepartmentsBody } from './DepartmentsBody.tsx';
import classes from './DepartmentsPage.module.css';
import { MembersDrawer } from './MembersDrawer.tsx';
import { type Department, useDepartments } from './use-departments.ts';
import { useDepartmentsView } from './use-departments-view.ts';

/** What shows who is in which department: the list with its counts, and the members. */
const LIVE = [['departments'], ['users', 'members']];
const concerns = ({ kind }: LiveEvent) => kind === 'users.changed' || kind === 'departments.changed';

/** Settings › Departments: the named units of the account, and who is in each. */
export function DepartmentsPage() {
  const { t } = useTranslation('departments');
  const { can } = useMe();
  const { view, changeView } = useDepartmentsView();
  const { query, departments } = useDepartments();
  useRenewedWithUsers(LIVE, concerns);
  const [toRename, setToRename] = useState<Department | null>(null);
  const [toDelete, setToDelete] = useState<Department | null>(null);
  const openForm = () => changeView({ department: 'new' }, { push: true });
  const close = () => changeView({ department: undefined });

  return (
    <div className={classes.page}>
      <PageHeader
        title={t('title')}
        lead={t('lead')}
        count={query.data && departments.length}
        action={<AddButton label={t('add')} decision={can.createDepartment} onClick={openForm} withShortcut />}
      />
      <DepartmentsBody
        {...{ view, changeView, query, departments }}
        onAdd={openForm}
        onOpen={({ id }) => changeView({ department: id }, { push: true })}
        onRename={setToRename}
        onDelete={setToDelete}
      />
      <MembersDrawer
        id={view.department === 'new' ? undefined : view.department}
        departments={query.data?.items}
        onClose={close}
      />
      <DepartmentDialog opened={view.department === 'new'} onClose={close} />
      <DepartmentDialog opened={toRename !== null} department={toRename} onClose={() => setToRename(null)} />
      <DeleteDepartmentDialog department={toDelete} onClose={() => setToDelete(null)} />
    </div>
  );
}
