import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ActivityEntry } from '../../contract/activity-log.ts';
import { kindOf, labelOf } from './activity-fields.ts';
import { useValueWords, type Value } from './use-value-words.tsx';

export interface Difference {
  readonly field: string;
  readonly label: string;
  /** Null where there was nothing to compare with. */
  readonly old: ReactNode | null;
  readonly now: ReactNode;
}

/** What an entry changed, field by field, in words. */
export function useDifferences(): (entry: Pick<ActivityEntry, 'action' | 'changes'>) => Difference[] {
  const { t } = useTranslation(['activity', 'settings', 'users']);
  const words = useValueWords();
  return ({ action, changes }) =>
    Object.entries(changes).map(([field, change]) => {
      const key = labelOf(action, field);
      const head = { field, label: key === null ? field : t(key) };
      if (change === 'changed') return { ...head, old: null, now: t('changed') };
      // That a name or an address was not there before goes without saying; a default is a value like another.
      const isFirst = change.old === undefined || (isNothing(change.old) && kindOf(action, field) === 'text');
      return { ...head, old: isFirst ? null : words(action, field, change.old), now: words(action, field, change.new) };
    });
}

function isNothing(value: Value): boolean {
  return value === null || value === '' || (Array.isArray(value) && value.length === 0);
}
