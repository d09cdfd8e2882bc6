import type { GetInputPropsReturnType } from '@mantine/form';
import { useInterval } from '@mantine/hooks';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LocaleDefaults } from '../../contract/locale-settings.ts';
import type { LocaleValues } from './locale-values.ts';
import { MoreLanguages } from './MoreLanguages.tsx';
import { zoneDetail } from './names.ts';
import { OptionSelect } from './OptionSelect.tsx';
import {
  interfaceLanguageOption,
  interfaceLanguageOptions,
  spokenLanguageOption,
  spokenLanguageOptions,
  zoneOption,
  zoneOptions,
} from './options.ts';

interface Props {
  /** What Mantine's form gives to the input of a field. */
  inputOf: (name: keyof LocaleValues) => GetInputPropsReturnType;
  /** The account's; null where these are the fields of the account's defaults. */
  defaults: LocaleDefaults | null;
  /** Stands below the help of a field. */
  noteOf?: (name: keyof LocaleDefaults) => ReactNode;
}

const EVERY_MS = 15_000;

/** Languages and timezone: the same fields for oneself, for another user, and for the account's defaults. */
export function LocaleFields({ inputOf, defaults, noteOf }: Props) {
  const { t } = useTranslation('locale-settings');
  const [now, setNow] = useState(() => new Date());
  useInterval(() => setNow(new Date()), EVERY_MS, { autoInvoke: true });
  const zone = inputOf('timezone');
  const zoneName = String(zone.value || defaults?.timezone || 'UTC');
  const help = (name: keyof LocaleDefaults) => (
    <>
      {t(`${name}Help`)}
      {noteOf && <br />}
      {noteOf?.(name)}
    </>
  );
  return (
    <>
      <OptionSelect
        label={t('interfaceLanguage')}
        description={help('interfaceLanguage')}
        optionOf={interfaceLanguageOption}
        allOptions={interfaceLanguageOptions}
        defaultValue={defaults?.interfaceLanguage}
        {...inputOf('interfaceLanguage')}
      />
      <OptionSelect
        label={t('spokenLanguage')}
        description={help('spokenLanguage')}
        optionOf={spokenLanguageOption}
        allOptions={spokenLanguageOptions}
        defaultValue={defaults?.spokenLanguage}
        {...inputOf('spokenLanguage')}
      />
      {defaults && <MoreLanguages {...inputOf('moreSpokenLanguages')} />}
      <OptionSelect
        label={t('timezone')}
        description={
          <>
            {zoneDetail(zoneName, now)}
            <br />
            {help('timezone')}
          </>
        }
        optionOf={zoneOption}
        allOptions={zoneOptions}
        defaultValue={defaults?.timezone}
        {...zone}
      />
    </>
  );
}
