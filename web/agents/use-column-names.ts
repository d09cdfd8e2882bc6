import { useTranslation } from 'react-i18next';
import { type AgentColumn, isMembership } from './agent-column-names.ts';

/** What the columns are called: settings as the form calls them. */
export function useColumnNames(): (column: AgentColumn | 'name') => string {
  const { t } = useTranslation(['agents', 'settings']);
  return (column) => {
    if (column === 'name' || column === 'id' || column === 'lastSeenAt') return t(`column.${column}`);
    return isMembership(column) ? t(`settings:membership.${column}`) : t(`settings:field.${column}`);
  };
}
