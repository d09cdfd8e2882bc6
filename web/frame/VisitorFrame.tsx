import { Outlet } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { LanguageSelect } from './LanguageSelect.tsx';
import { Mark } from './Mark.tsx';
import classes from './VisitorFrame.module.css';

/** The calm frame of the pages around sign-in: the product's name, and one card. */
export function VisitorFrame() {
  const { t } = useTranslation('frame');
  return (
    <div className={classes.frame}>
      <header className={classes.brand}>
        <Mark size={28} />
        <span className={classes.name}>{t('product')}</span>
      </header>
      <main className={classes.card}>
        <Outlet />
      </main>
      <footer>
        <LanguageSelect />
      </footer>
    </div>
  );
}
