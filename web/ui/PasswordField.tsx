import { PasswordInput, type PasswordInputProps } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { brokenRules } from '../../contract/passwords.ts';
import { tError } from '../locales/t-error.ts';
import { PasswordRules } from './PasswordRules.tsx';

interface Props extends Omit<PasswordInputProps, 'value'> {
  value?: string;
  /** For a password that is being chosen: shows while typing which rules are unmet. */
  withRules?: boolean;
  /** What is known of who will hold the password that is being chosen: names, address, company. */
  holder?: readonly (string | null | undefined)[];
}

/** A password. The eye shows it; the browser's password manager knows what it is for. */
export function PasswordField({ withRules = false, holder = [], value = '', error, ...props }: Props) {
  const { t } = useTranslation('ui');
  const [visible, setVisible] = useState(false);
  const rulesTell = withRules && brokenRules(value).some((rule) => tError(rule) === error);
  return (
    <PasswordInput
      autoComplete={withRules ? 'new-password' : 'current-password'}
      spellCheck={false}
      value={value}
      visible={visible}
      onVisibilityChange={setVisible}
      visibilityToggleButtonProps={{ 'aria-label': t(visible ? 'password.hide' : 'password.show') }}
      description={withRules ? <PasswordRules password={value} holder={holder} isRefused={Boolean(error)} /> : undefined}
      descriptionProps={withRules ? { component: 'div' } : undefined}
      error={rulesTell || error}
      {...props}
    />
  );
}
