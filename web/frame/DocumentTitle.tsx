import { useTranslation } from 'react-i18next';
import { usePageName } from './use-page-name.ts';

/** The title of the browser's tab: the page, then the product. */
export function DocumentTitle() {
  const { t } = useTranslation('frame');
  const name = usePageName();
  return <title>{`${t(`pages.${name ?? 'notFound'}`)} · ${t('product')}`}</title>;
}
