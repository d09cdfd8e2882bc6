import classes from './Table.module.css';

/** The height of rows that are not in the document. */
export function SpacerRow({ height, span }: { height: number; span: number }) {
  return (
    <tr aria-hidden className={classes.spacer}>
      <td colSpan={span} style={{ height }} />
    </tr>
  );
}
