import { ActionIcon, FocusTrap, Tooltip, VisuallyHidden } from '@mantine/core';
import { IconChevronDown, IconChevronUp, IconX } from '@tabler/icons-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { ICON } from '../theme.ts';
import { useIsPhone } from '../ui/use-is-phone.ts';
import classes from './UserPanel.module.css';

interface Props {
  /** What the panel is about, for assistive technology. */
  name: string;
  head: ReactNode;
  children: ReactNode;
  onClose: () => void;
  /** To the user above or below in the list; undefined where there is none. */
  onPrevious?: () => void;
  onNext?: () => void;
}

/** The panel from the right. The list beside it stays in use; on phones it covers everything. */
export function UserPanel({ name, head, children, onClose, onPrevious, onNext }: Props) {
  const { t } = useTranslation('users');
  const isPhone = useIsPhone();
  const panel = useRef<HTMLElement>(null);
  useEffect(() => panel.current?.focus({ preventScroll: true }), []);

  return (
    <FocusTrap active={isPhone} innerRef={panel}>
      <section data-panel className={classes.panel} role="dialog" aria-modal={isPhone} aria-label={name} tabIndex={-1}>
        <header className={classes.header}>
          <div className={classes.head} tabIndex={-1} data-autofocus>
            {head}
          </div>
          <Tool label={t('panel.previous')} onClick={onPrevious} icon={<IconChevronUp {...ICON} />} />
          <Tool label={t('panel.next')} onClick={onNext} icon={<IconChevronDown {...ICON} />} />
          <Tool label={t('panel.close')} onClick={onClose} icon={<IconX {...ICON} />} />
        </header>
        <VisuallyHidden role="status">{name}</VisuallyHidden>
        {children}
      </section>
    </FocusTrap>
  );
}

function Tool({ label, onClick, icon }: { label: string; onClick?: () => void; icon: ReactNode }) {
  return (
    <Tooltip label={label}>
      <ActionIcon
        className={classes.tool}
        variant="subtle"
        color="gray"
        size={32}
        aria-label={label}
        disabled={!onClick}
        onClick={onClick}
      >
        {icon}
      </ActionIcon>
    </Tooltip>
  );
}
