import { Fragment } from 'react';
import classes from './Facts.module.css';

/** What is known, line by line; what is not there is left out. */
export function Facts({ facts }: { facts: readonly (readonly [name: string, value: string | null])[] }) {
  return (
    <dl className={classes.facts}>
      {facts.map(
        ([name, value]) =>
          value !== null && (
            <div key={name} className={classes.fact}>
              <dt>{name}</dt>
              <dd>
                <bdi>
                  <BreakableAddress value={value} />
                </bdi>
              </dd>
            </div>
          ),
      )}
    </dl>
  );
}

/** An e-mail address that is too long breaks after the @. */
function BreakableAddress({ value }: { value: string }) {
  return value.split(/(?<=@)/).map((part, index) => (
    <Fragment key={part}>
      {index > 0 && <wbr />}
      {part}
    </Fragment>
  ));
}
