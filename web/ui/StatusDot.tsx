import classes from './StatusDot.module.css';

/** What a state means for the eye; the word says it to everybody. */
export type Tone = 'good' | 'warn' | 'bad' | 'quiet';

/** A dot and a word. */
export function StatusDot({ tone, children }: { tone: Tone; children: string }) {
  return (
    <span className={classes.status} data-tone={tone}>
      {children}
    </span>
  );
}
