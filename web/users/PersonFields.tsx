import { SimpleGrid, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

type PersonField = 'firstName' | 'lastName' | 'email' | 'username';

interface Input {
  error?: ReactNode;
}

interface Props {
  /** What Mantine's form gives to the input of a field. */
  inputOf: (name: PersonField) => Input;
  emailHelp: ReactNode;
}

const HELP_BELOW = ['label', 'input', 'description', 'error'] as const;

/** Names, address and username: the same for a new user and one who is there. */
export function PersonFields({ inputOf, emailHelp }: Props) {
  const { t } = useTranslation('users');
  const field = (name: PersonField, help?: ReactNode) => {
    const input = inputOf(name);
    return {
      ...input,
      label: t(`form.${name}`),
      description: input.error ? undefined : help,
      inputWrapperOrder: [...HELP_BELOW],
      autoComplete: 'off',
    };
  };
  return (
    <>
      <SimpleGrid cols={2} spacing="sm">
        <TextInput {...field('firstName')} required data-autofocus />
        <TextInput {...field('lastName')} required />
      </SimpleGrid>
      <TextInput {...field('email', emailHelp)} type="email" inputMode="email" required />
      <TextInput {...field('username', t('form.usernameHelp'))} spellCheck={false} autoCapitalize="none" />
    </>
  );
}
