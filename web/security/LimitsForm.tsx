import { Alert, Button, Checkbox, Group, Select, Stack, Switch } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { TWO_FACTOR_TYPES } from '../../contract/policy-in-force.ts';
import type { UserPolicy } from '../../contract/security.ts';
import type { User } from '../../contract/users.ts';
import { tError } from '../locales/t-error.ts';
import { DurationInput } from '../ui/DurationInput.tsx';
import { FormAlert } from '../ui/FormAlert.tsx';
import { formatList, formatNumber } from '../ui/format.ts';
import { useDurationWords } from '../ui/use-duration-words.ts';
import { WholeNumberInput } from '../ui/WholeNumberInput.tsx';
import classes from './Addresses.module.css';
import { useLimitsForm } from './use-limits-form.ts';
import { useSourceWords } from './use-source-words.ts';

/** What a user has of their own at sign-in; each default says the value in force and where it comes from. */
export function LimitsForm({ user, policy }: { user: User; policy: UserPolicy }) {
  const { t } = useTranslation('security');
  const edit = useLimitsForm(user, policy);
  const { form, submit, refusal, isSending, isChanged, clash, undo } = edit;
  const { changeLimits } = policy.can;
  return (
    <form onSubmit={submit} noValidate aria-label={t('limits.title')}>
      <Stack gap="md">
        {!changeLimits.ok && <p className={classes.empty}>{tError(changeLimits.because)}</p>}
        <FormAlert error={refusal} />
        {clash.length > 0 && (
          <Alert role="alert" variant="light">
            {t('limits.clash', { fields: formatList(clash.map((field) => t(`field.${field}`))) })}
          </Alert>
        )}
        <Fields policy={policy} form={form} disabled={!changeLimits.ok} />
        {isChanged && (
          <Group gap="xs">
            <Button type="submit" loading={isSending}>
              {t('limits.submit')}
            </Button>
            <Button variant="subtle" color="gray" onClick={undo} disabled={isSending}>
              {t('limits.undo')}
            </Button>
          </Group>
        )}
      </Stack>
    </form>
  );
}

interface FieldsProps {
  policy: UserPolicy;
  form: ReturnType<typeof useLimitsForm>['form'];
  disabled: boolean;
}

function Fields({ policy, form, disabled }: FieldsProps) {
  const { t } = useTranslation('security');
  const words = useDurationWords();
  const from = useSourceWords();
  const { inherited, inForce } = policy;
  const { hasOwnTimeout, sessionSeconds, sessionLimit, twoFactor } = form.values;
  const types = TWO_FACTOR_TYPES.map((value) => ({ value, label: t(`twoFactor.${value}`) }));
  const limit = inherited.sessionLimit.value;
  const everyone = inherited.limitsAddresses.value;
  return (
    <>
      <Select
        label={t('field.twoFactor')}
        description={
          twoFactor === 'default'
            ? from(t(`twoFactor.${inherited.twoFactor.value}`), inherited.twoFactor.source)
            : t('limits.nextSignIn')
        }
        data={[{ value: 'default', label: t('twoFactor.default') }, ...types]}
        allowDeselect={false}
        disabled={disabled}
        {...form.getInputProps('twoFactor')}
      />
      <Stack gap="xs">
        <Checkbox
          label={t('limits.ownTimeout')}
          description={hasOwnTimeout ? undefined : from(words(inherited.sessionSeconds.value), inherited.sessionSeconds.source)}
          disabled={disabled}
          {...form.getInputProps('hasOwnTimeout', { type: 'checkbox' })}
        />
        {hasOwnTimeout && (
          <DurationInput
            label={t('field.sessionSeconds')}
            description={t('limits.timeoutHelp')}
            disabled={disabled}
            value={sessionSeconds}
            error={form.errors.sessionSeconds ? String(form.errors.sessionSeconds) : undefined}
            onChange={(seconds) => form.setFieldValue('sessionSeconds', seconds)}
          />
        )}
      </Stack>
      <WholeNumberInput
        label={t('field.sessionLimit')}
        description={
          sessionLimit === ''
            ? from(limit === null ? t('unlimited') : formatNumber(limit), inherited.sessionLimit.source)
            : t('limits.limitHelp')
        }
        placeholder={t('limits.default')}
        disabled={disabled}
        {...form.getInputProps('sessionLimit')}
      />
      <Switch
        label={t('limits.addresses')}
        description={
          everyone
            ? from(t('limits.limited'), inForce.limitsAddresses.source)
            : t('limits.addressesHelp', { count: policy.accountAddresses })
        }
        disabled={disabled}
        {...form.getInputProps('limitsAddresses', { type: 'checkbox' })}
      />
    </>
  );
}
