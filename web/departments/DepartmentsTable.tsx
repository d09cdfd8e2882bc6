import { IconPencil, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../api/use-me.ts';
import table from '../short-list/ShortTable.module.css';
import { RowAction, ShortRow, ShortTable, sortingOf } from '../short-list/ShortTable.tsx';
import { formatNumber } from '../ui/format.ts';
import { LinkAnchor } from '../ui/LinkButton.tsx';
import type { DepartmentsSearch } from './departments-search.ts';
import type { Department } from './use-departments.ts';
import type { ChangeView } from './use-departments-view.ts';

/** What can be done from a row. */
export interface RowSteps {
  onOpen: (department: Department) => void;
  onRename: (department: Department) => void;
  onDelete: (department: Department) => void;
}

interface Props extends RowSteps {
  view: DepartmentsSearch;
  changeView: ChangeView;
  departments: readonly Department[];
}

/** Every department with how many users it has. */
export function DepartmentsTable({ view, changeView, departments, ...steps }: Props) {
  const { t } = useTranslation('departments');
  return (
    <ShortTable
      label={t('table')}
      columns={[
        { id: 'name', title: t('column.name'), sort: sortingOf('name', view, changeView) },
        { id: 'count', title: t('column.users'), sort: sortingOf('users', view, changeView) },
      ]}
      words={{ next: t('shortcut.next'), previous: t('shortcut.previous'), actions: t('column.actions') }}
      items={departments}
      row={(department) => (
        <DepartmentRow key={department.id} department={department} isOpen={view.department === department.id} {...steps} />
      )}
    />
  );
}

/** One department: its name opens the members, the number leads to the list of these users. */
function DepartmentRow({ department, isOpen, ...steps }: RowSteps & { department: Department; isOpen: boolean }) {
  const { t } = useTranslation('departments');
  const decision = useMe().can.createDepartment;
  const { id, name, users } = department;
  return (
    <ShortRow
      {...{ name, isOpen }}
      onOpen={() => steps.onOpen(department)}
      actions={
        <>
          <RowAction
            {...{ decision }}
            label={t('rename.of', { name })}
            icon={IconPencil}
            onClick={() => steps.onRename(department)}
          />
          <RowAction
            {...{ decision }}
            label={t('delete.of', { name })}
            icon={IconTrash}
            onClick={() => steps.onDelete(department)}
          />
        </>
      }
    >
      <td data-column="count">
        {users === 0 ? (
          <span className={table.none}>{formatNumber(0)}</span>
        ) : (
          <LinkAnchor
            to="/settings/users"
            search={{ department: id }}
            className={table.count}
            aria-label={t('usersOf', { count: users, name })}
          >
            {formatNumber(users)}
          </LinkAnchor>
        )}
      </td>
    </ShortRow>
  );
}
