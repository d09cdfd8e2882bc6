import { Badge, Tooltip, VisuallyHidden } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { formatList } from '../ui/format.ts';
import classes from './Cells.module.css';

interface Props {
  readonly names: readonly string[];
  /** How many there are beside those that have a name here, and what to say of them. */
  readonly unnamed?: { readonly count: number; readonly words: string } | undefined;
}

/** One name, or two where there is room; the others behind a number. */
export function Badges({ names, unnamed }: Props) {
  const [first, second] = names;
  if (first === undefined) return unnamed?.words;
  return (
    <span className={classes.badges}>
      <NameBadge name={first} />
      {second !== undefined && <NameBadge name={second} isSecond />}
      <MoreNames names={names} unnamed={unnamed} after={1} />
      <MoreNames names={names} unnamed={unnamed} after={2} />
    </span>
  );
}

/** All of them, on as many lines as it takes. */
export function AllBadges({ names }: { names: readonly string[] }) {
  return (
    <span className={classes.allBadges}>
      {names.map((name) => (
        <NameBadge key={name} name={name} />
      ))}
    </span>
  );
}

/** Which of the two numbers shows is up to the style sheet. */
function MoreNames({ names, unnamed, after }: Props & { after: 1 | 2 }) {
  const { t } = useTranslation();
  const hidden = names.slice(after);
  const count = hidden.length + (unnamed?.count ?? 0);
  if (count === 0) return null;
  const words = formatList(unnamed ? [...hidden, unnamed.words] : hidden);
  return (
    <Tooltip label={words} maw={360} multiline>
      <span className={classes.more} data-after={after}>
        <span aria-hidden>{t('more', { count })}</span>
        <VisuallyHidden>{words}</VisuallyHidden>
      </span>
    </Tooltip>
  );
}

function NameBadge({ name, isSecond = false }: { name: string; isSecond?: boolean }) {
  return (
    <Badge className={classes.badge} variant="default" radius="sm" data-second={isSecond || undefined} dir="auto" title={name}>
      {name}
    </Badge>
  );
}
