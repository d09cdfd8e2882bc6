import classes from './Cells.module.css';

/** One line of text, whole on hover where the column is too narrow. */
export function PlainCell({ value }: { value: string | null }) {
  if (value === null) return <span className={classes.quiet}>–</span>;
  return (
    <span className={classes.line} dir="auto" title={value}>
      {value}
    </span>
  );
}
