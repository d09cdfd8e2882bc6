import { useTranslation } from 'react-i18next';
import { useDepartments } from '../departments/use-departments.ts';
import { FilterChips } from '../table/FilterChips.tsx';
import { type ChangeView, isFiltered, NO_FILTERS } from './use-users-view.ts';
import type { UsersView } from './users-search.ts';

interface Props {
  view: UsersView;
  changeView: ChangeView;
  matching: number | undefined;
}

/** Each filter in force as a chip that can be taken away, and how many users match. */
export function ActiveFilters({ view, changeView, matching }: Props) {
  const { t } = useTranslation('users');
  const chips = useChips(view, changeView);
  const words = isFiltered(view) && matching !== undefined ? t('matching', { count: matching }) : '';
  return <FilterChips chips={chips} matching={words} onClear={() => changeView(NO_FILTERS)} />;
}

function useChips({ q, role, department, status, twoFactor }: UsersView, changeView: ChangeView) {
  const { t } = useTranslation(['users', 'permissions', 'ui']);
  const { departments } = useDepartments();
  const nameOf = (id: string) => departments.find((one) => one.id === id)?.name ?? t('filter.unknownDepartment');
  return [
    ...(q ? [{ key: 'q', label: t('filter.chipSearch', { value: q }), remove: () => changeView({ q: '' }) }] : []),
    ...role.map((one) => ({
      key: one,
      label: t('filter.chipRole', { value: t(`permissions:roles.${one}`) }),
      remove: () => changeView({ role: role.filter((other) => other !== one) }),
    })),
    ...department.map((one) => ({
      key: one,
      label: t('filter.chipDepartment', { value: nameOf(one) }),
      remove: () => changeView({ department: department.filter((other) => other !== one) }),
    })),
    ...status.map((one) => ({
      key: one,
      label: t('filter.chipStatus', { value: t(`status.${one}`) }),
      remove: () => changeView({ status: status.filter((other) => other !== one) }),
    })),
    ...twoFactor.map((one) => ({
      key: `twoFactor ${one}`,
      label: t('filter.chipTwoFactor', { value: t(`twoFactor.${one}`) }),
      remove: () => changeView({ twoFactor: twoFactor.filter((other) => other !== one) }),
    })),
  ];
}
