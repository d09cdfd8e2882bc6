import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ACTIVITIES, type Activity } from '../../contract/activity.ts';
import { ERRORS, type ErrorCode } from '../../contract/errors.ts';
import { LEAD_STATUSES } from '../../contract/leads.ts';
import { TWO_FACTOR_TYPES } from '../../contract/policy-in-force.ts';
import { userStatus } from '../../contract/users.ts';
import { tError } from '../locales/t-error.ts';
import { formatExact, formatList, formatNumber } from '../ui/format.ts';
import { useDurationWords } from '../ui/use-duration-words.ts';
import { useFieldWords } from '../users/use-field-words.ts';
import { type FieldKind, kindOf, settingIn } from './activity-fields.ts';
import { isId } from './activity-search.ts';
import { People } from './People.tsx';
import { SetNames } from './SetNames.tsx';
import { useSettingWords } from './use-setting-words.ts';

export type Value = string | number | boolean | null | undefined | readonly string[];

const REASONS = [
  'password',
  'code',
  'address',
  'locked',
  'inactive',
  'pending',
  'deleted',
  'not_connected',
  'expired',
  'recovery_code',
  'email_code',
  'app_code',
  'session_limit',
  'changed',
] as const;
const SECOND_FACTORS = ['email_code', 'app_code', 'recovery_code', 'set_up_app', 'browser'] as const;

/** Says the value of a field as people read it: statuses, roles and languages by name, lengths of time in words, people by name. */
export function useValueWords(): (action: Activity, field: string, value: Value) => ReactNode {
  const { t } = useTranslation(['activity', 'users']);
  const durationOf = useDurationWords();
  const fieldWords = useFieldWords();
  const settingWords = useSettingWords();

  function word(kind: FieldKind, value: string | number): string | null {
    const text = String(value);
    switch (kind) {
      case 'status': {
        const status = userStatus.options.find((one) => one === text);
        const ofLead = LEAD_STATUSES.find((one) => one === text);
        if (ofLead) return t(`leadStatus.${ofLead}`);
        return status ? t(`users:status.${status}`) : null;
      }
      case 'twoFactor': {
        const type = TWO_FACTOR_TYPES.find((one) => one === text);
        return type ? t(`users:twoFactor.${type}`) : null;
      }
      case 'secondFactor': {
        const factor = SECOND_FACTORS.find((one) => one === text);
        return factor ? t(`secondFactor.${factor}`) : null;
      }
      case 'reason': {
        const reason = REASONS.find((one) => one === text);
        return reason ? t(`reason.${reason}`) : null;
      }
      case 'refusal':
        return text in ERRORS ? tError(text as ErrorCode) : null;
      case 'duration':
        return Number.isFinite(Number(value)) ? durationOf(Number(value)) : null;
      case 'count':
        return typeof value === 'number' ? formatNumber(value) : null;
      case 'time':
        return Number.isNaN(Date.parse(text)) ? null : formatExact(text);
      case 'kind': {
        const action = ACTIVITIES.find((one) => one === text);
        return action ? t(`kind.${action}`) : null;
      }
      case 'id':
        return isId(text) ? text.slice(-6) : null;
      default:
        return null;
    }
  }

  return (action, field, value) => {
    const setting = settingIn(action, field);
    if (setting) return settingWords(setting, value);
    if (typeof value === 'boolean') return t(value ? 'yes' : 'no');
    if (field === 'sessionLimit' && value === null) return t('unlimited');
    const kind = kindOf(action, field);
    if (value === null || value === undefined || value === '' || kind === 'form') return asFormsSay(field, value);
    const values: readonly (string | number)[] = typeof value === 'object' ? value : [value];
    if (kind === 'person') return <People lines={values.map(String)} />;
    if (kind === 'set') return <SetNames field={field} lines={values.map(String)} />;
    if (kind === 'ids' && values.length > 0) return formatNumber(values.length);
    return values.length === 0 ? t('nothing') : formatList(values.map((one) => word(kind, one) ?? String(one)));
  };

  function asFormsSay(field: string, value: Value): string {
    // What became of the former main user: roles, or gone.
    if (field === 'formerMainUser') return value === 'deleted' ? t('users:status.deleted') : fieldWords('portalRoles', value);
    return fieldWords(field, value);
  }
}
