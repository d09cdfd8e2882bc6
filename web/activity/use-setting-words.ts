import { useTranslation } from 'react-i18next';
import { type SettingName, settingOf } from '../../contract/agent-settings.ts';
import { PPQ_SORTINGS, SIP_OPTIONS } from '../../contract/dialer-values.ts';
import { TWO_FACTOR_TYPES } from '../../contract/policy-in-force.ts';
import { formatNumber } from '../ui/format.ts';
import { useDurationWords } from '../ui/use-duration-words.ts';
import { useFieldWords } from '../users/use-field-words.ts';

type Value = string | number | boolean | null | undefined | readonly string[];

const LANGUAGES: readonly SettingName[] = ['timezone', 'spokenLanguage', 'moreSpokenLanguages', 'interfaceLanguage'];

/** Says the value of an agent's setting as its form does. Nothing is the default, where there is one. */
export function useSettingWords(): (name: SettingName, value: Value) => string {
  const { t } = useTranslation(['activity', 'settings']);
  const durationOf = useDurationWords();
  const fieldWords = useFieldWords();

  function choice(name: SettingName, value: string): string {
    const twoFactor = name === 'twoFactor' && TWO_FACTOR_TYPES.find((one) => one === value);
    if (twoFactor) return t(`settings:choice.twoFactor.${twoFactor}`);
    const sorting = name === 'ppqSorting' && PPQ_SORTINGS.find((one) => one === value);
    if (sorting) return t(`settings:choice.ppqSorting.${sorting}`);
    const option = name === 'sipOption' && SIP_OPTIONS.find((one) => one === value);
    return option ? t(`settings:choice.sipOption.${option}`) : value;
  }

  return (name, value) => {
    const { empty, unit } = settingOf(name);
    const isNothing = value === null || value === undefined || value === '' || (typeof value === 'object' && value.length === 0);
    if (isNothing) return empty === 'default' ? t('settings:choice.default') : t('nothing');
    if (typeof value === 'boolean') return t(value ? 'yes' : 'no');
    if (typeof value === 'number') return unit === 'seconds' ? durationOf(value) : formatNumber(value);
    return LANGUAGES.includes(name) ? fieldWords(name, value) : choice(name, String(value));
  };
}
