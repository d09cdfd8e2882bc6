import { Button, CopyButton, Group, Modal, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addAccountProvider, updateAccountProvider } from '../../contract/account-sign-in-providers.ts';
import { ApiError, call } from '../api/client.ts';
import { useContractForm } from '../api/use-contract-form.ts';
import { useStepUp } from '../sessions/step-up.tsx';
import { FormAlert } from '../ui/FormAlert.tsx';
import { toast } from '../ui/toast.tsx';
import classes from './SignInProviders.module.css';
import { type AccountProvider, useRefreshProviders } from './use-account-providers.ts';

interface Props {
  shown: AccountProvider | 'new' | null;
  onClose: () => void;
  /** A new one stays open: what must be entered at the provider is known only now. */
  onAdded: (provider: AccountProvider) => void;
}

/** Asks for what a provider needs to be known by, shows what must be entered there, and tries it. */
export function SignInProviderDialog({ shown, onClose, onAdded }: Props) {
  const { t } = useTranslation(['sign-in-providers', 'ui']);
  // The words stay while the dialog fades out.
  const [last, setLast] = useState<AccountProvider | 'new'>('new');
  if (shown && shown !== last) setLast(shown);
  const provider = last === 'new' ? null : last;
  return (
    <Modal
      opened={shown !== null}
      onClose={onClose}
      size="lg"
      title={provider ? t('own.editTitle', { name: provider.name }) : t('own.addTitle')}
      closeButtonProps={{ 'aria-label': t('ui:close') }}
    >
      {provider && <ForTheProvider key={provider.id} provider={provider} />}
      <ProviderForm key={provider?.id ?? 'new'} provider={provider} onClose={onClose} onAdded={onAdded} />
    </Modal>
  );
}

/** What is entered at the provider, and whether it can be reached. */
function ForTheProvider({ provider: { id, redirectUri } }: { provider: AccountProvider }) {
  const { t } = useTranslation('sign-in-providers');
  const test = useMutation({ mutationFn: () => call('testAccountProvider', { params: { id } }) });
  return (
    <Stack gap="sm" mb="lg">
      <div className={classes.address}>
        <TextInput
          label={t('own.redirectUri')}
          description={t('own.redirectUriHelp')}
          value={redirectUri}
          readOnly
          inputWrapperOrder={['label', 'description', 'input']}
        />
        <CopyButton value={redirectUri}>
          {({ copied, copy }) => (
            <Button variant="default" onClick={copy}>
              {t(copied ? 'own.copied' : 'own.copy')}
            </Button>
          )}
        </CopyButton>
      </div>
      <Group gap="sm">
        <Button variant="default" loading={test.isPending} onClick={() => test.mutate()}>
          {t('own.test')}
        </Button>
      </Group>
      <div role="status">
        {test.data && <p className={classes.tested}>{t('own.tested', { address: test.data.authorizationEndpoint })}</p>}
      </div>
      <FormAlert error={test.error ? (test.error instanceof ApiError ? test.error : new ApiError(null)) : null} />
    </Stack>
  );
}

interface Values extends Record<string, string> {
  name: string;
  issuer: string;
  clientId: string;
  clientSecret: string;
}

function ProviderForm({ provider, onClose, onAdded }: Omit<Props, 'shown'> & { provider: AccountProvider | null }) {
  const { t } = useTranslation(['sign-in-providers', 'ui']);
  const { form, submit, refusal, isSending } = useProviderForm(provider, onClose, onAdded);
  const secretHelp = provider ? t('own.clientSecretKept') : t('own.clientSecretHelp');
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        <FormAlert error={refusal} />
        <TextInput
          label={t('own.name')}
          description={t('own.nameHelp')}
          required
          data-autofocus
          {...form.getInputProps('name')}
        />
        <TextInput
          label={t('own.issuer')}
          description={t('own.issuerHelp')}
          required
          type="url"
          spellCheck={false}
          {...form.getInputProps('issuer')}
        />
        <TextInput label={t('own.clientId')} required autoComplete="off" spellCheck={false} {...form.getInputProps('clientId')} />
        <PasswordInput
          label={t('own.clientSecret')}
          description={form.errors.clientSecret ? undefined : secretHelp}
          required={provider === null}
          autoComplete="off"
          {...form.getInputProps('clientSecret')}
        />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('ui:cancel')}
          </Button>
          <Button type="submit" loading={isSending}>
            {t(provider ? 'own.save' : 'own.addSubmit')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function useProviderForm(provider: AccountProvider | null, onClose: () => void, onAdded: Props['onAdded']) {
  const { t } = useTranslation('sign-in-providers');
  const refresh = useRefreshProviders();
  const run = useStepUp();
  const { name = '', issuer = '', clientId = '' } = provider ?? {};
  const before: Values = { name, issuer, clientId, clientSecret: '' };
  return useContractForm<Values, AccountProvider>({
    schema: provider ? updateAccountProvider.body : addAccountProvider.body,
    initialValues: before,
    // Of one that is there, what differs.
    toBody: (values) =>
      (provider ? Object.fromEntries(Object.entries(values).filter(([key, value]) => value !== before[key])) : values) as Values,
    send: (body) =>
      run(() =>
        provider ? call('updateAccountProvider', { params: { id: provider.id }, body }) : call('addAccountProvider', { body }),
      ),
    onDone: async (saved) => {
      await refresh();
      toast(t(provider ? 'own.saved' : 'own.added', { name: saved.name }));
      if (provider) onClose();
      else onAdded(saved);
    },
  });
}
