import { IconCheck, IconPoint, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { FieldErrorCode } from '../../contract/errors.ts';
import { brokenRules } from '../../contract/passwords.ts';
import { tError } from '../locales/t-error.ts';
import classes from './PasswordRules.module.css';
import { useIsWellKnown } from './use-is-well-known.ts';

/** What every password must have: what the empty one lacks. */
const ALWAYS_SHOWN: readonly FieldErrorCode[] = brokenRules('');

/** The rules of a new password, each met or not yet. `isRefused`: somebody tried to send it like this. */
export function PasswordRules({ password, isRefused }: { password: string; isRefused: boolean }) {
  const { t } = useTranslation('ui');
  const isWellKnown = useIsWellKnown(password);
  const broken: FieldErrorCode[] = [...brokenRules(password), ...(isWellKnown ? ['password.well_known' as const] : [])];
  const rules = [...ALWAYS_SHOWN, ...broken.filter((rule) => !ALWAYS_SHOWN.includes(rule))];
  return (
    <ul className={classes.rules} aria-label={t('password.rules')} data-refused={isRefused || undefined}>
      {rules.map((rule) => {
        const isMet = !broken.includes(rule);
        const isAlwaysWrong = !ALWAYS_SHOWN.includes(rule);
        const Mark = isMet ? IconCheck : isRefused || isAlwaysWrong ? IconX : IconPoint;
        return (
          <li key={rule} data-met={isMet || undefined} data-wrong={isAlwaysWrong || undefined}>
            <Mark size={14} stroke={2} role="img" aria-label={t(isMet ? 'password.met' : 'password.unmet')} />
            {tError(rule)}
          </li>
        );
      })}
    </ul>
  );
}
