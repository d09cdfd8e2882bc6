import { useTranslation } from 'react-i18next';
import type { WhyStep } from '../../contract/why.ts';
import { languageName } from '../locale-settings/names.ts';
import { formatList, formatMoment, formatNumber } from '../ui/format.ts';

interface Words {
  readonly sentence: string;
  /** Who set it; null where that says nothing. */
  readonly source: string | null;
}

/** A step of the chain in words that a team leader understands. */
export function useWhyWords(): (step: WhyStep) => Words {
  const { t } = useTranslation('agent-actions');
  return ({ reason, values, source }) => {
    const said = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, wordOf(name, value)]));
    const { open, groups, languages, label } = values;
    const count =
      typeof open === 'number' ? open : Array.isArray(groups) ? groups.length : Array.isArray(languages) ? languages.length : 0;
    const context = reason === 'address_listed' && !label ? 'unnamed' : undefined;
    return {
      sentence: t(`why.step.${reason}`, { ...said, count, context }),
      source:
        source === null
          ? null
          : source.level === 'role'
            ? t('why.source.role', { roles: formatList(source.roles), count: source.roles.length })
            : t(`why.source.${source.level}`),
    };
  };
}

function wordOf(name: string, value: string | number | string[]): string {
  if (typeof value === 'number') return formatNumber(value);
  if (Array.isArray(value)) return formatList(name === 'languages' ? value.map(languageName) : value);
  return name === 'until' ? formatMoment(value) : value;
}
