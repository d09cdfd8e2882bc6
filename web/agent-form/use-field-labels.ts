import { useTranslation } from 'react-i18next';
import { type AgentField, isSetting } from './agent-values.ts';

/** What a field is called. */
export function useFieldLabels(): (field: AgentField) => string {
  const { t } = useTranslation('settings');
  return (field) => (isSetting(field) ? t(`field.${field}`) : t(`membership.${field}`));
}
