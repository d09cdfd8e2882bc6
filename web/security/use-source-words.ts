import { useTranslation } from 'react-i18next';
import type { PolicySource } from '../../contract/policy-in-force.ts';
import { formatList } from '../ui/format.ts';

/** Says a value in force and which level set it: "12 hours, from the account". */
export function useSourceWords(): (value: string, source: PolicySource) => string {
  const { t } = useTranslation('security');
  return (value, source) => {
    if (source.level === 'role') return t('source.role', { value, roles: formatList(source.roles) });
    return source.level === 'user' ? t('source.user', { value }) : t('source.account', { value });
  };
}
