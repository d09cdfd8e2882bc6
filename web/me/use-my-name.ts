import { useTranslation } from 'react-i18next';
import type { Me } from '../api/use-me.ts';
import { useMyForm } from './use-my-form.ts';

/** The form over my names. */
export function useMyName() {
  const { t } = useTranslation('me');
  return useMyForm({ valuesOf: namesOf, toBody: (names) => names, done: () => t('name.done') });
}

function namesOf({ firstName, lastName }: Me) {
  return { firstName, lastName };
}
