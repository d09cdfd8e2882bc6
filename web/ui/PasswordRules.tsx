import { IconCheck, IconPoint, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { FieldErrorCode } from '../../contract/errors.ts';
import { brokenRules, isAboutHolder } from '../../contract/passwords.ts';
import { tError } from '../locales/t-error.ts';
import classes from './PasswordRules.module.css';
import { useIsWellKnown } from './use-is-well-known.ts';

/** What every password must have: what the empty one lacks. */
const ALWAYS_SHOWN: readonly FieldErrorCode[] = brokenRules('');

interface Props {
  readonly password: string;
  readonly holder: readonly (string | null | undefined)[];
  /** Somebody tried to send it like this. */
  readonly isRefused: boolean;
}

/** The rules of a new password, each met or not yet. */
export function PasswordRules({ password, holder, isRefused }: Props) {
  const { t } = useTranslation('ui');
  const isWellKnown = useIsWellKnown(password);
  const broken: FieldErrorCode[] = brokenRules(password);
  if (isWellKnown) broken.push('password.well_known');
  if (isAboutHolder(password, holder)) broken.push('password.personal');
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
