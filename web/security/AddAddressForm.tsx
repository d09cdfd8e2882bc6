import { Button, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { type AllowedAddress, addAllowedAddress } from '../../contract/allowed-addresses.ts';
import type { Decision } from '../../contract/problem.ts';
import { useContractForm } from '../api/use-contract-form.ts';
import { useStepUp } from '../sessions/step-up.tsx';
import { DisabledReason } from '../ui/DisabledReason.tsx';
import { FormAlert } from '../ui/FormAlert.tsx';
import classes from './Addresses.module.css';

interface Props {
  decision: Decision;
  /** The reader's own address, where it is not in the list. */
  suggestion: string | null;
  send: (body: { block: string; label: string }) => Promise<AllowedAddress>;
  onAdded: () => Promise<void>;
}

/** One line that adds an address or a block, with a label. */
export function AddAddressForm({ decision, suggestion, send, onAdded }: Props) {
  const { t } = useTranslation('security');
  const run = useStepUp();
  const { form, submit, refusal, isSending } = useContractForm({
    schema: addAllowedAddress.body,
    initialValues: { block: '', label: '' },
    send: (body) => run(() => send(body)),
    onDone: async () => {
      form.reset();
      await onAdded();
    },
    fieldOf: { 'address.taken': 'block' },
  });
  const disabled = !decision.ok;
  return (
    <form onSubmit={submit} noValidate aria-label={t('addresses.add')}>
      <FormAlert error={refusal} />
      <div className={classes.add}>
        <TextInput
          label={t('addresses.block')}
          placeholder="203.0.113.0/24"
          autoComplete="off"
          spellCheck={false}
          disabled={disabled}
          {...form.getInputProps('block')}
        />
        <TextInput label={t('addresses.label')} autoComplete="off" disabled={disabled} {...form.getInputProps('label')} />
        <DisabledReason decision={decision}>
          <Button type="submit" variant="default" loading={isSending} className={classes.addButton}>
            {t('addresses.add')}
          </Button>
        </DisabledReason>
      </div>
      {suggestion !== null && decision.ok && form.values.block === '' && (
        <Button
          variant="subtle"
          size="compact-sm"
          className={classes.suggestion}
          onClick={() => form.setFieldValue('block', suggestion)}
        >
          {t('addresses.useMine', { address: suggestion })}
        </Button>
      )}
    </form>
  );
}
