import { Alert, Button, SimpleGrid, Stack, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { FormAlert } from '../ui/FormAlert.tsx';
import { MySection } from './MySection.tsx';
import { useMyName } from './use-my-name.ts';

/** How others see me. */
export function MyName() {
  const { t } = useTranslation('me');
  const { form, submit, refusal, isSending, changedElsewhere } = useMyName();
  return (
    <MySection title={t('name.title')} text={t('name.text')}>
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          <FormAlert error={refusal} />
          {changedElsewhere && (
            <Alert role="alert" variant="light">
              {t('name.changedElsewhere')}
            </Alert>
          )}
          <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
            <TextInput label={t('name.first')} required autoComplete="given-name" {...form.getInputProps('firstName')} />
            <TextInput label={t('name.last')} required autoComplete="family-name" {...form.getInputProps('lastName')} />
          </SimpleGrid>
          <div>
            <Button type="submit" loading={isSending} disabled={!form.isDirty()}>
              {t('name.submit')}
            </Button>
          </div>
        </Stack>
      </form>
    </MySection>
  );
}
