import { useTranslation } from 'react-i18next';
import { LEAD_STATUSES } from '../../contract/leads.ts';
import { languageName } from '../locale-settings/names.ts';
import type { LeadValues } from './lead-values.ts';

/** How values of the form are said. */
export function useLeadWords(): (field: keyof LeadValues, value: string | number) => string {
  const { t } = useTranslation('leads');
  return (field, value) => {
    if (value === '') return '–';
    const status = field === 'status' && LEAD_STATUSES.find((one) => one === value);
    if (status) return t(`status.${status}`);
    if (field === 'language') return languageName(String(value));
    return field === 'callBackAt' ? String(value).replace('T', ' ') : String(value);
  };
}
