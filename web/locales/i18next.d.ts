import 'i18next';
import type { english } from './resources.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'ui';
    resources: typeof english;
    interpolationPrefix: '{';
    interpolationSuffix: '}';
  }
}
