import { Alert, Button, Stack, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Account, countDefaultUsers } from '../../contract/account.ts';
import type { Result } from '../../contract/endpoint.ts';
import type { LocaleDefaults } from '../../contract/locale-settings.ts';
import { LocaleFields } from '../locale-settings/LocaleFields.tsx';
import { MySection } from '../me/MySection.tsx';
import { FormAlert } from '../ui/FormAlert.tsx';
import { AccountCode } from './AccountCode.tsx';
import { useAccountForm } from './use-account-form.ts';

interface Props {
  account: Account;
  /** How many users each default reaches. */
  reach: Result<typeof countDefaultUsers>;
}

/** The name and the defaults of the account. A changed default says whom it reaches before it is saved. */
export function AccountForm({ account, reach }: Props) {
  const { t } = useTranslation('accounts');
  const { form, submit, refusal, isSending, seen, changedElsewhere } = useAccountForm(account);
  const noteOf = (name: keyof LocaleDefaults) => {
    const isChanged = form.values[name] !== seen[name];
    return <span role="status">{t(isChanged ? 'account.changes' : 'account.reaches', { count: reach[name] })}</span>;
  };
  return (
    <form onSubmit={submit} noValidate>
      <MySection title={t('account.nameTitle')} text={t('account.nameText')}>
        <Stack gap="md">
          <TextInput label={t('account.name')} required autoComplete="organization" {...form.getInputProps('name')} />
          <AccountCode code={account.code} />
        </Stack>
      </MySection>
      <MySection title={t('account.defaultsTitle')} text={t('account.defaultsText')}>
        <Stack gap="md">
          <LocaleFields inputOf={(name) => form.getInputProps(name)} defaults={null} noteOf={noteOf} />
          <FormAlert error={refusal} />
          {changedElsewhere && (
            <Alert role="alert" variant="light">
              {t('account.changedElsewhere')}
            </Alert>
          )}
          <div>
            <Button type="submit" loading={isSending} disabled={!form.isDirty()}>
              {t('account.submit')}
            </Button>
          </div>
        </Stack>
      </MySection>
    </form>
  );
}
