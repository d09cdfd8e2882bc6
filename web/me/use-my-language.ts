import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { InterfaceLanguage } from '../../contract/languages.ts';
import { meQuery, useMe } from '../api/use-me.ts';
import { toastError } from '../ui/toast.tsx';
import { saveMe } from './save-me.ts';

/** The language of my pages and mails, and how I choose another. It takes effect once it is saved. */
export function useMyLanguage(): [InterfaceLanguage, (language: InterfaceLanguage) => void] {
  const client = useQueryClient();
  const me = useMe();
  const { t } = useTranslation('frame');
  const load = () => client.fetchQuery({ ...meQuery, staleTime: 0 });
  const choose = async (language: InterfaceLanguage) => {
    await saveMe({ body: { interfaceLanguage: language }, seen: me, load, part: () => null });
    await load();
  };
  return [me.interfaceLanguage, (language) => choose(language).catch((error: unknown) => toastError(t('languageFailed'), error))];
}
