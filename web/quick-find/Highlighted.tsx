import { Fragment } from 'react';
import classes from './QuickFind.module.css';
import { stretchesOf } from './words.ts';

/** A text in which the words of the query are marked. */
export function Highlighted({ text, query }: { text: string; query: string }) {
  const stretches = stretchesOf(text, query);
  return (
    <>
      {stretches.map(([from, to], index) => (
        <Fragment key={from}>
          {text.slice(stretches[index - 1]?.[1] ?? 0, from)}
          <mark className={classes.mark}>{text.slice(from, to)}</mark>
        </Fragment>
      ))}
      {text.slice(stretches.at(-1)?.[1] ?? 0)}
    </>
  );
}
