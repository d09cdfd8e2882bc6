import 'i18next';
import type { EnglishTexts } from './resources.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'ui';
    resources: EnglishTexts;
    interpolationPrefix: '{';
    interpolationSuffix: '}';
  }
}
