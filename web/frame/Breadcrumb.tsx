import { IconChevronRight } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { groupOf } from './navigation.ts';
import classes from './TopBar.module.css';
import { usePageName } from './use-page-name.ts';

/** Where one is: the group, then the page. */
export function Breadcrumb() {
  const { t } = useTranslation('frame');
  const page = usePageName() ?? 'notFound';
  const group = groupOf(page);
  return (
    <nav aria-label={t('breadcrumb')} className={classes.breadcrumb}>
      <ol className={classes.crumbs}>
        {group && (
          <li>
            {t(`pages.${group.page}`)}
            <IconChevronRight size={14} stroke={1.5} aria-hidden />
          </li>
        )}
        <li aria-current="page">{t(`pages.${page}`)}</li>
      </ol>
    </nav>
  );
}
