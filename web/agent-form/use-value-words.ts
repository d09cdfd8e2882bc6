import { useTranslation } from 'react-i18next';
import { type SettingName, settingOf } from '../../contract/agent-settings.ts';
import { interfaceLanguageName, languageName, zoneCity } from '../locale-settings/names.ts';
import { formatList, formatNumber } from '../ui/format.ts';
import { useDurationWords } from '../ui/use-duration-words.ts';
import { kindOf } from './kind-of.ts';

type Words = (name: SettingName, value: unknown) => string;

/** Says the value of a setting as people read it. Null is what stands where there is none: as many as one likes. */
export function useValueWords(): Words {
  const { t } = useTranslation(['agent-form', 'settings']);
  const duration = useDurationWords();

  return (name, value) => {
    const kind = kindOf(settingOf(name));
    if (value === null || value === '') return t(name === 'sessionLimit' ? 'agent-form:unlimited' : 'agent-form:nothing');
    if (typeof value === 'boolean') return t(value ? 'settings:choice.on' : 'settings:choice.off');
    if (typeof value === 'number') return kind === 'seconds' ? duration(value) : formatNumber(value);
    if (kind === 'timezone') return zoneCity(String(value));
    if (kind === 'interfaceLanguage') return interfaceLanguageName(String(value));
    if (kind === 'language') return languageName(String(value));
    if (Array.isArray(value)) return value.length > 0 ? formatList(value.map(String).map(languageName)) : t('agent-form:nothing');
    return choiceText(t, name, String(value));
  };
}

/** A choice by its name in `settings:choice`; what has none there is said as it is. */
function choiceText(t: ReturnType<typeof useTranslation>['t'], name: SettingName, value: string): string {
  return (t as (key: string, options: object) => string)(`settings:choice.${name}.${value}`, { defaultValue: value });
}
