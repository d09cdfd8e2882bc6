import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { type FieldProps, useAgentForm } from '../agent-form-state.ts';
import { usePhoneNumbers } from '../use-phone-numbers.ts';

/** A phone number: typed as people write it, kept in E.164, and shown in groups. */
export function PhoneField({ name, readOnly, fieldOf: _of, ...props }: FieldProps) {
  const { form } = useAgentForm();
  const phones = usePhoneNumbers();
  const [isTyping, setTyping] = useState(false);
  const { onChange: _, onBlur, value, ...input } = form.getInputProps(name);
  const kept = String(value ?? '');

  function leave() {
    setTyping(false);
    const number = phones?.phoneNumberIn(kept, region());
    if (number) form.setFieldValue(name, number);
    onBlur?.();
  }

  return (
    <TextInput
      {...input}
      {...props}
      type="tel"
      value={isTyping ? kept : (phones?.shownPhoneNumber(kept) ?? kept)}
      onChange={(event) => form.setFieldValue(name, event.currentTarget.value)}
      onFocus={() => setTyping(true)}
      onBlur={leave}
      autoComplete="off"
      dir="ltr"
      readOnly={readOnly}
      aria-disabled={readOnly || undefined}
    />
  );
}

/** The country that the reader's browser is set to: numbers without `+` are taken for numbers of it. */
function region(): string | undefined {
  return new Intl.Locale(navigator.language).region;
}
