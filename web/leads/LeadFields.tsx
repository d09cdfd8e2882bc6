import { Autocomplete, Select, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LEAD_STATUSES } from '../../contract/leads.ts';
import { usePhoneNumbers } from '../agent-form/use-phone-numbers.ts';
import { spokenLanguageOption, spokenLanguageOptions } from '../locale-settings/options.ts';
import { regionOfReader } from '../ui/format.ts';
import { WholeNumberInput } from '../ui/WholeNumberInput.tsx';
import classes from './Leads.module.css';
import type { LeadValues } from './lead-values.ts';
import { useLeadGroups } from './leads-queries.ts';

const HELP_BELOW = ['label', 'input', 'description', 'error'] as const;

interface Props {
  form: UseFormReturnType<LeadValues>;
}

/** Everything that a lead says. */
export function LeadFields({ form }: Props) {
  const { t } = useTranslation('leads');
  const groups = useLeadGroups() ?? [];
  return (
    <>
      <PhoneField form={form} />
      <div className={classes.two}>
        <TextInput label={t('form.firstName')} autoComplete="off" {...form.getInputProps('firstName')} />
        <TextInput label={t('form.lastName')} autoComplete="off" {...form.getInputProps('lastName')} />
      </div>
      <div className={classes.two}>
        <Select
          label={t('column.status')}
          data={LEAD_STATUSES.map((value) => ({ value, label: t(`status.${value}`) }))}
          allowDeselect={false}
          {...form.getInputProps('status')}
        />
        <WholeNumberInput
          label={t('column.weight')}
          {...form.getInputProps('weight')}
          description={form.errors.weight ? undefined : t('form.weightHelp')}
          inputWrapperOrder={[...HELP_BELOW]}
        />
      </div>
      <TextInput
        type="datetime-local"
        label={t('column.callBackAt')}
        {...form.getInputProps('callBackAt')}
        description={form.errors.callBackAt ? undefined : t('form.callBackHelp')}
        inputWrapperOrder={[...HELP_BELOW]}
      />
      <LanguageField form={form} />
      <Autocomplete
        label={t('column.group')}
        data={groups}
        autoComplete="off"
        {...form.getInputProps('group')}
        description={form.errors.group ? undefined : t('form.groupHelp')}
        inputWrapperOrder={[...HELP_BELOW]}
      />
    </>
  );
}

function LanguageField({ form }: Props) {
  const { t } = useTranslation('leads');
  const { value, error, ...input } = form.getInputProps('language');
  const chosen = String(value);
  const options = useMemo(spokenLanguageOptions, []);
  const known =
    chosen === '' || options.some((one) => one.value === chosen) ? options : [spokenLanguageOption(chosen), ...options];
  return (
    <Select
      label={t('column.language')}
      {...input}
      error={error}
      data={known.map((one) => ({ value: one.value, label: one.label }))}
      value={chosen === '' ? null : chosen}
      onChange={(code) => form.setFieldValue('language', code ?? '')}
      placeholder={t('form.noLanguage')}
      description={error ? undefined : t('form.languageHelp')}
      inputWrapperOrder={[...HELP_BELOW]}
      nothingFoundMessage={t('agent.nothing')}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': t('form.noLanguage') }}
      maxDropdownHeight={260}
    />
  );
}

/** Typed as people write it, kept in E.164. */
function PhoneField({ form }: Props) {
  const { t } = useTranslation('leads');
  const phones = usePhoneNumbers();
  const [isTyping, setTyping] = useState(false);
  const { onBlur, onChange: _, value, ...input } = form.getInputProps('phone');
  const kept = String(value);

  function leave() {
    setTyping(false);
    const number = phones?.phoneNumberIn(kept, regionOfReader());
    if (number) form.setFieldValue('phone', number);
    onBlur?.();
  }

  return (
    <TextInput
      label={t('column.phone')}
      {...input}
      type="tel"
      dir="ltr"
      required
      autoComplete="off"
      data-autofocus
      value={isTyping ? kept : (phones?.shownPhoneNumber(kept) ?? kept)}
      onChange={(event) => form.setFieldValue('phone', event.currentTarget.value)}
      onFocus={() => setTyping(true)}
      onBlur={leave}
      description={input.error ? undefined : t('form.phoneHelp')}
      inputWrapperOrder={[...HELP_BELOW]}
    />
  );
}
