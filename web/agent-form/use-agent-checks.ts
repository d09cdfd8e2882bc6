import { useCallback } from 'react';
import { SETTING_NAMES, settingOf } from '../../contract/agent-settings.ts';
import type { FieldErrorCode } from '../../contract/errors.ts';
import { tError } from '../locales/t-error.ts';
import type { AgentValues } from './agent-values.ts';
import { usePhoneNumbers } from './use-phone-numbers.ts';

/** What the server asks of the whole agent, beyond each value by itself: numbers that exist, a role, the URI that calls go to. */
export function useAgentChecks(): (values: AgentValues) => Record<string, string> {
  const phones = usePhoneNumbers();
  return useCallback(
    (values) => {
      const errors: Record<string, FieldErrorCode> = {};
      for (const name of SETTING_NAMES) {
        const value = values[name];
        if (settingOf(name).isPhone && value !== '' && phones && !phones.isPhoneNumber(String(value)))
          errors[name] = 'field.phone';
      }
      if (values.dialerRoles.length === 0) errors.dialerRoles = 'field.required';
      if (values.sipOption === 'uri' && values.sipUri === '') errors.sipUri = 'field.required';
      return Object.fromEntries(Object.entries(errors).map(([field, code]) => [field, tError(code)]));
    },
    [phones],
  );
}
