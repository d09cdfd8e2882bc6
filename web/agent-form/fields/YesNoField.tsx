import { Switch } from '@mantine/core';
import { type FieldProps, useAgentForm } from '../agent-form-state.ts';

/** On or off. */
export function YesNoField({ name, readOnly, label, description, error }: FieldProps) {
  const { form } = useAgentForm();
  const { onChange: _, value, ...input } = form.getInputProps(name);
  return (
    <Switch
      {...input}
      checked={value === true}
      onChange={(event) => !readOnly && form.setFieldValue(name, event.currentTarget.checked)}
      label={label}
      description={description}
      error={error}
      aria-disabled={readOnly || undefined}
    />
  );
}
