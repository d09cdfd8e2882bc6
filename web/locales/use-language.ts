import { useTranslation } from 'react-i18next';
import type { InterfaceLanguage } from '../../contract/languages.ts';
import { toastError } from '../ui/toast.tsx';
import { noteChosenLanguage } from './chosen-language.ts';
import { setLanguage } from './set-language.ts';

/** The language that the pages are in, and how another is chosen. It takes effect at once. */
export function useLanguage(): [InterfaceLanguage, (language: InterfaceLanguage) => void] {
  const { i18n, t } = useTranslation('frame');
  const choose = (language: InterfaceLanguage) => {
    noteChosenLanguage(language);
    setLanguage(language).catch((error: unknown) => toastError(t('languageFailed'), error));
  };
  return [i18n.language as InterfaceLanguage, choose];
}
