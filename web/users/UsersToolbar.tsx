import { useTranslation } from 'react-i18next';
import { ALL_PORTAL_ROLES } from '../../contract/permissions.ts';
import { TWO_FACTOR_TYPES } from '../../contract/policy-in-force.ts';
import { listedStatus } from '../../contract/users.ts';
import { useDepartments } from '../departments/use-departments.ts';
import { FilterSelect } from '../table/FilterSelect.tsx';
import classes from '../table/Toolbar.module.css';
import type { Density } from '../table/use-density.ts';
import { UserSearch } from './UserSearch.tsx';
import type { ChangeView } from './use-users-view.ts';
import type { UsersView } from './users-search.ts';
import { ViewMenu } from './ViewMenu.tsx';

interface Props {
  view: UsersView;
  changeView: ChangeView;
  density: Density;
  onDensity: (density: Density) => void;
}

/** Search, filters, and how the list looks. */
export function UsersToolbar({ view, changeView, density, onDensity }: Props) {
  const { t } = useTranslation(['users', 'permissions']);
  const { departments } = useDepartments();
  return (
    <search className={classes.toolbar} aria-label={t('filter.search')}>
      <UserSearch q={view.q} onChange={(q) => changeView({ q })} />
      <FilterSelect
        label={t('filter.role')}
        options={ALL_PORTAL_ROLES.map((value) => ({ value, label: t(`permissions:roles.${value}`) }))}
        chosen={view.role}
        onChange={(role) => changeView({ role })}
      />
      <FilterSelect
        label={t('filter.department')}
        options={departments.map(({ id, name }) => ({ value: id, label: name }))}
        chosen={view.department}
        onChange={(department) => changeView({ department })}
        search={t('filter.find')}
      />
      <FilterSelect
        label={t('filter.status')}
        options={listedStatus.options.map((value) => ({ value, label: t(`status.${value}`) }))}
        chosen={view.status}
        onChange={(status) => changeView({ status })}
      />
      <FilterSelect
        label={t('filter.twoFactor')}
        options={TWO_FACTOR_TYPES.map((value) => ({ value, label: t(`twoFactor.${value}`) }))}
        chosen={view.twoFactor}
        onChange={(twoFactor) => changeView({ twoFactor })}
      />
      <ViewMenu view={view} changeView={changeView} density={density} onDensity={onDensity} />
    </search>
  );
}
