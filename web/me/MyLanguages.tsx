import { Alert, Button, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { type Me, useMe } from '../api/use-me.ts';
import { LocaleFields } from '../locale-settings/LocaleFields.tsx';
import { localeBodyOf, localeValuesOf } from '../locale-settings/locale-values.ts';
import { FormAlert } from '../ui/FormAlert.tsx';
import { useMyForm } from './use-my-form.ts';

/** What I read, what I speak, and what my clocks show. */
export function MyLanguages() {
  const { t } = useTranslation('me');
  const { account } = useMe();
  const { form, submit, refusal, isSending, changedElsewhere } = useMyForm({
    valuesOf: (me: Me) => localeValuesOf({ ...me.own, moreSpokenLanguages: me.moreSpokenLanguages }),
    toBody: localeBodyOf,
    done: () => t('languages.done'),
  });
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        <FormAlert error={refusal} />
        {changedElsewhere && (
          <Alert role="alert" variant="light">
            {t('languages.changedElsewhere')}
          </Alert>
        )}
        <LocaleFields inputOf={(name) => form.getInputProps(name)} defaults={account} />
        <div>
          <Button type="submit" loading={isSending} disabled={!form.isDirty()}>
            {t('languages.submit')}
          </Button>
        </div>
      </Stack>
    </form>
  );
}
