import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { SMALL_ICON } from '../theme.ts';
import { Avatar } from '../ui/Avatar.tsx';
import type { Found, FoundSection } from './found.ts';
import { Highlighted } from './Highlighted.tsx';
import classes from './QuickFind.module.css';

interface Props {
  id: string;
  sections: readonly FoundSection[];
  active: Found | undefined;
  /** What is marked in each line. */
  text: string;
  choose: (key: string) => void;
  run: (found: Found) => void;
}

/** The lines by section. The focus stays in the field; the field says which line is meant. */
export function FoundList({ id, sections, active, text, choose, run }: Props) {
  const { t } = useTranslation('quick-find');
  return (
    <div id={id} role="listbox" aria-label={t('found')} className={classes.list} tabIndex={-1}>
      {sections.map(({ name, items }) => (
        // biome-ignore lint/a11y/useSemanticElements: a group of options, not of fields
        <div key={name} role="group" aria-labelledby={`${id}-${name}`} className={classes.section}>
          <div id={`${id}-${name}`} className={classes.sectionName}>
            {t(`section.${name}`)}
          </div>
          {items.map((found) => (
            <Line
              key={found.key}
              id={lineId(id, found)}
              found={found}
              text={text}
              isActive={found.key === active?.key}
              onPoint={() => choose(found.key)}
              onRun={() => run(found)}
            />
          ))}
        </div>
      ))}
    </div>
  );
}

export function lineId(id: string, { key }: Found): string {
  return `${id}-${key}`;
}

interface LineProps {
  id: string;
  found: Found;
  text: string;
  isActive: boolean;
  onPoint: () => void;
  onRun: () => void;
}

function Line({ id, found, text, isActive, onPoint, onRun }: LineProps) {
  const line = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isActive) line.current?.scrollIntoView({ block: 'nearest' });
  }, [isActive]);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys act in the field
    <div
      ref={line}
      id={id}
      role="option"
      aria-selected={isActive}
      tabIndex={-1}
      className={classes.line}
      onPointerMove={isActive ? undefined : onPoint}
      onMouseDown={(event) => event.preventDefault()}
      onClick={onRun}
    >
      <Picture picture={found.picture} />
      <span className={classes.label}>
        <bdi>
          <Highlighted text={found.label} query={text} />
        </bdi>
      </span>
      {found.detail && (
        <span className={classes.detail}>
          <Highlighted text={found.detail} query={text} />
        </span>
      )}
    </div>
  );
}

function Picture({ picture }: Pick<Found, 'picture'>) {
  if ('firstName' in picture) {
    return <Avatar id={picture.id} firstName={picture.firstName} lastName={picture.lastName} size={24} />;
  }
  const Icon = picture;
  return (
    <span className={classes.icon}>
      <Icon {...SMALL_ICON} />
    </span>
  );
}
