import { IconChevronRight } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { placeOf } from './navigation.ts';
import classes from './TopBar.module.css';
import { usePageName } from './use-page-name.ts';

/** Where one is: the half where it is the Dialer, the group, the page above, then the page. */
export function Breadcrumb() {
  const { t } = useTranslation('frame');
  const page = usePageName() ?? 'notFound';
  const { half, group, above } = placeOf(page) ?? {};
  return (
    <nav aria-label={t('breadcrumb')} className={classes.breadcrumb}>
      <ol className={classes.crumbs}>
        {half === 'dialer' && <Crumb>{t('half.dialer')}</Crumb>}
        {group && <Crumb>{t(`pages.${group.page}`)}</Crumb>}
        {above && (
          <Crumb>
            <Link to={above.to}>{t(`pages.${above.page}`)}</Link>
          </Crumb>
        )}
        <li aria-current="page">{t(`pages.${page}`)}</li>
      </ol>
    </nav>
  );
}

function Crumb({ children }: { children: ReactNode }) {
  return (
    <li>
      {children}
      <IconChevronRight size={14} stroke={1.5} aria-hidden />
    </li>
  );
}
