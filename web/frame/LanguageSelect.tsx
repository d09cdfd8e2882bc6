import { NativeSelect } from '@mantine/core';
import { IconLanguage } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ALL_INTERFACE_LANGUAGES, INTERFACE_LANGUAGES, type InterfaceLanguage } from '../../contract/languages.ts';
import { useLanguage } from '../locales/use-language.ts';
import { SMALL_ICON } from '../theme.ts';
import classes from './VisitorFrame.module.css';

/** The language of the pages, for those who have no menu of their own yet. */
export function LanguageSelect() {
  const { t } = useTranslation('frame');
  const [language, choose] = useLanguage();
  return (
    <NativeSelect
      className={classes.language}
      variant="unstyled"
      size="xs"
      aria-label={t('language')}
      leftSection={<IconLanguage {...SMALL_ICON} />}
      value={language}
      onChange={(event) => choose(event.currentTarget.value as InterfaceLanguage)}
    >
      {ALL_INTERFACE_LANGUAGES.map((one) => (
        <option key={one} value={one} lang={one}>
          {INTERFACE_LANGUAGES[one]}
        </option>
      ))}
    </NativeSelect>
  );
}
