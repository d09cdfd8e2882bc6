import { useTranslation } from 'react-i18next';
import { deviceOf } from '../../contract/device-of.ts';

/** Says in words what a browser calls itself: `Firefox on Windows`. */
export function useDeviceName(): (userAgent: string | null) => string {
  const { t } = useTranslation('sessions');
  return (userAgent) => {
    const { browser, system } = deviceOf(userAgent);
    if (browser && system) return t('list.device', { browser, system });
    return browser ?? system ?? t('list.unknownDevice');
  };
}
