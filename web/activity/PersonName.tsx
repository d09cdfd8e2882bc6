import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useMe } from '../api/use-me.ts';
import classes from './Entry.module.css';

interface Props {
  person: { readonly id: string; readonly name: string | null };
  /** Without the mark on oneself. */
  isPlain?: boolean;
}

/** A person by name, leading to them. Of an erased one only the end of the id is said. */
export function PersonName({ person: { id, name }, isPlain = false }: Props) {
  const { t } = useTranslation('activity');
  const me = useMe();
  if (name === null) {
    return (
      <span className={classes.erased} title={t('erasedHelp')}>
        {t('userById', { id: id.slice(-6) })} {t('erased')}
      </span>
    );
  }
  return (
    <>
      {me.permissions.includes('user.view') ? (
        <Link to="/settings/users" search={{ user: id }} className={classes.name}>
          <bdi>{name}</bdi>
        </Link>
      ) : (
        <bdi className={classes.name}>{name}</bdi>
      )}
      {id === me.id && !isPlain && <span className={classes.quiet}> {t('you')}</span>}
    </>
  );
}
