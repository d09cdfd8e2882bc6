import { IconCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ALL_OF_EVERYBODY } from '../../contract/permissions.ts';
import { type Column, useColumns } from './columns.ts';
import { GROUPS } from './groups.ts';
import classes from './RolesMatrix.module.css';

/** Permissions down, roles across. */
export function RolesMatrix() {
  const { t } = useTranslation(['roles', 'permissions']);
  const columns = useColumns();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className={classes.scroll} tabIndex={0} aria-label={t('matrix')}>
      <table className={classes.table}>
        <Head columns={columns} />
        {GROUPS.map(([group, permissions]) => (
          <tbody key={group}>
            <GroupRow name={t(`groups.${group}`)} span={columns.length + 1} />
            {permissions.map((permission) => (
              <tr key={permission}>
                <th scope="row">{t(`permissions:${permission}`)}</th>
                {columns.map((column) => (
                  <Cell key={column.key} column={column} isAllowed={column.permissions.includes(permission)} />
                ))}
              </tr>
            ))}
          </tbody>
        ))}
        <tbody>
          <GroupRow name={t('groups.support')} span={columns.length + 1} />
          {ALL_OF_EVERYBODY.map((ability) => (
            <tr key={ability}>
              <th scope="row">{t(`permissions:${ability}`)}</th>
              {columns.map((column) => (
                <Cell key={column.key} column={column} isAllowed />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Head({ columns }: { columns: readonly Column[] }) {
  const { t } = useTranslation('roles');
  return (
    <thead>
      <tr>
        <th scope="col">{t('permission')}</th>
        {columns.map(({ key, name, isMine }) => (
          <th key={key} scope="col" data-mine={isMine || undefined}>
            {name}
            {isMine && <span className={classes.mine}>{t('yours')}</span>}
          </th>
        ))}
      </tr>
    </thead>
  );
}

function GroupRow({ name, span }: { name: string; span: number }) {
  return (
    <tr>
      <th colSpan={span} scope="colgroup" className={classes.group}>
        {name}
      </th>
    </tr>
  );
}

function Cell({ column, isAllowed }: { column: Column; isAllowed: boolean }) {
  const { t } = useTranslation('roles');
  return (
    <td data-mine={column.isMine || undefined}>
      {isAllowed ? (
        <IconCheck size={18} stroke={2} role="img" aria-label={t('yes')} className={classes.yes} />
      ) : (
        <span className={classes.no} role="img" aria-label={t('no')} />
      )}
    </td>
  );
}
