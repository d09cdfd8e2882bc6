import { Skeleton } from '@mantine/core';
import classes from './Table.module.css';

const ROWS = 12;
/** Columns of marks and buttons. */
const NO_LINE = ['mainAccount', 'actions', 'select'];
const WIDTHS = [62, 78, 54, 70, 48, 66, 58];

interface Props {
  /** The ids of the columns that show. */
  columns: readonly string[];
  height: number;
  rows?: number;
}

/** Rows of the shape to come. */
export function SkeletonRows({ columns, height, rows = ROWS }: Props) {
  return [...Array(rows).keys()].map((row) => (
    <tr key={row} aria-hidden className={classes.skeleton} style={{ height }}>
      {columns.map((column, index) => (
        <td key={column} data-column={column}>
          <SkeletonCell column={column} width={WIDTHS[(row * 3 + index) % WIDTHS.length] ?? 60} />
        </td>
      ))}
    </tr>
  ));
}

function SkeletonCell({ column, width }: { column: string; width: number }) {
  if (NO_LINE.includes(column)) return null;
  const line = <Skeleton height={10} radius="sm" width={`${width}%`} />;
  if (column !== 'name') return line;
  return (
    <div className={classes.lines}>
      <Skeleton circle height={24} />
      {line}
    </div>
  );
}
