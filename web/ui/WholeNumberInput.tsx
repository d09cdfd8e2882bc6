import { TextInput, type TextInputProps } from '@mantine/core';

interface Props extends Omit<TextInputProps, 'value' | 'onChange'> {
  /** '' where nothing stands there. */
  value?: number | '';
  onChange?: (value: number | '') => void;
}

/** A field that takes digits and nothing else. */
export function WholeNumberInput({ value = '', onChange, ...props }: Props) {
  return (
    <TextInput
      {...props}
      inputMode="numeric"
      autoComplete="off"
      value={String(value)}
      onChange={({ currentTarget }) => {
        const digits = currentTarget.value.replaceAll(/\D/g, '').slice(0, 9);
        onChange?.(digits === '' ? '' : Number(digits));
      }}
    />
  );
}
