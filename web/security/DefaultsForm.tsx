import { Alert, Button, Select, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { TWO_FACTOR_TYPES } from '../../contract/policy-in-force.ts';
import { DisabledReason } from '../ui/DisabledReason.tsx';
import { DurationInput } from '../ui/DurationInput.tsx';
import { FormAlert } from '../ui/FormAlert.tsx';
import { WholeNumberInput } from '../ui/WholeNumberInput.tsx';
import { useDefaultsForm } from './use-defaults-form.ts';
import type { Security } from './use-security.ts';

/** What counts at sign-in for users who have nothing of their own, and for how many that is. */
export function DefaultsForm({ security }: { security: Security }) {
  const { t } = useTranslation('security');
  const { form, submit, refusal, isSending, changedElsewhere } = useDefaultsForm(security);
  const { wouldChange, can } = security;
  const reach = (field: 'twoFactor' | 'sessionSeconds' | 'sessionLimit') => t('defaults.reach', { count: wouldChange[field] });
  const textOf = (field: 'sessionSeconds') => (form.errors[field] === undefined ? undefined : String(form.errors[field]));
  const disabled = !can.manage.ok;
  return (
    <form onSubmit={submit} noValidate aria-label={t('defaults.title')}>
      <Stack gap="md">
        <FormAlert error={refusal} />
        {changedElsewhere && (
          <Alert role="alert" variant="light">
            {t('defaults.changedElsewhere')}
          </Alert>
        )}
        <Select
          label={t('field.twoFactor')}
          description={`${t('defaults.twoFactorHelp')} ${reach('twoFactor')}`}
          data={TWO_FACTOR_TYPES.map((value) => ({ value, label: t(`twoFactor.${value}`) }))}
          allowDeselect={false}
          disabled={disabled}
          {...form.getInputProps('twoFactor')}
        />
        <DurationInput
          label={t('field.sessionSeconds')}
          description={`${t('defaults.sessionSecondsHelp')} ${reach('sessionSeconds')}`}
          disabled={disabled}
          value={form.values.sessionSeconds}
          error={textOf('sessionSeconds')}
          onChange={(seconds) => form.setFieldValue('sessionSeconds', seconds)}
        />
        <WholeNumberInput
          label={t('field.sessionLimit')}
          description={`${t('defaults.sessionLimitHelp')} ${reach('sessionLimit')}`}
          placeholder={t('unlimited')}
          disabled={disabled}
          {...form.getInputProps('sessionLimit')}
        />
        <div>
          <DisabledReason decision={can.manage}>
            <Button type="submit" loading={isSending} disabled={!form.isDirty() && can.manage.ok}>
              {t('defaults.submit')}
            </Button>
          </DisabledReason>
        </div>
      </Stack>
    </form>
  );
}
