import { useId } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import { ALL_OF_EVERYBODY, ALL_PERMISSIONS } from '../../contract/permissions.ts';
import { type Column, useColumns } from './columns.ts';
import classes from './RolesList.module.css';

/** The same as the matrix, role by role. */
export function RolesList() {
  const { t } = useTranslation('roles');
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className={classes.roles} tabIndex={0} aria-label={t('matrix')}>
      {useColumns().map((column) => (
        <Role key={column.key} column={column} />
      ))}
    </section>
  );
}

function Role({ column: { key, name, permissions, isMine } }: { column: Column }) {
  const { t } = useTranslation(['roles', 'permissions']);
  const id = useId();
  const may = permissions.length > 0 ? permissions : ALL_OF_EVERYBODY;
  return (
    <section aria-labelledby={id} className={classes.role}>
      <h2 id={id} className={classes.name}>
        {name}
        {isMine && <span className={classes.mine}>{t('yours')}</span>}
      </h2>
      {key === 'main_user' && permissions.length === ALL_PERMISSIONS.length ? (
        <p className={classes.text}>{t('everything')}</p>
      ) : (
        <ul className={classes.list}>
          {may.map((ability) => (
            <li key={ability}>{t(`permissions:${ability}`)}</li>
          ))}
        </ul>
      )}
    </section>
  );
}
