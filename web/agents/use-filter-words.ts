import { useTranslation } from 'react-i18next';
import type { FilterName } from '../../contract/agent-settings-shapes.ts';
import { userStatus } from '../../contract/users.ts';
import { useAgentChoices } from '../agent-form/agent-choices.ts';
import { useValueWords } from '../agent-form/use-value-words.ts';
import { choicesOf, type FilterKey, isSet, type SetFilter } from './agents-search.ts';

const CHOICES = { dialerRole: 'roles', tag: 'tags', skillGroup: 'skillGroups' } as const;
const MEMBERSHIPS = { dialerRole: 'dialerRoles', tag: 'tags', skillGroup: 'skillGroups' } as const;

interface Option {
  readonly value: string;
  readonly label: string;
}

/** What the filters are called, and what each may be set to. */
export function useFilterWords() {
  const { t } = useTranslation(['agents', 'settings', 'users']);
  const choices = useAgentChoices();
  const words = useValueWords();

  const nameOf = (key: FilterKey) => {
    if (key === 'status') return t('filter.status');
    return isSet(key) ? t(`settings:membership.${MEMBERSHIPS[key]}`) : t(`settings:field.${key}`);
  };

  const wordOf = (key: Exclude<FilterKey, SetFilter>, value: string) => {
    const status = key === 'status' && userStatus.options.find((one) => one === value);
    if (status) return t(`users:status.${status}`);
    if (value === 'default') return t('settings:choice.default');
    if (value === 'true' || value === 'false') return t(value === 'true' ? 'settings:choice.yes' : 'settings:choice.no');
    return words(key as FilterName, value);
  };

  const optionsOf = (key: FilterKey): Option[] => {
    if (isSet(key)) return (choices[CHOICES[key]] ?? []).map(({ id, name }) => ({ value: id, label: name }));
    return (choicesOf(key) ?? []).map((value) => ({ value, label: wordOf(key, value) }));
  };

  const labelOf = (key: FilterKey, value: string) =>
    optionsOf(key).find((option) => option.value === value)?.label ?? t('filter.unknown');

  return { nameOf, optionsOf, labelOf };
}
