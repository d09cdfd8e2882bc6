import classes from './Avatar.module.css';

const TINTS = 8;

interface Props {
  id: string;
  firstName: string;
  lastName: string;
  /** In pixels. */
  size?: number;
}

/** Initials on a tint that stays with the id. For the eye only: the name stands beside it. */
export function Avatar({ id, firstName, lastName, size = 24 }: Props) {
  return (
    <span
      aria-hidden
      className={classes.avatar}
      data-tint={tintOf(id)}
      data-initials={firstLetter(firstName) + firstLetter(lastName)}
      style={{ width: size, height: size, fontSize: Math.round(size * 0.42) }}
    />
  );
}

/** The first letter as a reader sees it, accents and joined signs included. */
function firstLetter(word: string): string {
  const [first] = new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(word.trim());
  return first?.segment.toUpperCase() ?? '';
}

function tintOf(id: string): number {
  let sum = 0;
  for (const char of id) sum = (sum * 31 + (char.codePointAt(0) ?? 0)) % 65_521;
  return sum % TINTS;
}
