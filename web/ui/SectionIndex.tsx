import { VisuallyHidden } from '@mantine/core';
import { type RefObject, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './SectionIndex.module.css';

interface Entry {
  /** Of the section's element. */
  readonly id: string;
  readonly label: string;
  /** Something in it is to be corrected. */
  readonly isWrong?: boolean;
}

interface Props {
  entries: readonly Entry[];
  within: RefObject<HTMLElement | null>;
}

/** The sections of a long page: which one is being read, and the way to each. */
export function SectionIndex({ entries, within }: Props) {
  const { t } = useTranslation('ui');
  const [current, setCurrent] = useState(entries[0]?.id);
  useEffect(() => followScroll(within.current, setCurrent), [within]);

  function goTo(id: string) {
    const section = document.getElementById(id);
    section?.scrollIntoView({ block: 'start' });
    section?.querySelector<HTMLElement>('h2')?.focus({ preventScroll: true });
    setCurrent(id);
  }

  return (
    <nav className={classes.index} aria-label={t('sections')}>
      <ul>
        {entries.map(({ id, label, isWrong }) => (
          <li key={id}>
            <a
              href={`#${id}`}
              aria-current={id === current ? 'location' : undefined}
              data-wrong={isWrong || undefined}
              onClick={(event) => {
                event.preventDefault();
                goTo(id);
              }}
            >
              {label}
              {isWrong && <VisuallyHidden> ({t('sectionWrong')})</VisuallyHidden>}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** Tells which section is at the top third of the window; at the end of the page the last. */
function followScroll(root: HTMLElement | null, tell: (id: string) => void) {
  const scroller = root?.closest('main');
  if (!root || !scroller) return undefined;
  const look = () => {
    const sections = [...root.querySelectorAll<HTMLElement>('[data-section]')];
    const line = scroller.getBoundingClientRect().top + scroller.clientHeight / 3;
    const isAtEnd = scroller.scrollTop + scroller.clientHeight >= scroller.scrollHeight - 2;
    const isScrolled = scroller.scrollTop > 2;
    const read = sections.filter((section) => section.getBoundingClientRect().top <= line).at(-1) ?? sections[0];
    const shown = isAtEnd && isScrolled ? sections.at(-1) : read;
    if (shown) tell(shown.id);
  };
  scroller.addEventListener('scroll', look, { passive: true });
  return () => scroller.removeEventListener('scroll', look);
}
