import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useMe } from '../api/use-me.ts';
import { formatNumber } from '../ui/format.ts';
import classes from './Entry.module.css';
import { PersonName } from './PersonName.tsx';
import { personQuery } from './use-person.ts';

/** As many are named. */
const MOST = 20;

/** People by name, some of whom have a level: `<id>`, or `<id>:<level>`. */
export function People({ lines }: { lines: readonly string[] }) {
  const { t } = useTranslation('activity');
  if (lines.length === 0) return t('nothing');
  return (
    <>
      {lines.slice(0, MOST).map((line) => (
        <span key={line} className={classes.inList}>
          <Person line={line} />
        </span>
      ))}
      {lines.length > MOST && <span>{t('andMore', { number: formatNumber(lines.length - MOST) })}</span>}
    </>
  );
}

function Person({ line }: { line: string }) {
  const me = useMe();
  const [id = '', level] = line.split(':');
  const { data } = useQuery({ ...personQuery(id), enabled: me.permissions.includes('user.view') });
  const name = data ? <PersonName person={{ id, name: data.name }} isPlain /> : <span>{id.slice(-6)}</span>;
  return level === undefined ? (
    name
  ) : (
    <>
      {name} ({formatNumber(Number(level))})
    </>
  );
}
