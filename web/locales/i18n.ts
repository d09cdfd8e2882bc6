import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { isolate } from './isolate.ts';
import { english } from './resources.ts';

/** Texts are written `{name}` for what is filled in, and `<b>…</b>` where `Trans` puts an element. */
export const i18n = i18next.createInstance();

void i18n.use(initReactI18next).init({
  initAsync: false,
  lng: 'en',
  fallbackLng: 'en',
  resources: { en: english },
  defaultNS: 'ui',
  // React escapes; what is done to each value here is to keep its direction apart from the sentence's.
  interpolation: { prefix: '{', suffix: '}', escape: (value) => isolate(value, i18n.dir()) },
  react: { useSuspense: false },
});
