import { Collapse, UnstyledButton } from '@mantine/core';
import { useId, useLocalStorage } from '@mantine/hooks';
import { IconChevronDown } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ICON, SMALL_ICON } from '../theme.ts';
import type { Group } from './navigation.ts';
import classes from './Pane.module.css';
import { PaneLink } from './PaneLink.tsx';

/** Entries under a name that folds. In the narrow pane the entries stand alone. */
export function PaneGroup({ group, collapsed }: { group: Group; collapsed: boolean }) {
  const { t } = useTranslation('frame');
  const id = useId();
  const [open, setOpen] = useLocalStorage({
    key: `rollcall.group-${group.page}`,
    defaultValue: true,
    getInitialValueInEffect: false,
  });
  const links = group.entries.map((entry) => (
    <PaneLink key={entry.page} entry={entry} collapsed={collapsed} nested={!collapsed} />
  ));

  if (collapsed) {
    return (
      // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms
      <div role="group" aria-label={t(`pages.${group.page}`)} className={classes.narrowGroup}>
        {links}
      </div>
    );
  }
  return (
    <div>
      <UnstyledButton className={classes.link} onClick={() => setOpen(!open)} aria-expanded={open} aria-controls={id}>
        <group.icon {...ICON} />
        <span>{t(`pages.${group.page}`)}</span>
        <IconChevronDown {...SMALL_ICON} className={classes.chevron} />
      </UnstyledButton>
      <Collapse expanded={open} id={id} transitionDuration={140}>
        <div className={classes.nested}>{links}</div>
      </Collapse>
    </div>
  );
}
