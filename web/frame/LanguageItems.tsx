import { Menu } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ALL_INTERFACE_LANGUAGES, INTERFACE_LANGUAGES, type InterfaceLanguage } from '../../contract/languages.ts';
import { useMyLanguage } from '../me/use-my-language.ts';

/** The languages of the pages, in the person's menu; each by the name that it has for itself. */
export function LanguageItems() {
  const { t } = useTranslation('frame');
  const [language, choose] = useMyLanguage();
  return (
    <>
      <Menu.Label>{t('language')}</Menu.Label>
      <Menu.RadioGroup value={language} onChange={(value) => choose(value as InterfaceLanguage)}>
        {ALL_INTERFACE_LANGUAGES.map((one) => (
          <Menu.RadioItem key={one} value={one}>
            <bdi lang={one}>{INTERFACE_LANGUAGES[one]}</bdi>
          </Menu.RadioItem>
        ))}
      </Menu.RadioGroup>
    </>
  );
}
