import 'i18next';
import type activity from './en/activity.json';
import type settings from './en/settings.json';
import type { english } from './resources.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'ui';
    resources: typeof english & { activity: typeof activity; settings: typeof settings };
    interpolationPrefix: '{';
    interpolationSuffix: '}';
  }
}
