import { Drawer } from '@mantine/core';
import { IconMapOff } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from './EmptyState.tsx';
import classes from './SideDrawer.module.css';
import { useEscape } from './use-escape.ts';

interface Props {
  opened: boolean;
  onClose: () => void;
  title: ReactNode;
  /** How many are in it, in words. */
  count?: string | undefined;
  /** What the link leads to is not there: stands instead of title and content. */
  missing?: { readonly title: string; readonly text: string } | false;
  /** As wide as two lists beside each other. */
  isWide?: boolean;
  /** Whether the focus goes back to where it was. */
  returnFocus?: boolean;
  children: ReactNode;
}

/** One thing of a list, or the form for another, beside the list. What it holds scrolls by itself. */
export function SideDrawer(props: Props) {
  const { opened, onClose, title, count, missing = false, isWide = false, returnFocus = true, children } = props;
  const { t } = useTranslation('ui');
  const onKeyDown = useEscape(opened, onClose);
  return (
    <Drawer
      {...{ opened, onClose, onKeyDown, returnFocus }}
      closeOnEscape={false}
      position="right"
      size={isWide ? 'min(100%, 760px)' : 480}
      title={
        <>
          {missing ? missing.title : title}
          {count !== undefined && <span className={classes.count}>{count}</span>}
        </>
      }
      overlayProps={{ backgroundOpacity: 0.35 }}
      closeButtonProps={{ 'aria-label': t('close') }}
      classNames={{ content: classes.content, header: classes.header, body: classes.body, title: classes.title }}
    >
      {missing ? (
        <EmptyState icon={IconMapOff} title={missing.title}>
          {missing.text}
        </EmptyState>
      ) : (
        children
      )}
    </Drawer>
  );
}

/** Stays below what scrolls: what is to be said, and the buttons. */
export function DrawerFooter({ notes, status, children }: { notes: ReactNode; status: string; children: ReactNode }) {
  return (
    <footer className={classes.footer}>
      {notes}
      <div className={classes.bar}>
        <span className={classes.status} role="status">
          {status}
        </span>
        {children}
      </div>
    </footer>
  );
}
