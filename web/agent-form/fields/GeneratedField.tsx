import { Button, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/client.ts';
import { toastError } from '../../ui/toast.tsx';
import classes from '../AgentForm.module.css';
import { type FieldProps, useAgentForm } from '../agent-form-state.ts';

/** The number by which others reach the agent; the product knows the lowest that is free, and keeps it for the one who asked. */
export function GeneratedField({ name, readOnly, fieldOf: _of, ...props }: FieldProps) {
  const { t } = useTranslation('agent-form');
  const { form } = useAgentForm();
  const generate = useMutation({
    mutationFn: () => call('generateExtension'),
    onSuccess: ({ extension }) => {
      form.setFieldValue(name, extension);
      form.clearFieldError(name);
    },
    onError: (error) => toastError(t('extension.failed'), error),
  });
  return (
    <TextInput
      {...form.getInputProps(name)}
      {...props}
      inputMode="numeric"
      autoComplete="off"
      dir="ltr"
      readOnly={readOnly}
      aria-disabled={readOnly || undefined}
      inputContainer={(input) => (
        <div className={classes.withButton}>
          {input}
          {!readOnly && (
            <Button variant="default" loading={generate.isPending} onClick={() => generate.mutate()}>
              {t('extension.generate')}
            </Button>
          )}
        </div>
      )}
    />
  );
}
