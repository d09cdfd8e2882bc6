import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { english } from './resources.ts';

/** Texts are written `{name}` for what is filled in, and `<b>…</b>` where `Trans` puts an element. */
export const i18n = i18next.createInstance();

void i18n.use(initReactI18next).init({
  initAsync: false,
  lng: 'en',
  fallbackLng: 'en',
  resources: { en: english },
  defaultNS: 'ui',
  interpolation: { prefix: '{', suffix: '}', escapeValue: false },
  react: { useSuspense: false },
});
