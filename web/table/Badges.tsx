import { Badge, Tooltip, VisuallyHidden } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { formatList } from '../ui/format.ts';
import classes from './Cells.module.css';

/** One name, or two where there is room; the others behind a number. */
export function Badges({ names }: { names: readonly string[] }) {
  const [first, second] = names;
  if (first === undefined) return null;
  return (
    <span className={classes.badges}>
      <NameBadge name={first} />
      {second !== undefined && <NameBadge name={second} isSecond />}
      <MoreNames names={names} after={1} />
      <MoreNames names={names} after={2} />
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
function MoreNames({ names, after }: { names: readonly string[]; after: 1 | 2 }) {
  const { t } = useTranslation();
  const hidden = names.slice(after);
  if (hidden.length === 0) return null;
  const words = formatList(hidden);
  return (
    <Tooltip label={words} maw={360} multiline>
      <span className={classes.more} data-after={after}>
        <span aria-hidden>{t('more', { count: hidden.length })}</span>
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
