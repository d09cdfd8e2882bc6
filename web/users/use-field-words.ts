import { useTranslation } from 'react-i18next';
import { ALL_PORTAL_ROLES } from '../../contract/permissions.ts';
import { useDepartments } from '../departments/use-departments.ts';
import { interfaceLanguageName, languageName } from '../locale-settings/names.ts';

import { formatList } from '../ui/format.ts';

/** Fields where nothing stands for the account's default. */
const DEFAULTED: readonly string[] = [
  'interfaceLanguage',
  'spokenLanguage',
  'timezone',
  'twoFactor',
  'sessionSeconds',
  'sessionLimit',
];

const ROLES: readonly string[] = ALL_PORTAL_ROLES;

type Value = string | number | boolean | null | undefined | readonly string[];

/** Roles in the order of the catalogue, as everywhere else. */
function inOrder(field: string, values: readonly string[]): readonly string[] {
  return field === 'portalRoles' ? values.toSorted((a, b) => ROLES.indexOf(a) - ROLES.indexOf(b)) : values;
}

/** Says the value of a field as people read it: roles, departments and languages by name. */
export function useFieldWords(): (field: string, value: Value) => string {
  const { t } = useTranslation(['users', 'permissions']);
  const { query, departments } = useDepartments();

  const unknown = () => t(query.isSuccess ? 'field.goneDepartment' : 'field.someDepartment');

  function word(field: string, value: string): string {
    const role = ALL_PORTAL_ROLES.find((one) => one === value);
    if (field === 'portalRoles') return role ? t(`permissions:roles.${role}`) : value;
    if (field === 'departments') return departments.find(({ id }) => id === value)?.name ?? unknown();
    if (field === 'interfaceLanguage') return interfaceLanguageName(value);
    if (field === 'spokenLanguage' || field === 'moreSpokenLanguages') return languageName(value);
    if (field === 'timezone') return value.replaceAll('_', ' ');
    return value;
  }

  return (field, value) => {
    if (typeof value === 'boolean') return t(value ? 'field.on' : 'field.off');
    const values = Array.isArray(value) ? inOrder(field, value) : [value];
    const texts = values.filter((one) => one !== null && one !== undefined && one !== '').map((one) => word(field, String(one)));
    if (texts.length > 0) return formatList(texts);
    return t(DEFAULTED.includes(field) ? 'field.default' : 'field.none');
  };
}
