import { Alert, Button, Group, NumberInput, Select, Stack } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DialerSettings } from '../../contract/dialer-settings.ts';
import { PPQ_SORTINGS } from '../../contract/dialer-values.ts';
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx';
import { DisabledReason } from '../ui/DisabledReason.tsx';
import { FormAlert } from '../ui/FormAlert.tsx';
import { formatNumber } from '../ui/format.ts';
import { WholeNumberInput } from '../ui/WholeNumberInput.tsx';
import { type Default, useSettingsForm } from './use-settings-form.ts';

/** What the account says for agents who have nothing of their own, and where extensions come from. */
export function SettingsForm({ settings }: { settings: DialerSettings }) {
  const { t } = useTranslation(['dialer-settings', 'settings']);
  const { form, submit, refusal, isSending, changed, changedElsewhere } = useSettingsForm(settings);
  const [isAsking, setAsking] = useState(false);
  const { wouldChange, can } = settings;
  const reach = (name: Default) => t('dialer-settings:reach', { count: wouldChange[name] });
  const onOff = (['on', 'off'] as const).map((value) => ({ value, label: t(`settings:choice.${value}`) }));
  const defaults = changed.filter((field): field is Default => field in wouldChange);
  const disabled = !can.manage.ok;

  // Nobody changes a default without having read for how many agents.
  function ask(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (defaults.length > 0 && !form.validate().hasErrors) setAsking(true);
    else submit(event);
  }

  return (
    <form onSubmit={ask} noValidate aria-label={t('dialer-settings:defaults.title')}>
      <Stack gap="md">
        <FormAlert error={refusal} />
        {changedElsewhere && (
          <Alert role="alert" variant="light">
            {t('dialer-settings:changedElsewhere')}
          </Alert>
        )}
        <Select
          label={t('settings:field.ppq')}
          description={`${t('dialer-settings:help.ppq')} ${reach('ppq')}`}
          data={onOff}
          allowDeselect={false}
          disabled={disabled}
          {...form.getInputProps('ppq')}
        />
        <NumberInput
          label={t('settings:field.ppqRatio')}
          description={`${t('dialer-settings:help.ppqRatio')} ${reach('ppqRatio')}`}
          min={1}
          max={10}
          step={0.1}
          decimalScale={1}
          fixedDecimalScale
          clampBehavior="none"
          decimalSeparator={formatNumber(1.5).replaceAll(/[\d\u0660-\u0669]/g, '') || '.'}
          disabled={disabled}
          {...form.getInputProps('ppqRatio')}
        />
        <Select
          label={t('settings:field.ppqSorting')}
          description={`${t('dialer-settings:help.ppqSorting')} ${reach('ppqSorting')}`}
          data={PPQ_SORTINGS.map((value) => ({ value, label: t(`settings:choice.ppqSorting.${value}`) }))}
          allowDeselect={false}
          disabled={disabled}
          {...form.getInputProps('ppqSorting')}
        />
        <Select
          label={t('settings:field.autoDial')}
          description={`${t('dialer-settings:help.autoDial')} ${reach('autoDial')}`}
          data={onOff}
          allowDeselect={false}
          disabled={disabled}
          {...form.getInputProps('autoDial')}
        />
        <ExtensionRange form={form} disabled={disabled} />
        <div>
          <DisabledReason decision={can.manage}>
            <Button type="submit" loading={isSending} disabled={!form.isDirty() && can.manage.ok}>
              {t('dialer-settings:save')}
            </Button>
          </DisabledReason>
        </div>
      </Stack>
      <ConfirmDialog
        opened={isAsking}
        onClose={() => setAsking(false)}
        title={t('dialer-settings:ask.title')}
        verb={t('dialer-settings:ask.confirm')}
        destructive={false}
        onConfirm={() => {
          setAsking(false);
          submit();
        }}
      >
        {t('dialer-settings:ask.text')}
        <ul>
          {defaults.map((name) => (
            <li key={name}>{t('dialer-settings:ask.line', { field: t(`settings:field.${name}`), count: wouldChange[name] })}</li>
          ))}
        </ul>
      </ConfirmDialog>
    </form>
  );
}

function ExtensionRange({ form, disabled }: { form: ReturnType<typeof useSettingsForm>['form']; disabled: boolean }) {
  const { t } = useTranslation('dialer-settings');
  return (
    <Group grow align="flex-start">
      <WholeNumberInput
        label={t('extensionFrom')}
        description={t('help.extensions')}
        disabled={disabled}
        {...form.getInputProps('extensionFrom')}
      />
      <WholeNumberInput
        label={t('extensionTo')}
        description={t('help.extensionTo')}
        disabled={disabled}
        {...form.getInputProps('extensionTo')}
      />
    </Group>
  );
}
