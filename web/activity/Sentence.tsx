import { Children, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ActivityEntry } from '../../contract/activity-log.ts';
import classes from './Entry.module.css';
import { PersonName } from './PersonName.tsx';
import { sentenceOf } from './sentence-of.ts';

// Stand for what is no text while a sentence is put together (private use, so no name holds them).
const ACTOR = '\uE000';
const TARGET = '\uE001';
const NAME = '\uE002';
const MARKS = new RegExp(`([${ACTOR}${TARGET}${NAME}])`);

/** An entry in a sentence, its names leading to the people. */
export function Sentence({ entry }: { entry: ActivityEntry }) {
  const { t } = useTranslation('activity');
  const said = t(sentenceOf(entry), { actor: ACTOR, target: TARGET });
  const nodes: Readonly<Record<string, ReactNode>> = {
    [ACTOR]: <Actor entry={entry} />,
    [TARGET]: <Target entry={entry} />,
  };
  return (
    <>
      {filled(said, nodes)}
      {entry.onBehalfOf && (
        <span className={classes.quiet}>
          {' '}
          {filled(t('onBehalfOf', { name: NAME }), { [NAME]: <PersonName person={entry.onBehalfOf} /> })}
        </span>
      )}
    </>
  );
}

function filled(text: string, nodes: Readonly<Record<string, ReactNode>>): ReactNode {
  return Children.toArray(text.split(MARKS).map((part) => nodes[part] ?? part));
}

function Actor({ entry: { actor, actorKind } }: { entry: ActivityEntry }) {
  const { t } = useTranslation('activity');
  if (actor) return <PersonName person={actor} />;
  return <span className={classes.plainName}>{t(actorKind === 'user' ? 'visitor' : actorKind)}</span>;
}

function Target({ entry: { target, changes } }: { entry: ActivityEntry }) {
  const { t } = useTranslation('activity');
  if (target.type === 'user') return <PersonName person={target} />;
  const { name } = changes;
  const recorded = typeof name === 'object' ? (name.new ?? name.old) : undefined;
  const known = target.name ?? (typeof recorded === 'string' ? recorded : null);
  return known === null ? t('nothing') : <bdi className={classes.plainName}>{known}</bdi>;
}
