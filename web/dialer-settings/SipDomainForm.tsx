import { Button, Stack, Text, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { changeSipDomain, type DialerSettings } from '../../contract/dialer-settings.ts';
import type { Result } from '../../contract/endpoint.ts';
import { ApiError, call } from '../api/client.ts';
import { useContractForm } from '../api/use-contract-form.ts';
import { useStepUp } from '../sessions/step-up.tsx';
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx';
import { DisabledReason } from '../ui/DisabledReason.tsx';
import { FormAlert } from '../ui/FormAlert.tsx';
import { toast } from '../ui/toast.tsx';
import { NewPasswordsDialog } from './NewPasswordsDialog.tsx';
import { putDialerSettings } from './use-dialer-settings.ts';

/** What phones register with. Another one ends every phone's password, and makes the new ones. */
export function SipDomainForm({ settings }: { settings: DialerSettings }) {
  const { t } = useTranslation('dialer-settings');
  const client = useQueryClient();
  const run = useStepUp();
  const [isAsking, setAsking] = useState(false);
  const [made, setMade] = useState<Result<typeof changeSipDomain> | null>(null);
  const { sipDomain, isOwnSipDomain, sipPasswords: count, version, can } = settings;
  const own = isOwnSipDomain ? sipDomain : '';

  const { form, submit, refusal, isSending } = useContractForm({
    schema: changeSipDomain.body,
    initialValues: { sipDomain: own },
    toBody: (values) => ({ sipDomain: values.sipDomain.trim() || null, passwords: count }),
    send: (body) => run(() => call('changeSipDomain', { body, ifMatch: version })).catch(refetch),
    onDone: (answer) => {
      const now = answer.settings.isOwnSipDomain ? answer.settings.sipDomain : '';
      form.setInitialValues({ sipDomain: now });
      form.setValues({ sipDomain: now });
      putDialerSettings(client, answer.settings);
      toast(t('sip.done'));
      if (answer.passwords.length > 0) setMade(answer);
    },
    fieldOf: { 'dialer_settings.sip_domain_taken': 'sipDomain' },
  });

  /** By now they are more or fewer: the page says so, with the number that counts. */
  async function refetch(error: unknown): Promise<never> {
    if (error instanceof ApiError && (error.problem?.status === 412 || error.code === 'dialer_settings.sip_passwords')) {
      putDialerSettings(client, await call('getDialerSettings'));
    }
    throw error;
  }

  function ask(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (!form.validate().hasErrors) setAsking(true);
  }

  return (
    <form onSubmit={ask} noValidate aria-label={t('sip.title')}>
      <Stack gap="md">
        <FormAlert error={refusal} />
        <TextInput
          label={t('sip.domain')}
          description={t('sip.help')}
          placeholder={isOwnSipDomain ? t('sip.made') : sipDomain}
          disabled={!can.changeSipDomain.ok}
          dir="ltr"
          autoComplete="off"
          {...form.getInputProps('sipDomain')}
        />
        <Text size="sm" c="dimmed">
          {t('sip.phones', { count })}
        </Text>
        <div>
          <DisabledReason decision={can.changeSipDomain}>
            <Button type="submit" loading={isSending} disabled={!form.isDirty() && can.changeSipDomain.ok}>
              {t('sip.submit')}
            </Button>
          </DisabledReason>
        </div>
      </Stack>
      <ConfirmDialog
        opened={isAsking}
        onClose={() => setAsking(false)}
        title={t('sip.askTitle', { domain: form.values.sipDomain.trim() || t('sip.made') })}
        verb={count === 0 ? t('sip.confirm') : t('sip.confirmPhones', { count })}
        destructive={count > 0}
        onConfirm={() => {
          setAsking(false);
          submit();
        }}
      >
        {count === 0 ? t('sip.askNone') : t('sip.ask', { count })}
      </ConfirmDialog>
      {made && <NewPasswordsDialog made={made} onClose={() => setMade(null)} />}
    </form>
  );
}
