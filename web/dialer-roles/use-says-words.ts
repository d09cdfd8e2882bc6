import { useTranslation } from 'react-i18next';
import type { DialerRole } from '../../contract/dialer-roles.ts';
import { useValueWords } from '../agent-form/use-value-words.ts';

/** What a role says for those who hold it, in a line: "Two-Factor …: Disabled, …"; empty where it says nothing. */
export function useSaysWords(): (role: DialerRole) => string {
  const { t } = useTranslation('dialer-roles');
  const words = useValueWords();
  const names = ['twoFactor', 'sessionSeconds', 'sessionLimit', 'autoDial'] as const;
  return (role) =>
    names
      .filter((name) => role[name] !== null)
      .map((name) => t(`says.${name}`, { value: words(name, role[name]) }))
      .join(' · ');
}
