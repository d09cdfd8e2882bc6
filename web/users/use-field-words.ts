import { useTranslation } from 'react-i18next';
import { ALL_PORTAL_ROLES } from '../../contract/permissions.ts';
import { useDepartments } from '../departments/use-departments.ts';
import { formatList } from '../ui/format.ts';

const ROLES: readonly string[] = ALL_PORTAL_ROLES;

/** Null is the default of the account here, not nothing. */
const DEFAULTED: readonly string[] = ['twoFactor', 'sessionSeconds', 'sessionLimit'];

type Value = string | number | boolean | null | undefined | readonly string[];

/** Roles in the order of the catalogue, as everywhere else. */
function inOrder(field: string, values: readonly string[]): readonly string[] {
  return field === 'portalRoles' ? values.toSorted((a, b) => ROLES.indexOf(a) - ROLES.indexOf(b)) : values;
}

/** Says the value of a field as people read it: roles and departments by name. */
export function useFieldWords(): (field: string, value: Value) => string {
  const { t } = useTranslation(['users', 'permissions']);
  const { departments } = useDepartments();

  function word(field: string, value: string): string {
    const role = ALL_PORTAL_ROLES.find((one) => one === value);
    if (field === 'portalRoles') return role ? t(`permissions:roles.${role}`) : value;
    if (field === 'departments') return departments.find(({ id }) => id === value)?.name ?? t('field.goneDepartment');
    return value;
  }

  return (field, value) => {
    if (typeof value === 'boolean') return value ? t('field.yes') : t('field.no');
    if (value === null && DEFAULTED.includes(field)) return t('field.default');
    const values = Array.isArray(value) ? inOrder(field, value) : [value];
    const texts = values.filter((one) => one !== null && one !== undefined && one !== '').map((one) => word(field, String(one)));
    return texts.length === 0 ? t('field.none') : formatList(texts);
  };
}
