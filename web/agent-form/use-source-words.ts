import { useTranslation } from 'react-i18next';
import type { DefaultableName } from '../../contract/agent-settings-shapes.ts';
import type { Sourced } from '../../contract/in-force.ts';
import { formatList } from '../ui/format.ts';
import type { Standing } from './agent-form-state.ts';
import { useValueWords } from './use-value-words.ts';

/** Says what is in force and who says so: "In force: 12 hours, from the role Agents". */
export function useSourceWords(): (name: DefaultableName, standing: Standing) => string {
  const { t } = useTranslation('agent-form');
  const valueWords = useValueWords();

  function from(name: DefaultableName, { value, source }: Sourced<unknown>, key: 'inForce' | 'without'): string {
    const said = valueWords(name, value);
    if (source.level !== 'role') return t(`${key}.account`, { value: said });
    return t(`${key}.role`, { value: said, roles: formatList(source.roles), count: source.roles.length });
  }

  return (name, { inForce, inherited }) => {
    if (inForce.source.level !== 'user') return from(name, inForce, 'inForce');
    return `${t('inForce.user', { value: valueWords(name, inForce.value) })} ${from(name, inherited, 'without')}`;
  };
}
