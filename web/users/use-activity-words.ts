import { useTranslation } from 'react-i18next';
import type { ActivityEntry } from '../../contract/activity-log.ts';
import { useMe } from '../api/use-me.ts';
import { useFieldWords } from './use-field-words.ts';

// A state needs no line of its own: the sentence tells it.
const FIELDS = [
  'firstName',
  'lastName',
  'email',
  'newEmail',
  'oauthEmail',
  'provider',
  'username',
  'password',
  'portalRoles',
  'departments',
  'twoFactor',
  'sessionSeconds',
  'sessionLimit',
  'limitsAddresses',
  'block',
  'label',
  'isOn',
  'interfaceLanguage',
  'spokenLanguage',
  'moreSpokenLanguages',
  'timezone',
  'mailsNewSignIn',
] as const;

interface Difference {
  readonly field: string;
  readonly name: string;
  /** Null where there was nothing to compare with. */
  readonly old: string | null;
  readonly now: string;
}

function hasText(value: unknown): boolean {
  return value !== undefined && value !== null && value !== '' && !(Array.isArray(value) && value.length === 0);
}

/** Says an entry in a sentence, and what it changed field by field. */
export function useActivityWords() {
  const { t } = useTranslation('users');
  const me = useMe();
  const words = useFieldWords();

  return (entry: ActivityEntry): { sentence: string; differences: Difference[] } => {
    const { actor, action, changes } = entry;
    const name = actor === null ? t('activity.nobody') : (actor.name ?? t('activity.erasedActor'));
    const sentence = t(`activity.${action}`, { actor: actor?.id === me.id ? t('activity.you') : name });
    const differences = FIELDS.flatMap((field): Difference[] => {
      const change = changes[field];
      if (change === undefined) return [];
      const head = { field, name: t(`field.${field}`) };
      if (change === 'changed') return [{ ...head, old: null, now: t('activity.changed') }];
      const old = hasText(change.old) ? words(field, change.old) : null;
      return [{ ...head, old, now: words(field, change.new) }];
    });
    return { sentence, differences };
  };
}
