import { Button, Input, PasswordInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from '../AgentForm.module.css';
import { type FieldProps, useAgentForm } from '../agent-form-state.ts';

/** What is taken in and never shown: it is set, replaced or removed. */
export function SecretField({ name, readOnly, fieldOf: _of, ...props }: FieldProps) {
  const { t } = useTranslation('agent-form');
  const { form, agent } = useAgentForm();
  const [isReplacing, setReplacing] = useState(false);
  const value = form.getValues()[name];
  const isThere = agent?.[name] === true;

  function put(next: string | null, replaces: boolean) {
    setReplacing(replaces);
    form.setFieldValue(name, next);
  }

  if (!isThere || isReplacing || (typeof value === 'string' && value !== '')) {
    return (
      <PasswordInput
        {...form.getInputProps(name)}
        {...props}
        autoComplete="new-password"
        readOnly={readOnly}
        aria-disabled={readOnly || undefined}
        placeholder={isThere ? t('secret.new') : undefined}
        inputContainer={(input) => (
          <div className={classes.withButton}>
            {input}
            {isThere && (
              <Button variant="default" onClick={() => put('', false)}>
                {t('secret.keep')}
              </Button>
            )}
          </div>
        )}
      />
    );
  }
  const isGoing = value === null;
  return (
    <Input.Wrapper {...props} labelElement="div">
      <div className={classes.secret} data-path={name} tabIndex={-1}>
        <span>{t(isGoing ? 'secret.removed' : 'secret.isThere')}</span>
        {!readOnly && !isGoing && (
          <>
            <Button size="compact-sm" variant="default" onClick={() => put('', true)}>
              {t('secret.replace')}
            </Button>
            <Button size="compact-sm" variant="default" onClick={() => put(null, false)}>
              {t('secret.remove')}
            </Button>
          </>
        )}
        {isGoing && (
          <Button size="compact-sm" variant="default" onClick={() => put('', false)}>
            {t('secret.keep')}
          </Button>
        )}
      </div>
    </Input.Wrapper>
  );
}
