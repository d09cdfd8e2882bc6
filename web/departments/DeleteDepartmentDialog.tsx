import { useTranslation } from 'react-i18next';
import { call } from '../api/client.ts';
import { DeleteDialog } from '../ui/DeleteDialog.tsx';
import { useLast } from '../ui/use-last.ts';
import { type Department, useRefreshDepartments } from './use-departments.ts';

interface Props {
  /** What to delete; null while the dialog is closed. */
  department: Department | null;
  onClose: () => void;
}

/** Says what deleting this department does to its users, and does it. */
export function DeleteDepartmentDialog({ department, onClose }: Props) {
  const { t } = useTranslation('departments');
  const refresh = useRefreshDepartments();
  const { name = '', users = 0 } = useLast(department) ?? {};
  return (
    <DeleteDialog
      item={department}
      onClose={onClose}
      title={t('delete.title', { name })}
      verb={t('delete.confirm')}
      send={({ id }) => call('deleteDepartment', { params: { id } })}
      done={t('delete.done', { name })}
      onDone={refresh}
      onFailed={({ code }) => code === 'department.not_found' && refresh()}
    >
      {users === 0 ? t('delete.nobody') : t('delete.users', { count: users })}
    </DeleteDialog>
  );
}
