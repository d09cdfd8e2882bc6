import { Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { LocaleDefaults } from '../../contract/locale-settings.ts';
import { LocaleFields } from '../locale-settings/LocaleFields.tsx';
import { interfaceLanguageName, languageName, zoneCity } from '../locale-settings/names.ts';
import { formatList } from '../ui/format.ts';
import { Unfold } from './Unfold.tsx';
import classes from './UserLanguages.module.css';
import type { EditUser } from './use-edit-user.ts';

/** Languages and timezone of a user: what counts, in one line; to be changed below. */
export function UserLanguages({ form, defaults }: { form: EditUser['form']; defaults: LocaleDefaults }) {
  const { t } = useTranslation('users');
  const { interfaceLanguage, spokenLanguage, moreSpokenLanguages, timezone } = form.values;
  const spoken = [spokenLanguage || defaults.spokenLanguage, ...moreSpokenLanguages];
  const summary = [
    interfaceLanguageName(interfaceLanguage || defaults.interfaceLanguage),
    formatList(spoken.map(languageName)),
    zoneCity(timezone || defaults.timezone),
  ].join(' · ');
  return (
    <Unfold title={t('languages.title')} summary={summary}>
      <Stack gap={18} className={classes.fields}>
        <LocaleFields inputOf={(name) => form.getInputProps(name)} defaults={defaults} />
      </Stack>
    </Unfold>
  );
}
