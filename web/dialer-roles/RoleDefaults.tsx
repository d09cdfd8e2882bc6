import { Checkbox, Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Result } from '../../contract/endpoint.ts';
import type { getNewAgent } from '../../contract/new-agent.ts';
import { TWO_FACTOR_TYPES } from '../../contract/policy-in-force.ts';
import type { Decision } from '../../contract/problem.ts';
import { useValueWords } from '../agent-form/use-value-words.ts';
import { tError } from '../locales/t-error.ts';
import classes from '../short-list/ItemEditor.module.css';
import { DurationInput } from '../ui/DurationInput.tsx';
import { WholeNumberInput } from '../ui/WholeNumberInput.tsx';
import type { RoleForm } from './use-role-form.ts';

interface Props {
  form: RoleForm;
  /** What the account says. */
  account: Result<typeof getNewAgent>['defaults'];
  /** Whether one may change what the role says about sign-in. */
  limits: Decision;
  isFixed: boolean;
}

/** What the role says for those who hold it and have nothing of their own; beside each, what the account says. */
export function RoleDefaults({ form, account, limits, isFixed }: Props) {
  const { t } = useTranslation(['dialer-roles', 'settings']);
  const words = useValueWords();
  const isShut = isFixed || !limits.ok;
  const accountSays = (name: 'twoFactor' | 'sessionSeconds' | 'sessionLimit' | 'autoDial') =>
    t('dialer-roles:accountSays', { value: words(name, account[name]) });
  const none = { value: 'default', label: t('dialer-roles:noDefault') };
  const error = form.errors.sessionSeconds;
  return (
    <>
      {!limits.ok && !isFixed && <p className={classes.help}>{tError(limits.because)}</p>}
      <Select
        label={t('settings:field.twoFactor')}
        description={accountSays('twoFactor')}
        data={[none, ...TWO_FACTOR_TYPES.map((value) => ({ value, label: t(`settings:choice.twoFactor.${value}`) }))]}
        allowDeselect={false}
        disabled={isShut}
        {...form.getInputProps('twoFactor')}
      />
      <Checkbox
        label={t('dialer-roles:hasTimeout')}
        description={accountSays('sessionSeconds')}
        disabled={isShut}
        {...form.getInputProps('hasTimeout', { type: 'checkbox' })}
      />
      {form.values.hasTimeout && (
        <DurationInput
          label={t('dialer-roles:timeout')}
          description={t('dialer-roles:timeoutHelp')}
          disabled={isShut}
          value={form.values.sessionSeconds}
          {...(error === undefined ? {} : { error: String(error) })}
          onChange={(seconds) => form.setFieldValue('sessionSeconds', seconds)}
        />
      )}
      <WholeNumberInput
        label={t('settings:field.sessionLimit')}
        description={accountSays('sessionLimit')}
        placeholder={t('dialer-roles:noDefault')}
        disabled={isShut}
        {...form.getInputProps('sessionLimit')}
      />
      <Select
        label={t('settings:field.autoDial')}
        description={accountSays('autoDial')}
        data={[none, { value: 'on', label: t('settings:choice.on') }, { value: 'off', label: t('settings:choice.off') }]}
        allowDeselect={false}
        disabled={isFixed}
        {...form.getInputProps('autoDial')}
      />
    </>
  );
}
