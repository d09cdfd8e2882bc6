import { TextInput } from '@mantine/core';
import { settingOf } from '../../../contract/agent-settings.ts';
import { type FieldProps, useAgentForm } from '../agent-form-state.ts';
import { kindOf } from '../kind-of.ts';

/** A text of one line. */
export function TextField({ name, readOnly, fieldOf: _of, ...props }: FieldProps) {
  const { form } = useAgentForm();
  const isEmail = kindOf(settingOf(name)) === 'email';
  return (
    <TextInput
      {...form.getInputProps(name)}
      {...props}
      type={isEmail ? 'email' : 'text'}
      inputMode={isEmail ? 'email' : undefined}
      autoComplete="off"
      spellCheck={false}
      readOnly={readOnly}
      aria-disabled={readOnly || undefined}
    />
  );
}
